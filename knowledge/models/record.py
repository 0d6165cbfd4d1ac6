"""What a good practice records beside its first six fields: what UNEVOC, FAO, PANORAMA and MobiPro-EU ask for.

`SECTIONS` is the one list of what belongs together: the desk, the page, the completeness and the sheet follow it.
"""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from core.lengths import LONG
from core.regions import region_choices, validate_region
from knowledge.models.vocabulary import ContextFeature, FieldOfAction, OccupationalField, TargetGroup, Topic
from networks.models import Organisation


class Maturity(models.TextChoices):
    """FAO's ladder, in four rungs."""

    IDEA = "idea", _("idea")
    PROMISING = "promising", _("promising")
    GOOD = "good", _("good practice")
    INSTITUTIONALISED = "institutionalised", _("institutionalised")


class Licence(models.TextChoices):
    CC0 = "CC0-1.0", "CC0 1.0"
    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"


LICENCE_URLS = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
}


@dataclass(frozen=True)
class Section:
    """Part of the record.

    Attributes:
        key: its name in addresses and anchors.
        title: for the reader.
        texts: translated fields, in the order in which they are read.
        facts: the other fields.
        parts: names of the records that hang on the practice.
    """

    key: str
    title: str
    texts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


SNAPSHOT = Section(
    "snapshot",
    _("The practice in short"),
    texts=("heading", "summary", "starting_point", "approach", "results"),
    facts=("occupational_fields", "tags"),
)
SECTIONS = (
    SNAPSHOT,
    Section(
        "people",
        _("Who, where and when"),
        texts=("target_group", "actors"),
        facts=("target_groups", "responsible", "place", "region", "period_from", "period_to", "contact"),
    ),
    Section("blocks", _("Building blocks"), parts=("blocks", "used_blocks")),
    Section("means", _("What it takes"), texts=("resources",)),
    Section("lessons", _("What was difficult and what helped"), texts=("difficulties", "success_factors")),
    Section(
        "transfer",
        _("Taking it over"),
        texts=("transferability", "sustainability"),
        facts=("maturity", "licence"),
    ),
    Section(
        "context",
        _("Context"),
        texts=("legal_basis", "places_of_learning", "who_pays"),
        facts=("context_features", "eqf"),
    ),
    Section("topics", _("Topics"), facts=("fields_of_action", "topics")),
    Section("material", _("Material"), texts=("picture_text",), facts=("picture",), parts=("attachments", "links")),
)


def new_identifier() -> str:
    return uuid.uuid4().hex


class PracticeRecord(models.Model):
    """The fields a snapshot is deepened by, section by section. Texts are kept in both languages."""

    identifier = models.CharField(
        _("identifier"),
        max_length=100,
        unique=True,
        default=new_identifier,
        editable=False,
        help_text=_("Under this name it is exported and imported."),
    )

    # who, where and when
    target_group = models.TextField(_("target group"), blank=True, validators=LONG)
    target_groups = ParentalManyToManyField(
        TargetGroup, verbose_name=_("target groups"), blank=True, related_name="practices"
    )
    actors = models.TextField(_("actors and their roles"), blank=True, validators=LONG)
    responsible = models.ForeignKey(
        Organisation,
        verbose_name=_("responsible organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="practices",
    )
    place = models.CharField(_("place"), max_length=100, blank=True)
    region = models.CharField(
        _("region"), max_length=6, blank=True, choices=region_choices, validators=[validate_region]
    )
    period_from = models.DateField(_("from"), null=True, blank=True)
    period_to = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty while it goes on."))
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("Shown to members of the networks only.")
    )

    # what it takes, what was learnt
    resources = models.TextField(_("people, time and money"), blank=True, validators=LONG)
    difficulties = models.TextField(_("difficulties and what failed"), blank=True, validators=LONG)
    success_factors = models.TextField(_("success factors"), blank=True, validators=LONG)

    # taking it over
    transferability = models.TextField(_("transferability"), blank=True, validators=LONG)
    sustainability = models.TextField(_("sustainability"), blank=True, validators=LONG)
    maturity = models.CharField(_("maturity"), max_length=17, choices=Maturity, blank=True)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence, blank=True)

    # context
    legal_basis = models.TextField(_("legal basis"), blank=True, validators=LONG)
    places_of_learning = models.TextField(_("places of learning"), blank=True, validators=LONG)
    who_pays = models.TextField(_("who pays"), blank=True, validators=LONG)
    context_features = ParentalManyToManyField(
        ContextFeature, verbose_name=_("context profile"), blank=True, related_name="practices"
    )
    eqf = models.PositiveSmallIntegerField(
        _("level of the European Qualifications Framework (EQF)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(8)],
    )

    # what it is sorted by
    occupational_fields = ParentalManyToManyField(
        OccupationalField, verbose_name=_("occupational fields"), blank=True, related_name="practices"
    )
    fields_of_action = ParentalManyToManyField(
        FieldOfAction, verbose_name=_("fields of action"), blank=True, related_name="practices"
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("cross-cutting topics"), blank=True, related_name="practices"
    )

    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translated by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.period_from and self.period_to and self.period_to < self.period_from:
            raise ValidationError({"period_to": _("The end lies before the beginning.")})

    @property
    def country(self) -> str:
        """Code of the country it is done in: of its region or, failing that, of the responsible organisation."""
        return self.region[:2] or (self.responsible.country if self.responsible else "")


RECORD_CONSTRAINTS = [
    models.CheckConstraint(
        name="practice_ends_after_it_begins",
        condition=models.Q(period_from__isnull=True)
        | models.Q(period_to__isnull=True)
        | models.Q(period_to__gte=models.F("period_from")),
    ),
    models.CheckConstraint(
        name="practice_eqf_is_a_level", condition=models.Q(eqf__isnull=True) | models.Q(eqf__range=(1, 8))
    ),
    models.CheckConstraint(name="practice_maturity_is_a_rung", condition=models.Q(maturity__in=["", *Maturity.values])),
]


class PracticeFile(Orderable):
    """A document that belongs to a practice: a form, a plan, a slide set."""

    practice = ParentalKey("knowledge.GoodPractice", on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "core.SiteDocument", verbose_name=_("file"), on_delete=models.CASCADE, related_name="+"
    )
    caption = models.CharField(_("what it is"), max_length=200, blank=True)

    panels = [FieldPanel("document"), FieldPanel("caption_de"), FieldPanel("caption_it")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["practice", "document"], name="practice_holds_a_document_once")]


class PracticeLink(Orderable):
    """Material elsewhere: a film, a form, a page; without an address it is to be had on request."""

    practice = ParentalKey("knowledge.GoodPractice", on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), blank=True, help_text=_("Empty where it is to be had on request."))

    panels = [FieldPanel("title_de"), FieldPanel("title_it"), FieldPanel("url")]
