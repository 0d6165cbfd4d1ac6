"""What a query means, as a small tree that every engine compiles the same way."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A key in a field, worth `weight` times what the engine gives it."""

    field: str
    key: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Keys one after the other in a field."""

    field: str
    keys: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class All:
    """All of these have to be there; worth their sum."""

    nodes: tuple


@dataclass(frozen=True, slots=True)
class Best:
    """At least one of these; worth the best of them (a query word and its translations)."""

    nodes: tuple


@dataclass(frozen=True, slots=True)
class Sum:
    """At least one of these; worth their sum."""

    nodes: tuple


Node = Term | Phrase | All | Best | Sum


@dataclass(frozen=True)
class Plan:
    """What an engine is to find.

    Args:
        must: all have to match.
        should: the more, the better; at least one when nothing is a must.
        never: none may match.
        units: the words of the query with the ways they may be answered, to explain hits by.
        asks: whether anything was asked at all; when it was and nothing is left to find, nothing is found.
    """

    must: tuple[Node, ...] = ()
    should: tuple[Node, ...] = ()
    never: tuple[Node, ...] = ()
    units: tuple = ()
    asks: bool = False

    @property
    def ranks(self) -> bool:
        """Whether its hits can be better and worse; otherwise the newest come first."""
        return bool(self.must or self.should)

    @property
    def finds_nothing(self) -> bool:
        return self.asks and not (self.must or self.should or self.never)


def terms(node: Node) -> Iterator[Term]:
    """All terms below a node."""
    match node:
        case Term():
            yield node
        case Phrase(field, keys, weight):
            yield from (Term(field, key, weight) for key in keys)
        case _:
            for inner in node.nodes:
                yield from terms(inner)
