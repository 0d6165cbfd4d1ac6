"""Where readers write to the service desk, and what they have written."""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from core.admin_forms import AudiencePageForm
from core.models import Page

from .standard import FEATURES


class ContactPage(Page):
    """The one page with the contact form."""

    body = RichTextField(_("text above the form"), blank=True, features=FEATURES)

    base_form_class = AudiencePageForm
    searched = ("heading", "body")
    template = "pages/contact.html"
    max_count = 1
    allowed_http_methods = ["GET", "HEAD", "OPTIONS", "POST"]
    parent_page_types = ["pages.HomePage"]
    subpage_types = []
    content_panels = [*Page.content_panels, FieldPanel("body_de"), FieldPanel("body_it")]

    class Meta:
        verbose_name = _("contact page")


class Topic(models.TextChoices):
    PARTNERS = "partners", _("partners and cooperation")
    WRITING = "writing", _("writing a good practice")
    TECHNOLOGY = "technology", _("technology and data protection")
    OTHER = "other", _("something else")


class EnquiryQuerySet(models.QuerySet):
    def older_than(self, age):
        return self.filter(created_at__lt=timezone.now() - age)


class Enquiry(models.Model):
    """What somebody wrote to the service desk. The address is nobody's until the desk has answered to it."""

    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"))
    topic = models.CharField(_("what is it about?"), max_length=10, choices=Topic)
    message = models.TextField(_("message"), max_length=5000)
    language = models.CharField(_("language"), max_length=2, choices=[("de", "Deutsch"), ("it", "Italiano")])
    created_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    answered = models.BooleanField(_("answered"), default=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["answered", "-created_at"]

    def __str__(self):
        """Without a name or an address: the admin's log keeps it when the enquiry is gone."""
        received = date_format(timezone.localtime(self.created_at), "SHORT_DATETIME_FORMAT")
        return f"{self.get_topic_display()}, {received}"
