"""The learned lexicon in the database: one row per version, the one chosen last in use."""

import json
import time
import zlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from functools import lru_cache

from django.db import connection, transaction
from django.utils import timezone

from search.analysis import chain
from search.learning import bags
from search.learning.lessons import fingerprint
from search.learning.model1 import Learned, learn
from search.learning.written import Written
from search.models import LearnedLexicon
from search.planning.translations import Translations
from search.records import Record

KEPT = 3  # versions


class NothingToLearnFrom(Exception):
    """There is no record in both languages."""


@dataclass(frozen=True)
class Content:
    """Args: pairs; lessons: key of each record that taught → fingerprint of its texts."""

    pairs: list[Learned] = field(default_factory=list)
    lessons: dict[str, str] = field(default_factory=dict)


def learn_and_save(records: Iterable[Record], known: Translations) -> LearnedLexicon:
    """Learn from records in both languages and use the result from now on.

    Raises:
        NothingToLearnFrom.
    """
    begun, lessons, written = time.monotonic(), {}, Written()

    def heard():
        for record in records:
            lessons[record.key] = fingerprint(record)
            yield record

    found = written.on(learn(bags.pairs(heard(), written), known.has_pair))
    if not lessons:
        raise NothingToLearnFrom
    return _save(Content(found, lessons), round(time.monotonic() - begun, 1))


@transaction.atomic
def _save(content: Content, seconds: float) -> LearnedLexicon:
    lexicon = LearnedLexicon.objects.create(
        records=len(content.lessons),
        pairs=len(content.pairs),
        seconds=seconds,
        chain=chain.version(),
        content=packed(content),
    )
    kept = LearnedLexicon.objects.values_list("pk", flat=True)[:KEPT]
    LearnedLexicon.objects.exclude(pk__in=list(kept)).delete()
    return lexicon


def usable():
    """The versions made with the analysis of today, as a queryset; the first is in use."""
    return LearnedLexicon.objects.filter(chain=chain.version())


def newest() -> LearnedLexicon | None:
    """The version in use."""
    return usable().first()


def use(pk: int) -> LearnedLexicon | None:
    """Go over to one of the kept versions, until the next is learned. None when there is none of this number."""
    lexicon = usable().filter(pk=pk).first()
    if lexicon:
        lexicon.used_from = timezone.now()
        lexicon.save(update_fields=["used_from"])
    return lexicon


def version() -> str:
    """Changes whenever another version is in use; empty when there is none."""
    found = usable().values_list("pk", "used_from").first()
    return "{} {}".format(*found) if found else ""


def content() -> Content:
    """Of the version in use; empty when there is none."""
    return _content(version())


@lru_cache(1)
def _content(version: str) -> Content:
    lexicon = newest() if version else None
    return unpacked(lexicon.content) if lexicon else Content()


def before() -> frozenset[tuple[str, str]]:
    """The pairs of keys that the version learned before the one in use had; empty when there is none."""
    return _before(version())


@lru_cache(1)
def _before(version: str) -> frozenset[tuple[str, str]]:
    used = newest()
    earlier = usable().filter(pk__lt=used.pk).order_by("-pk").first() if used else None
    return (
        frozenset((each.german, each.italian) for each in unpacked(earlier.content).pairs) if earlier else frozenset()
    )


def state() -> tuple:
    """Moves whenever `version` may, of whatever analysis; one short query."""
    with connection.cursor() as cursor:  # once for each question; the ORM takes ten times as long
        cursor.execute(f"SELECT max(id), max(used_from) FROM {LearnedLexicon._meta.db_table}")
        return cursor.fetchone()


def packed(content: Content) -> bytes:
    rows = {"pairs": [astuple(each) for each in content.pairs], "lessons": content.lessons}
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode())


def unpacked(content: bytes) -> Content:
    rows = json.loads(zlib.decompress(content))
    return Content([Learned(*row) for row in rows["pairs"]], rows["lessons"])
