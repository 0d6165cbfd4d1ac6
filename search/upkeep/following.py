"""The consumer: takes what has changed, reads it, has the engine write it, and only then takes the row away.

Killed anywhere in between, it does the same again, which harms nothing. While the engine is down the rows wait.
"""

import logging
import time
from dataclasses import dataclass

from django.db.models import F

from core.tasks.declare import wake
from search import engines, entries
from search.engines.base import EngineDown
from search.models import IndexChange

from . import building
from .alone import alone
from .changes import TRIES, forget, set_aside, waiting
from .reading import Read, note, read

logger = logging.getLogger("connactions.search")

BATCH = 100  # records in one writing
LONGEST = 5.0  # seconds until the consumer looks at its other work again
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds between two tries while the engine is down


@dataclass
class Pause:
    """While the engine is down: tried again after growing pauses, said once. Over when something has been written."""

    seconds: float = 0.0
    until: float = 0.0

    def holds(self) -> bool:
        return time.monotonic() < self.until

    def begin(self, error: EngineDown) -> None:
        if not self.seconds:
            logger.error("the search engine is down, changes wait: %s", error)
        self.seconds = min(self.seconds * 2 or FIRST_PAUSE, LONGEST_PAUSE)
        self.until = time.monotonic() + self.seconds

    def end(self) -> None:
        if self.seconds:
            logger.warning("the search engine is back")
        self.seconds = self.until = 0.0


pause = Pause()


def follow() -> int:
    """Bring the index up to date as far as the engine and the time allow. Says how many changes were followed."""
    return _follow(waiting())


def try_again() -> int:
    """Once more what could not be read; not what was set aside."""
    return _follow(IndexChange.objects.filter(failures__gt=0, failures__lt=TRIES))


def try_set_aside() -> int:
    """Once more what was set aside."""
    return _follow(set_aside())


def build_if_outdated() -> bool:
    """Make the index anew where there is none, or one of another version of the analysis. Whether that was so."""
    return bool(_unless_down(_build_if_outdated))


def repair_differences() -> None:
    """Compare index and database and have what differs read anew."""
    found = _unless_down(building.compare)
    if found:
        logger.warning(
            "the index differed from the database: %s missing, %s stale, %s superfluous",
            len(found.missing),
            len(found.stale),
            len(found.superfluous),
        )
        building.repair(found)


def _build_if_outdated():
    if engines.engine().version() == entries.version():
        return False
    with alone() as ours:
        if not ours or engines.engine().version() == entries.version():
            return False
        logger.warning("the index is made anew for version %s of the analysis", entries.version())
        building.build()
        pause.end()
        return True


def _follow(changes) -> int:
    if not changes.exists():
        return 0
    build_if_outdated()
    return _unless_down(lambda: _alone(changes)) or 0


def _unless_down(act):
    """The outcome of the act; None while the engine is down."""
    if pause.holds():
        return None
    try:
        return act()
    except EngineDown as error:
        pause.begin(error)
        return None


def _alone(changes) -> int:
    with alone() as ours:
        return _batches(changes) if ours else 0


def _batches(changes) -> int:
    """Batch after batch, the longest waiting first, each change once: what is being changed again has its next turn."""
    done, last, end = 0, 0, time.monotonic() + LONGEST
    while some := list(changes.filter(pk__gt=last).order_by("pk")[:BATCH]):
        done, last = done + _write(some), some[-1].pk
        pause.end()
        if time.monotonic() > end:
            wake.set()
            break
    return done


def _write(changes: list[IndexChange]) -> int:
    outcome = read(change.key for change in changes)
    _hand_over(outcome)
    _count_failures(outcome.broken)
    return forget(change for change in changes if change.key not in outcome.broken)


def _hand_over(outcome: Read) -> None:
    engine = engines.engine()
    try:
        engine.write(outcome.put, outcome.delete)
    except EngineDown:
        raise
    except Exception:  # an entry that the engine does not take: the others go in without it
        _one_by_one(engine, outcome)


def _one_by_one(engine, outcome):
    engine.write([], outcome.delete)
    for entry in outcome.put:
        try:
            engine.write([entry], [])
        except EngineDown:
            raise
        except Exception as error:
            note(outcome, entry.key, error)
            engine.write([], [entry.key])  # as what cannot be read


def _count_failures(broken):
    for key, error in broken.items():
        IndexChange.objects.filter(key=key).update(failures=F("failures") + 1, last_error=error)
