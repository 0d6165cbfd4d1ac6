"""Publications: quality standards adopted at a meeting, handbooks, documents of others."""

from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from core.models import Page
from knowledge.models.practice import GoodPractice
from knowledge.models.record import LICENCE_URLS, Licence
from knowledge.publications import isbn
from knowledge.publications.forms import PublicationForm
from networks.models import Organisation


class PublicationKind(models.TextChoices):
    STANDARDS = "standards", _("quality standards")
    HANDBOOK = "handbook", _("handbook")
    DOCUMENTATION = "documentation", _("meeting documentation")
    STUDY = "study", _("study")
    LEAFLET = "leaflet", _("leaflet")
    EXTERNAL = "external", _("document of others")


class PublicationIndex(Page):
    """The list of publications, newest first."""

    template = "knowledge/publication_index.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["knowledge.Publication"]

    class Meta:
        verbose_name = _("list of publications")


class Publication(Page):
    """Something to cite: who wrote it, when, where it was adopted, where to get it."""

    kind = models.CharField(_("kind"), max_length=13, choices=PublicationKind)
    subtitle = models.CharField(_("subtitle"), max_length=250, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1900), MaxValueValidator(2100)])
    edition = models.CharField(_("edition"), max_length=60, blank=True)
    page_count = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    in_german = models.BooleanField(_("to be read in German"), default=True)
    in_italian = models.BooleanField(_("to be read in Italian"), default=True)
    isbn = models.CharField(
        "ISBN", max_length=17, blank=True, validators=[RegexValidator(r"^[0-9Xx-]{10,17}$", _("This is no ISBN."))]
    )
    doi = models.CharField(
        "DOI",
        max_length=120,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", _("A DOI begins with 10. and has a slash."))],
    )
    url = models.URLField(_("address"), blank=True)
    document = models.ForeignKey(
        "core.SiteDocument", verbose_name=_("file"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    licence = models.CharField(_("licence"), max_length=12, choices=Licence, blank=True)
    adopted_at = models.CharField(
        _("adopted at"), max_length=200, blank=True, help_text=_("The meeting that adopted or published it.")
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    practices = ParentalManyToManyField(
        GoodPractice, verbose_name=_("good practices"), blank=True, related_name="publications"
    )

    base_form_class = PublicationForm
    searched = ("heading", "subtitle", "summary")
    searched_too = ("authors__name", "publisher", "isbn", "doi")
    template = "knowledge/publication.html"
    parent_page_types = ["knowledge.PublicationIndex"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        *(FieldPanel(f"{name}_{language}") for language in ("de", "it") for name in ("subtitle", "summary")),
        MultiFieldPanel(
            ["kind", "year", "publisher", "edition", "page_count", "in_german", "in_italian"], heading=_("Facts")
        ),
        InlinePanel("authors", heading=_("Authors"), label=_("author")),
        MultiFieldPanel(["adopted_at_de", "adopted_at_it", "adopted_on"], heading=_("Adopted at a meeting")),
        MultiFieldPanel(["document", "url", "isbn", "doi", "licence"], heading=_("Where to get it")),
        FieldPanel("practices"),
    ]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    @property
    def doi_url(self) -> str:
        """Where the DOI leads; empty without one."""
        return f"https://doi.org/{quote(self.doi)}" if self.doi else ""

    def clean(self):
        super().clean()
        if not (self.in_german or self.in_italian):
            raise ValidationError({"in_german": _("In at least one of the two languages, please.")})
        if self.isbn and not isbn.is_valid(self.isbn):
            raise ValidationError({"isbn": _("This is no ISBN: its last digit does not fit the others.")})

    @property
    def licence_url(self) -> str:
        """Where its licence can be read; empty without one."""
        return LICENCE_URLS.get(self.licence, "")

    @property
    def languages(self) -> list[str]:
        """Codes of the languages it can be read in."""
        return [code for code, there in (("de", self.in_german), ("it", self.in_italian)) if there]


class PublicationAuthor(Orderable):
    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("name"), max_length=150, help_text=_("As it is to be cited: first name, last name."))
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    affiliation = models.CharField(
        _("belongs to"), max_length=150, blank=True, help_text=_("Where the organisation is not on this site.")
    )

    panels = [FieldPanel("name"), FieldPanel("organisation"), FieldPanel("affiliation")]

    def __str__(self):
        return self.name
