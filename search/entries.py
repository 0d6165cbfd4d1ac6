"""From a record to what an engine stores. (Provisional: the analysis takes this place.)"""

import hashlib

from search.engines.base import Entry
from search.records import Record

VERSION = "provisional-1"


def version() -> str:
    """Of the analysis: an index made with another one is made anew."""
    return VERSION


def of(record: Record) -> Entry:
    fields = {
        f"{name}_{language}": getattr(texts, name).casefold()
        for language, texts in record.texts.items()
        for name in ("title", "summary", "body")
    }
    written = repr((VERSION, sorted(fields.items()), record.tokens, sorted(record.facets.items()), record.date))
    digest = hashlib.blake2s(written.encode(), digest_size=12).hexdigest()
    day = record.date.toordinal() - 719_163 if record.date else 0
    return Entry(key=record.key, fields=fields, tokens=record.tokens, facets=record.facets, day=day, fingerprint=digest)
