"""News at the dates the content files give. A piece of a day to come is written and goes live on its day."""

from datetime import datetime, time

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify

from core.models import SiteImage
from pages.models import News, NewsIndex

from .dates import backdate, morning_of
from .pictures import picture
from .practices import tag_of
from .rich import paragraphs
from .values import as_day


def source_language(record) -> str:
    """The language whose title stands first in the record."""
    return next(key[-2:] for key in record if key in {"title_de", "title_it"})


def address(record) -> str:
    """The id, or what the title makes."""
    return record.get("id") or slugify(record[f"title_{source_language(record)}"])[:60].strip("-")


class NewsWriter:
    """Writes what is not there yet below the list of news.

    Args:
        editor: a person of the team, who publishes it.
    """

    def __init__(self, editor):
        self.editor = editor
        self.index = NewsIndex.objects.get()
        self.there = set(News.objects.values_list("slug", flat=True))

    def write(self, record, author, network=None) -> None:
        if (slug := address(record)) in self.there:
            return
        began, day = timezone.now(), as_day(record["date"])
        page = News(
            slug=slug,
            owner=self.editor,
            source_language=source_language(record),
            date=day,
            author=author,
            about=network,
            **_texts(record),
        )
        if day > timezone.localdate():
            page.go_live_at = timezone.make_aware(datetime.combine(day, time(9, 40)))
        self.index.refresh_from_db()
        self.index.add_child(instance=page)
        page.tags.set([tag_of(tag, page.source_language) for tag in record.get("tags") or []])
        self._picture(page, record)
        page.save_revision(user=self.editor, log_action=True).publish(user=self.editor)
        backdate(page, morning_of(day), since=began)
        self.there.add(slug)

    def _picture(self, page, record):
        if name := record.get("picture"):
            page.picture = SiteImage.objects.create(
                title=page.title,
                file=ContentFile(picture(name), name=f"{page.slug}.png"),
                token=page.token,
                page=page,
                uploaded_by_user=self.editor,
            )


def _texts(record) -> dict[str, str]:
    """The page's fields: the title is its heading, the body plain paragraphs."""
    texts = {}
    for language in ("de", "it"):
        if f"title_{language}" in record:
            texts[f"heading_{language}"] = record[f"title_{language}"].strip()
            texts[f"body_{language}"] = paragraphs(record[f"body_{language}"])
        for name in ("summary", "picture_text"):
            texts[f"{name}_{language}"] = record.get(f"{name}_{language}", "").strip()
    return texts
