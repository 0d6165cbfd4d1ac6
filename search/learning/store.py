"""The learned lexicon in the database: one row per version, the newest in use."""

import json
import time
import zlib
from collections.abc import Iterable

from django.db import connection

from search.analysis import chain
from search.learning import bags
from search.learning.model1 import Learned, learn
from search.models import LearnedLexicon
from search.planning.translations import Translations
from search.records import Record

KEPT = 3  # versions


def learn_and_save(records: Iterable[Record], known: Translations) -> LearnedLexicon:
    """Learn from records in both languages and keep the result as the newest version."""
    begun, read = time.monotonic(), 0

    def counted():
        nonlocal read
        for record in records:
            read += 1
            yield record

    found = learn(bags.pairs(counted()), known.has_pair)
    lexicon = LearnedLexicon.objects.create(
        records=read,
        pairs=len(found),
        seconds=round(time.monotonic() - begun, 1),
        chain=chain.version(),
        content=packed(found),
    )
    kept = LearnedLexicon.objects.values_list("pk", flat=True)[:KEPT]
    LearnedLexicon.objects.exclude(pk__in=list(kept)).delete()
    return lexicon


def newest() -> LearnedLexicon | None:
    """The version in use: the newest that was made with the analysis of today."""
    return LearnedLexicon.objects.filter(chain=chain.version()).first()


def version() -> str:
    found = LearnedLexicon.objects.filter(chain=chain.version()).values_list("pk", flat=True).first()
    return str(found or "")


def newest_number() -> int | None:
    """Of the newest version of whatever analysis: moves when `version` may; one short query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {LearnedLexicon._meta.db_table}")
        return cursor.fetchone()[0]


def packed(found: list[Learned]) -> bytes:
    rows = [[each.german, each.italian, each.to_italian, each.to_german, each.met] for each in found]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode())


def unpacked(content: bytes) -> list[Learned]:
    return [Learned(*row) for row in json.loads(zlib.decompress(content))]
