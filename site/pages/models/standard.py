"""Pages of plain text: about, imprint, privacy."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from core.admin_forms import AudiencePageForm
from core.models import Page

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "image", "blockquote"]


class StandardPage(Page):
    """About, imprint, privacy; inside a network a note to its members."""

    body = RichTextField(_("text"), blank=True, features=FEATURES)

    base_form_class = AudiencePageForm
    searched = ("heading", "body")
    template = "pages/standard_page.html"
    parent_page_types = ["pages.HomePage", "pages.StandardPage", "networks.Network"]
    subpage_types = ["pages.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("body_de"), FieldPanel("body_it")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
