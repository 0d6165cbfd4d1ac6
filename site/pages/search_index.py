"""What can be found of the site itself: news, pages of plain text, files."""

from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import audience
from core.bilingual import text_in
from core.markup import one_line
from core.models import Page, SiteDocument
from networks.models import BodyIndex
from networks.search_index import name_networks, network_codes, network_fact
from pages.models import ContactPage, News, StandardPage
from search.records import PageSource, Source, Texts, register
from search.texts import line, paragraphs, rich, said


class NewsSource(PageSource):
    kind = "news"
    label = _("news")
    model = News
    follows = ("tagged_items__tag", "about")

    def complete(self, rows):
        return list(rows.select_related("about").prefetch_related("tags"))

    def texts(self, row, language):
        tags = ", ".join(text_in(tag, "label", language) or tag.name for tag in row.tags.all())
        body = paragraphs(*said(row, ("body",), language, rich), tags)
        return Texts(line(row, "heading", language), *said(row, ("summary",), language, one_line), body)

    def facets(self, row):
        return {
            "network": (row.about.slug,) if row.about else (),
            "year": (str(row.date.year),),
            "tag": tuple(tag.slug for tag in row.tags.all()),
        }

    def day(self, row):
        return row.date


class StandardPageSource(PageSource):
    """Pages of plain text, of several types: each with the field that holds its text."""

    kind = "page"
    label = _("pages")
    model = Page
    texts_of = {StandardPage: "body", ContactPage: "body", BodyIndex: "introduction"}

    def models(self):
        return tuple(self.texts_of)

    def live(self):
        return super().live().type(*self.texts_of)

    def complete(self, rows):
        return name_networks(list(rows.specific()))

    def texts(self, row, language):
        body = said(row, (self.texts_of[type(row)],), language, rich)
        return Texts(line(row, "heading", language), line(row, "search_description", language), *body)

    def facets(self, row):
        return {"network": network_codes(row)}

    def facts(self, row, user):
        return (network_fact(row, user),)


class FileSource(Source):
    """Documents with the text that was read from them.

    Narrowing or unpublishing a page leaves the tokens of its files as they are, for nobody can guess their addresses.
    The search would tell them: so a file is found by those only who may see its page, too.
    """

    kind = "file"
    label = _("files")
    model = SiteDocument
    follows = ("text", "page")
    named_by = ("title",)

    def live(self):
        return SiteDocument.objects.filter(Q(page=None) | Q(page__live=True))

    def visible_to(self, user):
        readable = Page.objects.visible_to(user).values("pk")
        return SiteDocument.objects.visible_to(user).filter(Q(page=None) | Q(page__in=readable))

    def complete(self, rows):
        files = list(rows.select_related("text", "page"))
        name_networks([file.page for file in files if file.page])
        return files

    def texts(self, row, language):
        """In the language of the page it belongs to; of a file on its own nobody has said which it is in."""
        if row.page and row.page.source_language != language:
            return Texts()
        text = row.text.text if hasattr(row, "text") else ""  # clean already, and up to a million characters
        return Texts(one_line(row.title), "", text)

    def tokens(self, row):
        try:
            return (audience.narrower(row.token, row.page.token) if row.page else row.token,)
        except audience.Incomparable:  # hardly anybody belongs to both circles, and the index knows one of them only
            return ()

    def facets(self, row):
        return {"network": network_codes(row.page) if row.page else ()}

    def day(self, row):
        return timezone.localdate(row.created_at)

    def url(self, row, base):
        return row.url

    def facts(self, row, user):
        return (row.file_extension.upper(), filesizeformat(row.file_size) if row.file_size else "")


register(NewsSource())
register(StandardPageSource())
register(FileSource())
