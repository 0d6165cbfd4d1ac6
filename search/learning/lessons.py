"""The records that teach: in both languages, and open to everybody."""

import hashlib
from collections.abc import Callable, Iterator

from core.audience import PUBLIC
from search.records import Record
from search.upkeep.reading import every_record


def lessons(progress: Callable = iter) -> Iterator[Record]:
    """The public records of the site that stand in both languages; what cannot be read is passed over.

    What only some may read teaches nothing: a learned pair shows itself to strangers, as a reason why a hit was found.

    Args:
        progress: wraps the keys of all records, for a progress bar.
    """
    yield from filter(teaches, every_record(progress))


def teaches(record: Record) -> bool:
    return PUBLIC in record.tokens and bool(record.texts.get("de")) and bool(record.texts.get("it"))


def fingerprint(record: Record) -> str:
    """Of what a record teaches; equal texts, equal fingerprints."""
    return hashlib.sha256(repr((record.texts["de"], record.texts["it"])).encode()).hexdigest()[:12]
