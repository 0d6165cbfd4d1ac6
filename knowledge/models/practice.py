"""The good practice: its record, and how its wished and its admitted audience make its token."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Orderable, Workflow
from wagtail.models.pages import PageManager

from core import audience
from core.admin_forms import AudiencePageForm
from core.errors import NotPossible
from core.models import Page, PageQuerySet
from knowledge.models.vocabulary import OccupationalField, Tag
from networks.models import Organisation
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
        """With what a list shows of each: tags and fields in constant queries."""
        return self.select_related("responsible", "owner").prefetch_related("occupational_fields", "tags")

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


class GoodPractice(Page):
    """What somebody does well, told so that others can take it over.

    `wished` is the audience the author wants, `admitted` the widest that coordinator and editors have admitted;
    the token is the narrower of the two. All three belong to the page, not to a revision.
    """

    summary = models.TextField(_("summary"), blank=True, max_length=800)
    starting_point = models.TextField(_("starting point"), blank=True)
    approach = models.TextField(_("approach"), blank=True)
    results = models.TextField(_("results"), blank=True)
    occupational_fields = ParentalManyToManyField(
        OccupationalField, verbose_name=_("occupational fields"), blank=True, related_name="practices"
    )
    tags = ClusterTaggableManager(through="knowledge.TaggedPractice", blank=True, verbose_name=_("tags"))
    responsible = models.ForeignKey(
        Organisation,
        verbose_name=_("responsible organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="practices",
    )
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
    kept_from_row = ("token", "wished", "admitted")
    exclude_fields_in_copy = ["admitted"]
    texts = ("summary", "starting_point", "approach", "results")
    searched = ("heading", *texts)
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
        ]

    @staticmethod
    def _language_tab(language, heading):
        return ObjectList(
            [
                FieldPanel(f"heading_{language}"),
                FieldPanel(f"summary_{language}"),
                FieldPanel(f"starting_point_{language}"),
                FieldPanel(f"approach_{language}"),
                FieldPanel(f"results_{language}"),
                FieldPanel(f"picture_text_{language}"),
            ],
            heading=heading,
        )

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


class PracticeFile(Orderable):
    """A document that belongs to a practice: a form, a plan, a slide set."""

    practice = ParentalKey(GoodPractice, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "core.SiteDocument", verbose_name=_("file"), on_delete=models.CASCADE, related_name="+"
    )
    caption = models.CharField(_("what it is"), max_length=200, blank=True)

    panels = [FieldPanel("document"), FieldPanel("caption_de"), FieldPanel("caption_it")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["practice", "document"], name="practice_holds_a_document_once")]


class TaggedPractice(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_practices")
    content_object = ParentalKey(GoodPractice, on_delete=models.CASCADE, related_name="tagged_items")


GoodPractice.edit_handler = TabbedInterface(
    [
        GoodPractice._language_tab("de", "Deutsch"),
        GoodPractice._language_tab("it", "Italiano"),
        ObjectList(
            [
                HelpPanel(template="knowledge/admin/audience_help.html"),
                FieldPanel("occupational_fields", widget=forms.CheckboxSelectMultiple),
                FieldPanel("tags"),
                FieldPanel("responsible"),
                MultiFieldPanel(["source_language", "slug"], heading=_("Language and address")),
            ],
            heading=_("Facts"),
        ),
        ObjectList(
            [FieldPanel("picture"), InlinePanel("attachments", heading=_("Files"), label=_("file"))],
            heading=_("Picture and files"),
        ),
    ]
)
