"""From a record to what engines store."""

import hashlib
from datetime import date

from search import fields
from search.analysis import chain
from search.engines.base import Entry
from search.records import Record

EPOCH = date(1970, 1, 1)


def version() -> str:
    """Of the analysis and of the fields: an index made with others is made anew."""
    return hashlib.sha256(f"{chain.version()}|{fields.LAYOUT}".encode()).hexdigest()[:12]


def of(record: Record) -> Entry:
    languages = tuple(language for language, texts in record.texts.items() if texts.title)
    keys, written = fields.of(record)
    return Entry(
        key=record.key,
        fields=keys,
        words=written,
        tokens=record.tokens,
        facets={**record.facets, "kind": (record.kind,), "language": languages},
        day=(record.date - EPOCH).days if record.date else 0,
        fingerprint=hashlib.sha256(f"{chain.version()}|{record!r}".encode()).hexdigest()[:20],
    )
