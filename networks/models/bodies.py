"""The bodies that carry the programme, and its partners."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from core.bilingual import OTHER, BilingualModel, current_language
from core.models import Page
from core.regions import COUNTRIES

from .organisation import ActorType


class BodyIndex(Page):
    """Bodies and partners of the programme, at one address."""

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "ol", "ul", "link"])

    searched = ("heading", "introduction")
    template = "networks/body_index.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = []
    content_panels = [*Page.content_panels, FieldPanel("introduction_de"), FieldPanel("introduction_it")]

    class Meta:
        verbose_name = _("page of bodies and partners")


class Body(BilingualModel):
    """A body of the programme or one of its partners.

    Its official names differ per language and are no translations of each other: two columns of their own, which take
    no part in the state of the translation.
    """

    class Kind(models.TextChoices):
        BODY = "body", _("body")
        PARTNER = "partner", _("partner")

    BOTH = "both"

    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.PARTNER)
    name_de = models.CharField(_("official name in German"), max_length=200, blank=True)
    name_it = models.CharField(_("official name in Italian"), max_length=200, blank=True)
    task = models.CharField(_("task or role"), max_length=300, blank=True)
    actor_type = models.CharField(_("type of actor"), max_length=20, choices=ActorType, blank=True)
    country = models.CharField(
        _("country"), max_length=4, choices=[*COUNTRIES, (BOTH, _("both countries"))], default=BOTH
    )
    website = models.URLField(_("website"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers come first."))

    panels = [
        FieldPanel(name)
        for name in (
            "kind", "name_de", "name_it", "source_language", "task_de", "task_it", "actor_type", "country", "website",
            "order",
        )
    ]  # fmt: skip

    class Meta:
        verbose_name = _("body or partner")
        verbose_name_plural = _("bodies and partners")
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.CheckConstraint(name="body_has_a_name", condition=~models.Q(name_de="", name_it="")),
        ]

    def __str__(self):
        return " / ".join(dict.fromkeys(name for name in (self.name_de, self.name_it) if name))

    def clean(self):
        super().clean()
        if not (self.name_de or self.name_it):
            raise ValidationError({"name_de": _("A name in at least one language is required.")})

    @property
    def names(self) -> list[tuple[str, str]]:
        """Its official names as pairs of language and name, the reader's language first."""
        mine = current_language()
        pairs = [(language, getattr(self, f"name_{language}")) for language in (mine, OTHER[mine])]
        return [(language, name) for language, name in pairs if name]
