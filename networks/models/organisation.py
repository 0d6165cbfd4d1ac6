"""The actors: organisations of both countries, and the directory in which they are found."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.below import LeadsBelow
from core.bilingual import BilingualModel
from core.lengths import SHORT
from core.models import Page
from core.regions import COUNTRIES, region_choices, region_name, validate_region
from networks.directory.profile import OrganisationProfile

PUBLIC, PRIVATE = "public", "private"


class ActorType(models.TextChoices):
    COMPANY = "company", _("company")
    CHAMBER = "chamber", _("chamber")
    ASSOCIATION = "association", _("association")
    UNION = "union", _("trade union")
    SCHOOL = "school", _("school")
    TRAINING_PROVIDER = "training_provider", _("training provider")
    UNIVERSITY = "university", _("university, research")
    MINISTRY = "ministry", _("ministry, authority")
    REGION = "region", _("region, municipality")


# What is public or private by nature; the others must say which.
SECTOR_BY_NATURE = {
    ActorType.COMPANY: PRIVATE,
    ActorType.UNION: PRIVATE,
    ActorType.MINISTRY: PUBLIC,
    ActorType.REGION: PUBLIC,
}


class Organisation(OrganisationProfile, BilingualModel):
    """An actor of dual vocational training in Germany or Italy."""

    name = models.CharField(_("name"), max_length=200)
    actor_type = models.CharField(_("type of actor"), max_length=20, choices=ActorType)
    sector = models.CharField(
        _("sector"), max_length=7, choices=[(PUBLIC, _("public")), (PRIVATE, _("private"))], blank=True
    )
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    region = models.CharField(_("region"), max_length=6, choices=region_choices, validators=[validate_region])
    city = models.CharField(_("town"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    about = models.TextField(_("about the organisation"), blank=True, validators=SHORT)

    panels = [
        FieldPanel("name"),
        FieldPanel("actor_type"),
        FieldPanel("sector"),
        FieldPanel("country"),
        FieldPanel("region"),
        FieldPanel("city"),
        FieldPanel("website"),
        FieldPanel("source_language"),
        *(FieldPanel(f"{name}_{language}") for name in ("about", "offers", "seeks") for language in ("de", "it")),
        FieldPanel("looks_for_partners"),
        FieldPanel("size"),
        FieldPanel("email"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "country", name="one_organisation_per_name_and_country"),
            models.CheckConstraint(
                name="organisation_says_its_sector", condition=models.Q(sector__in=[PUBLIC, PRIVATE])
            ),
            models.CheckConstraint(
                name="organisation_region_is_in_its_country",
                condition=models.Q(country="DE", region__startswith="DE-")
                | models.Q(country="IT", region__startswith="IT-"),
            ),
            models.CheckConstraint(
                name="organisation_consent_has_a_moment",
                condition=models.Q(public_consent_by__isnull=True) | models.Q(public_since__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        nature = SECTOR_BY_NATURE.get(self.actor_type)
        self.sector = self.sector or nature or ""
        if not self.sector:
            raise ValidationError({"sector": _("This type of actor can be either: please say public or private.")})
        if nature and self.sector != nature:
            raise ValidationError({"sector": _("This type of actor cannot have this sector.")})
        if self.region and self.country and not self.region.startswith(self.country):
            raise ValidationError({"region": _("This region is not in the chosen country.")})

    @property
    def region_name(self) -> str:
        return region_name(self.region)


class Directory(LeadsBelow, Page):
    """The list of organisations; each of them stands below its address."""

    below = "networks.directory.routes"
    template = "networks/directory.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("directory of organisations")
