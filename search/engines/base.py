"""What an engine has to do. It sees ready-made keys, never a text that somebody typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol
from zlib import crc32

from search.planning.tree import Plan


@dataclass(frozen=True)
class Entry:
    """A record after analysis, as an engine stores it.

    Args:
        key: of the record, `practice:42`.
        fields: name of the field → keys separated by spaces (`search.fields` names them).
        words: name of the field → distinct words as written.
        tokens: who may find it.
        facets: name → codes.
        day: days since 1970, 0 without a date.
        fingerprint: of all the above and the analysis' version; equal fingerprints need no writing.
    """

    key: str
    fields: dict[str, str]
    words: dict[str, list[str]]
    tokens: tuple[str, ...]
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    day: int = 0
    fingerprint: str = ""

    @property
    def newest(self) -> int:
        """What sorts hits by day, and equally good ones. No two are equal, so all engines have the same order."""
        return (self.day << 32) + crc32(self.key.encode())


@dataclass(frozen=True)
class Scope:
    """What of the index a question is asked of.

    Args:
        tokens: what the person holds (law 1); None for the site itself, which asks for nobody.
        filters: facet → chosen codes; one of each facet has to fit.
    """

    tokens: frozenset[str] | None
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def without(self, facet: str) -> "Scope":
        return Scope(self.tokens, {name: codes for name, codes in self.filters.items() if name != facet})


@dataclass(frozen=True)
class Answer:
    """What was found.

    Args:
        total: of all hits.
        hits: (key, score), best first; the score is 0 where they are sorted by date.
        facets: name → code → number of hits.
    """

    total: int
    hits: list[tuple[str, float]]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


class EngineDown(Exception):
    """The engine cannot be reached, or its index cannot be read or written; the reason in one line."""


class Refused(Exception):
    """The engine works, but does not take this entry; the reason in one line."""


def one_line(reason) -> str:
    """The first line of an error or a text, for EngineDown and Refused; an error that says nothing gives its name."""
    return next(iter(str(reason).splitlines()), type(reason).__name__)


class Engine(Protocol):
    """All methods raise EngineDown. One engine may be used by several threads, and by processes forked from its own."""

    name: str

    def write(self, put: Iterable[Entry], delete: Iterable[str]) -> None:
        """Delete, then put or replace; durable and visible when it returns.

        Raises:
            Refused: an entry cannot be stored. Others may have been: do it again without that one.
        """

    def build(self, entries: Iterable[Entry]) -> int:
        """Fill a new index beside the one in use and switch to it when it is complete; says how many entries.

        An entry that is refused is left out and logged. When it fails, the index in use stays.
        """

    def fingerprints(self) -> Iterator[tuple[str, str]]:
        """(key, fingerprint) of everything in the index."""

    def version(self) -> str:
        """`search.entries.version` when the index was built; empty when there is none, or none that can be opened."""

    def size(self) -> tuple[int, int]:
        """Entries, and bytes on disk; zeros when there is no index."""

    def search(self, plan: Plan, scope: Scope, *, facets=(), by_date=False, offset: int = 0, limit: int = 20) -> Answer:
        """Hits of a plan within a scope; of equally good ones the newest first. An empty plan finds everything.

        Counts of a facet in which something is chosen leave that choice aside, so that more can be chosen in it.
        """

    def frequencies(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """In how many entries a key stands, per (field, key). For weighing only: counts what nobody may see, too."""

    def vocabulary(self, field: str) -> dict[str, int]:
        """All words as written in a field, and in how many entries each stands. For the planner's eyes only."""

    def words(self, field: str, prefix: str, scope: Scope, limit: int) -> list[tuple[str, int]]:
        """Words as written that begin so, the most frequent first, counted within the scope."""
