"""The first page, and the dates it announces."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from core.models import Page
from networks.models import Network


class HomePage(Page):
    """The first page in both languages."""

    promise = models.CharField(
        _("promise"),
        max_length=120,
        blank=True,
        help_text=_("Shown in both languages one after the other: two sentences, neither a translation of the other."),
    )
    introduction = models.TextField(_("introduction"), max_length=600, blank=True)

    template = "pages/home.html"
    max_count = 1
    subpage_types = [
        "networks.NetworkIndex",
        "networks.BodyIndex",
        "knowledge.Library",
        "knowledge.Glossary",
        "knowledge.PublicationIndex",
        "pages.NewsIndex",
        "pages.ContactPage",
        "pages.StandardPage",
    ]
    content_panels = [
        *Page.content_panels,
        *(FieldPanel(f"{name}_{language}") for name in ("promise", "introduction") for language in ("de", "it")),
        InlinePanel("events", heading=_("Next events"), label=_("event")),
    ]

    class Meta:
        verbose_name = _("home page")


class EventFormat(models.TextChoices):
    STUDY_TRIP = "study_trip", _("study trip")
    CONFERENCE = "conference", _("conference")
    WORKSHOP = "workshop", _("workshop")
    SEMINAR = "seminar", _("seminar")
    NETWORK_MEETING = "network_meeting", _("network meeting")
    KICK_OFF = "kick_off", _("kick-off")
    ONLINE_MEETING = "online_meeting", _("online meeting")


class HomeEvent(Orderable):
    """A date that home announces, from a plain list. To be replaced by pages of their own once there is a calendar."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="events")
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("The place, or a remark such as “with interpreters”.")
    )
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"), help_text=_("Shown until then."))
    format = models.CharField(_("format"), max_length=15, choices=EventFormat)
    online = models.BooleanField(_("online"), default=False)
    network = models.ForeignKey(
        Network,
        verbose_name=_("network"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown to those only who may see this network."),
    )
    link = models.URLField(_("link"), blank=True)

    panels = [
        FieldPanel("title_de"),
        FieldPanel("title_it"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        FieldRowPanel([FieldPanel("format"), FieldPanel("online")]),
        FieldPanel("place_de"),
        FieldPanel("place_it"),
        FieldPanel("network"),
        FieldPanel("link"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                name="home_event_ends_after_it_starts", condition=models.Q(ends__gte=models.F("starts"))
            )
        ]

    def __str__(self):
        return self.title_de or self.title_it or ""

    def clean(self):
        super().clean()
        if not (self.title_de or self.title_it):
            raise ValidationError({"title_de": _("A title in at least one language is required.")})
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("The end lies before the beginning.")})

    @property
    def last_day(self):
        """The day it ends on where that is another one than it begins on, else None."""
        first, last = timezone.localdate(self.starts), timezone.localdate(self.ends)
        return last if last != first else None
