"""Words like one that nobody knows: from the index's own words and the dictionary's, by the letters that differ."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from search import fields
from search.analysis.words import fold
from search.dictionary.loading import shipped
from search.engines.base import Engine

LIKENESS = 0.74  # of 1; below it another word is meant
SLACK = 0.05  # how much less like than the likest another may be
MOST = 3
SHORTEST = 4


class Speller:
    """Args: vocabulary: (word in small letters, in how many entries it stands)."""

    def __init__(self, vocabulary: Iterable[tuple[str, int]]):
        counts: dict[int, dict[str, int]] = defaultdict(dict)
        written: dict[str, str] = {}  # where it is not the folded word itself
        for word, count in vocabulary:
            folded = fold(word)
            if counts[len(folded)].get(folded, -1) < count:
                counts[len(folded)][folded] = count
                if folded != word:
                    written[folded] = word
                else:
                    written.pop(folded, None)
        self._by_length = {length: Shelf(length, same, written) for length, same in counts.items() if length}

    def alike(self, word: str) -> list[tuple[str, float]]:
        """(word, likeness), the likest first; the commoner first among equals."""
        folded = fold(word)
        if len(folded) < SHORTEST:
            return []
        slack = 1 if len(folded) < 6 else 2
        lengths = range(len(folded) - slack, len(folded) + slack + 1)
        found = [
            each for length in lengths if length in self._by_length for each in self._by_length[length].near(folded)
        ]
        found.sort(key=lambda each: (-each[0], -each[1], each[2]))
        return [(written, likeness) for likeness, _count, written in found[:MOST] if likeness >= found[0][0] - SLACK]


class Shelf:
    """Words of one length, a hundred thousand in few bytes.

    Args: counts: folded → count; written: folded → as written, where that is something else.
    """

    def __init__(self, length: int, counts: dict[str, int], written: dict[str, str]):
        self.length = length
        self.folded = "".join(counts)
        self.counts = np.fromiter(counts.values(), np.uint32, len(counts))
        self.written = {n: written[folded] for n, folded in enumerate(counts) if folded in written}
        self.letters = _letters(self.folded, length)

    def near(self, folded: str) -> list[tuple[float, int, str]]:
        """(likeness, count, word). Only words that have nearly the same letters are compared in earnest."""
        distance = math.floor((1 - LIKENESS) * max(len(folded), self.length) + 0.001)
        apart = 2 * distance - abs(len(folded) - self.length)  # a letter replaced is one more and one less
        nearly = np.flatnonzero(np.bitwise_count(self.letters ^ _letters(folded, len(folded))) <= apart)
        words = {int(n): self.folded[n * self.length : (n + 1) * self.length] for n in nearly}
        likest = process.extract(
            folded, words, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=LIKENESS, limit=8
        )
        return [(likeness, int(self.counts[n]), self.written.get(n, word)) for word, likeness, n in likest]


def _letters(folded: str, length: int) -> np.ndarray:
    """Which letters stand in each of these words of one length, a bit for each."""
    codes = np.frombuffer(folded.encode("utf-32-le"), np.uint32).reshape(-1, length)
    return np.bitwise_or.reduce(np.uint32(1) << (codes & np.uint32(31)), axis=1)


def words_of(engine: Engine) -> Iterator[tuple[str, int]]:
    """The index's words as written, and the dictionary's single words, which stand in no entry by themselves."""
    for name in fields.WORDS.values():
        yield from engine.vocabulary(name).items()
    for pair in shipped():
        yield from ((side.casefold(), 0) for side in (pair.german, pair.italian) if side.isalpha())
