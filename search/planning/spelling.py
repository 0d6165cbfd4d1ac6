"""Words like one that nobody knows: from the index's own words and the dictionary's, by the letters that differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

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
        self._by_length: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
        for word, count in vocabulary:
            folded = fold(word)
            same = self._by_length[len(folded)]
            if folded not in same or same[folded][0] < count:
                same[folded] = count, word

    def alike(self, word: str) -> list[tuple[str, float]]:
        """(word, likeness), the likest first; the commoner first among equals."""
        folded = fold(word)
        if len(folded) < SHORTEST:
            return []
        slack = 1 if len(folded) < 6 else 2
        found = []
        for length in range(len(folded) - slack, len(folded) + slack + 1):
            same = self._by_length.get(length, {})
            near = process.extract(
                folded, same.keys(), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=LIKENESS, limit=8
            )
            found += [(likeness, *same[each]) for each, likeness, _index in near]
        found.sort(key=lambda each: (-each[0], -each[1], each[2]))
        return [(written, likeness) for likeness, _count, written in found[:MOST] if likeness >= found[0][0] - SLACK]


def words_of(engine: Engine) -> Iterator[tuple[str, int]]:
    """The index's words as written, and the dictionary's single words, which stand in no entry by themselves."""
    for name in fields.WORDS.values():
        yield from engine.vocabulary(name).items()
    for pair in shipped():
        yield from ((side.casefold(), 0) for side in (pair.german, pair.italian) if side.isalpha())
