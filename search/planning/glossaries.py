"""Glossaries that rooms contribute: expressions that translate each other for certain, and why a hit was found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Concept = tuple[list[str], list[str]]  # German forms, Italian forms; any of one language translates any of the other


@dataclass(frozen=True)
class Glossary:
    """A glossary of a room.

    Args:
        current: as it stands in the database.
        shipped: as it comes with the site.
        version: changes with `current`.
        may_read: whether this person may; else no hit says that it was found through it.
    """

    current: Callable[[], Iterable[Concept]]
    shipped: Callable[[], Iterable[Concept]]
    version: Callable[[], str]
    may_read: Callable[[object], bool]


_glossaries: list[Glossary] = []


def contribute(glossary: Glossary):
    """Rooms call this in their `search_index.py`."""
    _glossaries.append(glossary)


def current_pairs() -> Iterable[tuple[str, str]]:
    return _pairs(glossary.current() for glossary in _glossaries)


def shipped_pairs() -> Iterable[tuple[str, str]]:
    return _pairs(glossary.shipped() for glossary in _glossaries)


def may_read(user) -> bool:
    return all(glossary.may_read(user) for glossary in _glossaries)


def version() -> str:
    return "|".join(glossary.version() for glossary in _glossaries)


def _pairs(concepts):
    for found in concepts:
        for german, italian in found:
            yield from ((one, other) for one in german for other in italian)
