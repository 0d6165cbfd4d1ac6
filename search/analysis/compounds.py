"""German compounds, divided by the words we know: Fachkräftemangel is Fachkraft and Mangel.

The whole word has to be covered by known words with linking elements between them; of several ways the one with the
fewest parts wins. Where only one end is known, the other end must be long and must not be a mere ending.
"""

from collections.abc import Iterable
from functools import lru_cache

from search.analysis import content
from search.analysis.german import stem
from search.analysis.words import fold_german

LINKS = ("", "s", "n", "en", "es", "er", "e", "ns")
ENDINGS = tuple(content.listed("endings_de.txt"))
SHORTEST, LONGEST = 7, 48  # letters of a word that is looked at
SHORTEST_PART = 3
SHORTEST_KNOWN, SHORTEST_REST = 5, 5  # where only one end is known


class Splitter:
    """Divides words by a lexicon.

    Args:
        lexicon: words that compounds are made of, as a dictionary prints them.
        undivided: words that stay whole.
    """

    def __init__(self, lexicon: Iterable[str], undivided: Iterable[str] = ()):
        self.known = {fold_german(word): stem(word) for word in lexicon}
        self.known = {
            folded: found
            for folded, found in self.known.items()
            if len(folded) >= SHORTEST_PART and folded not in ENDINGS
        }
        self.known_stems = {found for folded, found in self.known.items() if len(folded) >= 4}
        self.undivided = {stem(word) for word in undivided}
        self.split = lru_cache(50_000)(self._split)
        self.all_parts = lru_cache(50_000)(self._all_parts)

    def _split(self, word: str) -> tuple[str, ...]:
        """The stems of the parts of a word as written, the last one last; empty when it is no compound."""
        return tuple(map(self._stem, self._pieces(word)))

    def _all_parts(self, word: str) -> tuple[str, ...]:
        """The stems of the parts and of what they are made of in turn: Berufsbildungspartnerschaft also of Bildung."""
        pieces = self._pieces(word)
        inner = [part for piece in pieces for part in self._covered(piece)]
        return tuple(dict.fromkeys(map(self._stem, [*pieces, *inner])))

    def _pieces(self, word: str) -> tuple[str, ...]:
        if stem(word) in self.undivided:
            return ()
        word = _without_feminine(fold_german(word))
        if not SHORTEST <= len(word) <= LONGEST:
            return ()
        return self._covered(word) or self._half_known(word)

    def _stem(self, piece: str) -> str:
        return self.known.get(piece) or stem(piece)

    def _is_last(self, piece: str) -> bool:
        """Whether a piece is known, maybe inflected."""
        return piece in self.known or (len(piece) >= 5 and len(found := stem(piece)) >= 4 and found in self.known_stems)

    def _covered(self, word: str) -> tuple[str, ...]:
        """The cheapest way to cover the whole word; a part costs 1, rarer links a little."""
        end = len(word)
        best: dict[int, tuple[float, tuple[str, ...]]] = {}
        for start in range(end - SHORTEST_PART, -1, -1):
            ways = [way for stop in range(start + SHORTEST_PART, end) for way in self._ways(word, start, stop, best)]
            if start and self._is_last(word[start:]):
                ways.append((1, (word[start:],)))
            if ways:
                best[start] = min(ways)
        return best.get(0, (0, ()))[1]

    def _ways(self, word, start, stop, best):
        """A known part from start to stop, a link, and the best way to go on."""
        piece = word[start:stop]
        for rank, link in enumerate(LINKS if piece in self.known else ()):
            after = stop + len(link)
            if after in best and word.startswith(link, stop):
                yield best[after][0] + 1 + 0.05 * rank, (piece, *best[after][1])

    def _half_known(self, word: str) -> tuple[str, ...]:
        for stop in range(len(word) - SHORTEST_REST, SHORTEST_KNOWN - 1, -1):  # the longest known beginning
            if word[:stop] in self.known:
                for link in ("s", ""):
                    rest = word[stop + len(link) :]
                    if word.startswith(link, stop) and len(rest) >= SHORTEST_REST and not rest.startswith(ENDINGS):
                        return word[:stop], rest
        for start in range(SHORTEST_REST, len(word) - SHORTEST_KNOWN):
            if self._is_last(word[start:]):
                return word[:start].removesuffix("s"), word[start:]
        return ()


def _without_feminine(word: str) -> str:
    for ending in ("innen", "in"):
        if word.endswith("er" + ending) and len(word) > 9:
            return word.removesuffix(ending)
    return word


def curated() -> list[str]:
    return content.listed("compound_parts.txt")


def undivided() -> list[str]:
    return content.listed("undivided.txt")
