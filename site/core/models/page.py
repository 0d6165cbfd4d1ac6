"""The base page of every room: one row, two languages, one audience (notes and decisions 2 and 3)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import AbstractPage, ShowInMenusMixin
from wagtail.models.pages import AbstractPageMeta
from wagtail.models.pages import PageManager as WagtailPageManager
from wagtail.query import PageQuerySet as WagtailPageQuerySet
from wagtail.search import index

from core import audience
from core.bilingual import LANGUAGES, OTHER, Bilingual, current_language
from core.contexts import context_of
from core.embedded import files_embedded_in, narrower_files
from core.errors import FilesTooNarrow


class PageQuerySet(WagtailPageQuerySet):
    def visible_to(self, user):
        """Published pages whose token the person holds (law 1). Takes an anonymous user, chains."""
        return self.filter(live=True, token__in=audience.tokens_of(user))

    def matching(self, text: str):
        """Every word somewhere in the searched texts of either language.

        The plain database search; once there is an index it stays as the fallback. At most twelve words count.
        """
        found = self
        for word in text.split()[:12]:
            anywhere = models.Q()
            for lookup in self.model.searched_lookups():
                anywhere |= models.Q(**{f"{lookup}__icontains": word})
            found = found.filter(pk__in=self.model.objects.filter(anywhere).values("pk"))
        return found

    def by_heading(self):
        """Sorted by what the reader sees, with the other language where the own one is empty."""
        mine = current_language()
        columns = [NullIf(f"heading_{language}", models.Value("")) for language in (mine, OTHER[mine])]
        return self.annotate(shown_heading=Coalesce(*columns, "title", output_field=models.CharField())).order_by(
            "shown_heading", "pk"
        )


PageManager = WagtailPageManager.from_queryset(PageQuerySet)


class Page(AbstractPage, ShowInMenusMixin, Bilingual):
    """What all pages share.

    `title` is Wagtail's neutral name for editors, composed from both headings; the public reads `heading`.
    `token` is the page's audience. It belongs to the row, never to a revision: it changes through
    `core.actions.set_audience` only.
    """

    live = models.BooleanField(_("live"), default=False, editable=False)  # Wagtail's default is True
    heading = models.CharField(_("title"), max_length=200, blank=True)
    search_description = models.TextField(
        _("short description"), blank=True, help_text=_("One sentence for search engines and previews.")
    )
    token = models.CharField(
        _("audience"), max_length=32, db_index=True, editable=False, validators=[audience.validate_token]
    )

    objects = PageManager()

    # Translated fields that the plain search reads, and other columns beside them.
    searched = ("heading",)
    searched_too: tuple[str, ...] = ()

    # What stays as it is in the row when an old draft is published or reverted to.
    kept_from_row = ("token",)

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        *(field for field in AbstractPage.search_fields if isinstance(field, index.FilterField)),
        index.FilterField("token"),
        index.FilterField("show_in_menus"),
    ]
    private_page_options = []
    content_panels = [
        TitleFieldPanel("heading_de", placeholder=False),
        TitleFieldPanel("heading_it", placeholder=False),
    ]
    promote_panels = [
        MultiFieldPanel(
            ["slug", "search_description_de", "search_description_it", "show_in_menus"], heading=_("Address and search")
        ),
        FieldPanel("source_language"),
    ]

    class Meta(AbstractPageMeta):
        indexes = [models.Index(fields=["depth", "path"], name="page_sections")]  # menu and footer of every page
        constraints = [
            models.CheckConstraint(
                name="page_token_is_an_audience",
                condition=models.Q(token__in=[audience.PUBLIC, audience.COMMUNITY, audience.COMMITTEE])
                | models.Q(token__startswith="network:")
                | models.Q(token__startswith="group:")
                | models.Q(token__startswith="person:"),
            )
        ]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | context_of(self, request)

    # --- Two languages ---------------------------------------------------------------------------

    def compose_title(self):
        names = list(dict.fromkeys(name for name in (self.heading_de, self.heading_it) if name))
        if names:
            room = 255 if len(names) == 1 else 126
            self.title = " / ".join(name if len(name) <= room else name[: room - 1] + "…" for name in names)

    def full_clean(self, *args, **kwargs):
        self.prepare()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self.prepare()
        super().minimal_clean()

    def prepare(self):
        """What is derived from the texts, before they are checked: title, default audience, translation state."""
        self.compose_title()
        if not self.slug and self.title and not slugify(self.title):  # “日本”, “🤝”: nothing of it fits an address
            self.slug = self._get_autogenerated_slug(self._meta.model_name)
        if not self.token:
            self.token = self.default_token()
        self.refresh_translation_state()

    def clean(self):
        super().clean()
        if not (self.heading_de or self.heading_it):
            field = f"heading_{self.source_language}"
            raise ValidationError({field: _("A title in at least one language is required.")})

    @property
    def cache_key(self):
        return f"{super().cache_key}-{current_language()}"

    @classmethod
    def searched_lookups(cls):
        return [f"{name}_{language}" for name in cls.searched for language in LANGUAGES] + list(cls.searched_too)

    # --- Audience --------------------------------------------------------------------------------

    written_by_members = False  # whether members may start one below their network
    forms_circle = False  # whether the people below this page form a circle of their own, as a network's do

    def circle_token(self) -> str | None:
        """The token of the network in which this page stands, or None."""
        if self.depth is None:
            return None
        above = self.get_ancestors(inclusive=True).select_related("content_type").order_by("-depth")
        return next((audience.network_token(p.pk) for p in above if p.specific_class.forms_circle), None)

    def default_token(self) -> str:
        """The audience of a new page: its network's circle, or else what its parent has."""
        parent = self.get_parent()
        if parent is None:
            return audience.PUBLIC
        return parent.circle_token() or parent.token

    def fitting_token(self) -> str:
        """This page's token as it has to be at its place: never wider than the parent, of no other network."""
        parent = self.get_parent()
        token = self.token or self.default_token()
        if parent is None:
            return token
        if audience.kind(token) == audience.NETWORK and (circle := parent.circle_token()):
            token = circle
        token = self._narrowed(token, parent.token)
        return self._narrowed(token, self.alias_of.token) if self.alias_of_id else token

    def _narrowed(self, token: str, bound: str) -> str:
        """The token within the bound; of two circles neither may read what was the other's, so its owner alone does."""
        try:
            return audience.narrower(token, bound)
        except audience.Incomparable:
            return audience.person_token(self.owner_id) if self.owner_id else bound

    def follow_audience(self, token: str) -> None:
        """Somebody gives this page an audience: what else says how far it goes follows. Called before it is written.

        Raises:
            NotPossible: this kind of page is opened in another way.
        """

    def is_visible_to(self, user) -> bool:
        return self.live and audience.may_see(user, self.token)

    def route(self, request, path_components):
        """As Wagtail's, and to whom a page is closed it does not exist."""
        if not path_components and not self.is_visible_to(request.user):
            raise Http404
        return super().route(request, path_components)

    def keep_row_values(self, *, lock=False):
        """Take back from the row what belongs to the page and not to one of its revisions."""
        rows = type(self)._base_manager.select_for_update() if lock else type(self)._base_manager
        row = rows.filter(pk=self.pk).values(*self.kept_from_row).first()
        for name, value in (row or {}).items():
            setattr(self, name, value)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.keep_row_values()
        return page

    @transaction.atomic
    def save(self, *args, **kwargs):
        """As Wagtail's. An existing page keeps its audience whatever the object says; a new one gets what fits.

        Raises:
            FilesTooNarrow: the page is live and embeds a file that fewer people may open.
        """
        if self._state.adding:
            self._look_at_parent_again()
            self.token = self.fitting_token()
        else:
            self.keep_row_values(lock=True)  # whoever narrows it at this moment comes before or after, not in between
        if self.live and kwargs.get("clean", True) and (files := narrower_files(self, self.token)):
            raise FilesTooNarrow(files)
        return super().save(*args, **kwargs)

    def _look_at_parent_again(self):
        """What the parent's row says now counts, not what it said when it was read; it waits until this page is in."""
        if self.depth and self.depth > 1:
            Page._base_manager.select_for_update().filter(path=self.path[: -self.steplen]).first()
            self.get_parent(update=True)

    def move(self, target, pos=None, user=None):
        """As Wagtail's; audiences in the moved subtree are made to fit their new place in the same transaction."""
        with transaction.atomic():
            super().move(target, pos=pos, user=user)
            refit_audience(type(self)._base_manager.get(pk=self.pk))

    def files(self):
        """Every image and document this version of the page embeds, as a list of objects."""
        return files_embedded_in(self)

    def get_sitemap_urls(self, request=None):
        """Public pages only, one entry per language with its alternates."""
        return super().get_sitemap_urls(request) if self.live and self.token == audience.PUBLIC else []


def refit_audience(page):
    """Walk a subtree from its root and give every page the token that fits its place. Aliases elsewhere follow."""
    for each in page.get_descendants(inclusive=True).specific().order_by("path"):
        before, fitting = each.token, each.fitting_token()
        if fitting != before:
            Page._base_manager.filter(pk=each.pk).update(token=fitting)
        for alias in Page._base_manager.filter(alias_of=each.pk):
            if not audience.is_within(alias.token, fitting):
                refit_audience(alias)
