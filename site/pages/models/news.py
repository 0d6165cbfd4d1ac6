"""News: the one list and its pieces."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models.pages import PageManager
from wagtail.rich_text import get_text_for_indexing

from core.admin_forms import AudiencePageForm
from core.bilingual import language_of, read
from core.markup import shorten
from core.models import Page, PageQuerySet
from knowledge.models import Tag
from networks.models import Network

from .standard import FEATURES

TEASER = 220  # characters


class NewsIndex(Page):
    """The list of all news, newest first."""

    template = "pages/news_index.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.News"]

    class Meta:
        verbose_name = _("list of news")


class NewsQuerySet(PageQuerySet):
    def newest(self):
        """Newest first, with what a list shows of each."""
        return self.select_related("about").order_by("-date", "-first_published_at", "-pk")


class News(Page):
    """A piece of news, written by the team; `about` says which network it tells of, not who may read it."""

    date = models.DateField(_("date"), default=timezone.localdate)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A person of this site; shown by name."),
    )
    author_name = models.CharField(
        _("written by somebody else"), max_length=150, blank=True, help_text=_("Shown where no person is chosen.")
    )
    about = models.ForeignKey(
        Network, verbose_name=_("network"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    summary = models.TextField(_("summary"), blank=True, max_length=400)
    body = RichTextField(_("text"), blank=True, features=FEATURES)
    tags = ClusterTaggableManager(through="pages.TaggedNews", blank=True, verbose_name=_("tags"))
    picture = models.ForeignKey(
        "core.SiteImage", verbose_name=_("picture"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    picture_text = models.CharField(
        _("description of the picture"), max_length=250, blank=True, help_text=_("For people who cannot see it.")
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    base_form_class = AudiencePageForm
    searched = ("heading", "summary", "body")
    searched_too = ("tags__name", "tags__label_de", "tags__label_it")
    template = "pages/news.html"
    parent_page_types = ["pages.NewsIndex"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("date", "author", "author_name", "about", "tags")], heading=_("Facts")
        ),
        *(FieldPanel(f"{name}_{language}") for language in ("de", "it") for name in ("summary", "body")),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_text_de"), FieldPanel("picture_text_it")], heading=_("picture")
        ),
    ]

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")

    @property
    def byline(self) -> str:
        """Who wrote it: the person's name, or what was written instead; may be empty."""
        return (self.author.get_full_name() if self.author else "") or self.author_name

    @property
    def teaser_field(self) -> str:
        """The field that introduces it in lists: the summary, or the text where there is none."""
        return "summary" if language_of(self, "summary") else "body"

    @property
    def teaser(self) -> str:
        """The beginning of that field in the reader's language, in one line without markup."""
        return shorten(" ".join(get_text_for_indexing(read(self, self.teaser_field)).split()), TEASER)


class TaggedNews(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_news")
    content_object = ParentalKey(News, on_delete=models.CASCADE, related_name="tagged_items")
