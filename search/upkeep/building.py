"""A new index from everything in the database, and whether an index says what the database says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from search import engines
from search.engines.base import Entry
from search.models import IndexChange

from .changes import all_keys, changed, forget
from .reading import BATCH, read


def build(progress: Callable = iter) -> int:
    """Fill a new index and switch to it; says how many entries. Hold `alone` meanwhile.

    What waited when it began is in it, what changes meanwhile is followed afterwards.

    Args:
        progress: wraps the entries, for a progress bar.

    Raises:
        EngineDown: the old index stays.
    """
    waited = list(IndexChange.objects.only("times"))
    broken: dict[str, str] = {}
    count = engines.engine().build(progress(_entries(broken)))
    forget(waited)
    changed(*broken)  # where it is tried again, and said why not
    return count


def _entries(broken=None) -> Iterator[Entry]:
    keys = all_keys()
    while some := list(islice(keys, BATCH)):
        outcome = read(some)
        if broken is not None:
            broken.update(outcome.broken)
        yield from outcome.put


@dataclass
class Difference:
    """Keys of what the index lacks, has in an older state, or has though it is not in the database."""

    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    superfluous: list[str] = field(default_factory=list)

    def __bool__(self):
        return bool(self.missing or self.stale or self.superfluous)


def compare(progress: Callable = iter) -> Difference:
    """Compare index and database, entry by entry; what waits in the queue is not counted.

    Raises:
        EngineDown.
    """
    there = dict(engines.engine().fingerprints())
    found = Difference()
    for entry in progress(_entries()):
        known = there.pop(entry.key, None)
        if known is None:
            found.missing.append(entry.key)
        elif known != entry.fingerprint:
            found.stale.append(entry.key)
    found.superfluous = list(there)
    return _without_waiting(found)


def _without_waiting(found):
    """Asked last: what changed while they were compared is no difference either."""
    waiting = set(IndexChange.objects.values_list("key", flat=True))
    for keys in (found.missing, found.stale, found.superfluous):
        keys[:] = [key for key in keys if key not in waiting]
    return found


def repair(found: Difference) -> None:
    """Have what differs read anew; what is not in the database goes."""
    changed(*found.missing, *found.stale, *found.superfluous)
