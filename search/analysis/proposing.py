"""Proposes parts of compounds from what people write; people decide which of them go into `compound_parts.txt`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis.compounds import Splitter
from search.analysis.words import words


@dataclass(frozen=True)
class Proposal:
    """A piece that no list knows, folded. Args: seen_in: the words it is an end of, as written, in order."""

    piece: str
    seen_in: tuple[str, ...]


def proposals(texts: Iterable[str], splitter: Splitter, least: int = 2) -> list[Proposal]:
    """Pieces beside a known part in at least so many different German words, the most frequent first."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in {word for text in texts for word in words(text) if word[0].isupper()}:
        if piece := splitter.unknown_rest(word):
            found[piece].add(word)
    rows = [Proposal(piece, tuple(sorted(seen))) for piece, seen in found.items() if len(seen) >= least]
    return sorted(rows, key=lambda each: (-len(each.seen_in), each.piece))
