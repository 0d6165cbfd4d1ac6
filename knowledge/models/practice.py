"""The good practice: its record, and how its wished and its admitted audience make its token."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Workflow
from wagtail.models.pages import PageManager

from core import audience
from core.admin_forms import AudiencePageForm
from core.errors import NotPossible
from core.lengths import LONG
from core.models import Page, PageQuerySet
from knowledge.models.record import RECORD_CONSTRAINTS, SECTIONS, PracticeRecord
from knowledge.models.vocabulary import Tag
from networks.rules import network_above

# Names of the three workflows: tasks in order.
NETWORK_ONLY = "Gute Praxis: Netzwerk / Buona pratica: rete"
NETWORK_AND_LIBRARY = "Gute Praxis: Netzwerk und Bibliothek / Buona pratica: rete e biblioteca"
LIBRARY_ONLY = "Gute Praxis: Bibliothek / Buona pratica: biblioteca"


class Level(models.TextChoices):
    """How far a practice goes, as its author wishes and as it has been admitted."""

    NONE = "none", _("not yet")
    NETWORK = "network", _("my network")
    COMMUNITY = "community", _("all networks")
    PUBLIC = "public", _("everybody")


LEVELS = [Level.NONE, Level.NETWORK, Level.COMMUNITY, Level.PUBLIC]
NEWEST_FIRST = ("-first_published_at", "-pk")
WISHES = [(level.value, level.label) for level in LEVELS[1:]]


def lower_level(first: str, second: str) -> str:
    return min(first, second, key=LEVELS.index)


class GoodPracticeQuerySet(PageQuerySet):
    def for_lists(self):
        """With what a list shows of each, in constant queries: tags, fields, how often it was taken over."""
        confirmed = models.Q(
            adoptions__adopter_confirmed_at__isnull=False, adoptions__source_confirmed_at__isnull=False
        )
        counted = self.annotate(times_adopted=models.Count("adoptions", filter=confirmed, distinct=True))
        return counted.select_related("responsible", "owner").prefetch_related("occupational_fields", "tags")

    def newest(self, count: int):
        """The last published, for a list. Sorted as numbers first: ten thousand whole records take far longer."""
        first = self.order_by(*NEWEST_FIRST).values_list("pk", flat=True)[:count]
        return self.filter(pk__in=list(first)).for_lists().order_by(*NEWEST_FIRST)


GoodPracticeManager = PageManager.from_queryset(GoodPracticeQuerySet)


class Library(Page):
    """The library of good practices, and home of those that belong to no network."""

    template = "knowledge/library.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["knowledge.GoodPractice"]

    class Meta:
        verbose_name = _("library of good practices")


class GoodPractice(PracticeRecord, Page):
    """What somebody does well, told so that others can take it over.

    `wished` is the audience the author wants, `admitted` the widest that coordinator and editors have admitted;
    the token is the narrower of the two. All three belong to the page, not to a revision.
    """

    summary = models.TextField(_("summary"), blank=True, max_length=800)
    starting_point = models.TextField(_("starting point"), blank=True, validators=LONG)
    approach = models.TextField(_("approach"), blank=True, validators=LONG)
    results = models.TextField(_("results"), blank=True, validators=LONG)
    tags = ClusterTaggableManager(through="knowledge.TaggedPractice", blank=True, verbose_name=_("tags"))
    picture = models.ForeignKey(
        "core.SiteImage", verbose_name=_("picture"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    picture_text = models.CharField(
        _("description of the picture"), max_length=250, blank=True, help_text=_("For people who cannot see it.")
    )
    wished = models.CharField(_("who should read it"), max_length=9, choices=WISHES, default=Level.NETWORK)
    admitted = models.CharField(_("admitted for"), max_length=9, choices=Level, default=Level.NONE, editable=False)

    objects = GoodPracticeManager()

    base_form_class = AudiencePageForm
    written_by_members = True
    kept_from_row = ("token", "wished", "admitted", "identifier")
    exclude_fields_in_copy = ["admitted", "identifier"]
    texts = ("summary", "starting_point", "approach", "results")  # what an admission needs beside the title
    searched = tuple(name for section in SECTIONS for name in section.texts if name != "picture_text")
    searched_too = ("tags__name", "tags__label_de", "tags__label_it")
    template = "knowledge/good_practice.html"
    parent_page_types = ["networks.Network", "knowledge.Library"]
    subpage_types = []

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        constraints = [
            models.CheckConstraint(name="practice_wish_is_a_level", condition=models.Q(wished__in=LEVELS[1:])),
            models.CheckConstraint(name="practice_admission_is_a_level", condition=models.Q(admitted__in=LEVELS)),
            *RECORD_CONSTRAINTS,
        ]

    def prepare(self):
        if not self.region and self.responsible:
            self.region = self.responsible.region
        super().prepare()

    def bilingual_parts(self):
        return [*self.blocks.all(), *self.links.all(), *self.attachments.all()]

    # --- Audience --------------------------------------------------------------------------------

    def default_token(self) -> str:
        return self.token_by_level(self.get_parent())

    def token_by_level(self, parent) -> str:
        level = lower_level(self.wished, self.admitted)
        if level == Level.PUBLIC:
            return audience.PUBLIC
        if level == Level.COMMUNITY:
            return audience.COMMUNITY
        circle = parent.circle_token() if parent and level == Level.NETWORK else None
        return circle or (audience.person_token(self.owner_id) if self.owner_id else audience.COMMITTEE)

    def follow_audience(self, token: str) -> None:
        """Whoever closes a practice takes its admission back that far, so that no later step opens it again."""
        if not audience.is_within(token, self.token):
            raise NotPossible(_("A good practice is opened by its admission, not here."))
        levels = {audience.PUBLIC: Level.PUBLIC, audience.COMMUNITY: Level.COMMUNITY, audience.NETWORK: Level.NETWORK}
        self.admitted = lower_level(self.admitted, levels.get(audience.kind(token), Level.NONE))
        GoodPractice.objects.filter(pk=self.pk).update(admitted=self.admitted)

    def fitting_token(self) -> str:
        parent = self.get_parent()
        self.token = self.token_by_level(parent)
        return super().fitting_token()

    # --- Admission -------------------------------------------------------------------------------

    has_workflow = True

    def get_workflow(self):
        """The admissions it needs: by its place in the tree and by the audience its author wishes."""
        if network_above(self) is None:
            name = LIBRARY_ONLY
        else:
            name = NETWORK_ONLY if self.wished == Level.NETWORK else NETWORK_AND_LIBRARY
        return Workflow.objects.get(name=name)


class TaggedPractice(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_practices")
    content_object = ParentalKey(GoodPractice, on_delete=models.CASCADE, related_name="tagged_items")


def _texts(language):
    names = [f"{name}_{language}" for section in SECTIONS for name in section.texts]
    return ObjectList([FieldPanel(name) for name in names], heading={"de": "Deutsch", "it": "Italiano"}[language])


def _several(*names):
    return [FieldPanel(name, widget=forms.CheckboxSelectMultiple) for name in names]


GoodPractice.edit_handler = TabbedInterface(
    [
        _texts("de"),
        _texts("it"),
        ObjectList(
            [
                HelpPanel(template="knowledge/admin/audience_help.html"),
                *_several("occupational_fields", "fields_of_action", "topics"),
                FieldPanel("tags"),
                MultiFieldPanel(
                    ["responsible", "place", "region", "period_from", "period_to", "contact"],
                    heading=_("Who, where and when"),
                ),
                *_several("target_groups"),
                MultiFieldPanel(["maturity", "licence"], heading=_("Taking it over")),
                MultiFieldPanel([*_several("context_features"), "eqf"], heading=_("Context")),
                MultiFieldPanel(["source_language", "slug"], heading=_("Language and address")),
            ],
            heading=_("Facts"),
        ),
        ObjectList(
            [
                InlinePanel("blocks", heading=_("Building blocks"), label=_("building block")),
                FieldPanel("picture"),
                InlinePanel("attachments", heading=_("Files"), label=_("file")),
                InlinePanel("links", heading=_("Links"), label=_("link")),
            ],
            heading=_("Links"),
        ),
    ]
)
