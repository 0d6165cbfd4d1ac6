"""What an engine has to do. It sees ready-made keys, never a text that somebody typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Entry:
    """A record after analysis, as an engine stores it.

    Args:
        key: of the record, `practice:42`.
        fields: name of the field → keys separated by spaces (`search.fields` names them).
        tokens: who may find it.
        facets: name → codes.
        day: days since 1970, 0 without a date.
        fingerprint: of all the above and the analysis' version; equal fingerprints need no writing.
    """

    key: str
    fields: dict[str, str]
    tokens: tuple[str, ...]
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    day: int = 0
    fingerprint: str = ""


@dataclass(frozen=True)
class Answer:
    """Args: total: of all hits; hits: (key, score), best first; facets: name → code → number of hits."""

    total: int
    hits: list[tuple[str, float]]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


class EngineDown(Exception):
    """The engine cannot be reached, or its index cannot be read or written; the reason in one line."""


class Engine(Protocol):
    """All methods raise EngineDown."""

    def write(self, put: Iterable[Entry], delete: Iterable[str]) -> None:
        """Replace and delete, all in one; durable and visible when it returns."""

    def build(self, entries: Iterable[Entry]) -> int:
        """Fill a new index beside the one in use and switch to it when it is complete; says how many entries."""

    def fingerprints(self) -> Iterator[tuple[str, str]]:
        """(key, fingerprint) of everything in the index."""

    def version(self) -> str:
        """The version of the analysis that the index was built with; empty when there is no index."""

    def size(self) -> tuple[int, int]:
        """Entries, and bytes on disk (0 where not known)."""
