"""From keys to entries: the record is read and analysed. What cannot be stops nothing but itself."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import Error as DatabaseError

from search import entries
from search.engines.base import Entry
from search.records import Record, records_of

from .changes import all_keys

BATCH = 200  # records read at once when all are read

logger = logging.getLogger("connactions.search")


@dataclass
class Read:
    """What became of some keys: entries to put, keys to delete, and for each that could not be read why."""

    put: list[Entry] = field(default_factory=list)
    delete: list[str] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)


def read(keys: Iterable[str]) -> Read:
    """Read these records. What cannot be read is deleted: rather not found than found as it no longer is.

    Raises:
        DatabaseError: it is the database that is not well, not a record.
    """
    keys = list(keys)
    outcome = Read()
    for record in records(keys, outcome):
        try:
            outcome.put.append(entries.of(record))
        except Exception as error:
            note(outcome, record.key, error)
    there = {entry.key for entry in outcome.put}
    outcome.delete = [key for key in keys if key not in there]
    return outcome


def records(keys: list[str], outcome: Read) -> list[Record]:
    """The records of these keys, all in few queries; where that fails, one by one. What fails is noted.

    Raises:
        DatabaseError: as above.
    """
    try:
        return list(records_of(keys))
    except DatabaseError:
        raise
    except Exception:
        return [record for key in keys for record in _one(key, outcome)]


def every_record(progress: Callable = iter) -> Iterator[Record]:
    """All that can be found, whoever may see it; what cannot be read is passed over.

    Args:
        progress: wraps the keys, for a progress bar.
    """
    keys = iter(progress(all_keys()))
    while some := list(islice(keys, BATCH)):
        yield from records(some, Read())


def _one(key, outcome):
    try:
        return list(records_of([key]))
    except DatabaseError:
        raise
    except Exception as error:
        note(outcome, key, error)
        return []


def note(outcome: Read, key: str, error: Exception) -> None:
    """The message is not kept: it may quote what people wrote."""
    logger.exception("%s cannot be read for the index", key, exc_info=error)
    outcome.broken[key] = f"{type(error).__module__}.{type(error).__qualname__}"[:200]
