"""What can be found: the records that rooms contribute, and how they declare them.

A room writes a `search_index.py` with one `Source` per kind of record; it is discovered like `translation.py` is.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Texts:
    """What a record says in one language; plain text, empty where it says nothing in it."""

    title: str = ""
    summary: str = ""
    body: str = ""

    def __bool__(self):
        return bool(self.title or self.summary or self.body)


@dataclass(frozen=True)
class Record:
    """One thing that can be found, as the index wants it.

    Args:
        key: `kind:id`, unique over the whole site.
        texts: per language (`de`, `it`).
        tokens: who may find it: everybody who holds one of these (law 1).
        facets: codes to count and filter by, e.g. `{"country": ("DE",), "year": ("2026",)}`; every record gets `kind`
            and `language` by itself.
        date: for sorting.
    """

    key: str
    texts: dict[str, Texts]
    tokens: tuple[str, ...]
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    date: datetime.date | None = None

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]


@dataclass(frozen=True)
class Card:
    """What the results page shows of a record that this person may see at this moment."""

    key: str
    url: str
    texts: dict[str, Texts]
    kind_label: str
    facts: tuple[str, ...] = ()  # a few words beside the kind: network, place, day
    date: datetime.date | None = None


class Source:
    """One kind of record. Rooms subclass it and register an instance with `register`."""

    kind: str
    label: str  # lazy, in the plural: “Good practices”

    def pks(self) -> Iterable[int]:
        """Ids of everything that belongs into the index now, whoever may see it."""
        raise NotImplementedError

    def records(self, pks: list[int]) -> Iterable[Record]:
        """The records of these ids; what is not live any more is left out. Few queries, however many ids."""
        raise NotImplementedError

    def cards(self, pks: list[int], user) -> Iterable[Card]:
        """What of these this person may see, read from the database by the room's own rule, in any order."""
        raise NotImplementedError

    def key(self, pk: int) -> str:
        return f"{self.kind}:{pk}"


sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Raises ValueError when another source has this kind already."""
    if source.kind in sources:
        raise ValueError(f"two sources of {source.kind}")
    sources[source.kind] = source
    return source
