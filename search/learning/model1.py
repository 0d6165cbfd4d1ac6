"""Which words translate which, learned from pairs of bags: IBM's model 1 in both directions, kept where both agree.

P. F. Brown et al., The Mathematics of Statistical Machine Translation, Computational Linguistics 19(2), 1993. In
arrays, and over candidates only: for each word the words of the other language that it meets most exclusively (Dice),
so that memory grows with the vocabulary and not with the square of the texts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

CANDIDATES = 40  # words of the other language that are considered for each word
ROUNDS = 5
MET = 2  # in so many pairs two words have to stand together
NOTHING = 0.05  # the chance that a word translates none of the others, as a share of a certain pair
CUT = 0.1  # of the best; what is less likely is dropped
MOST = 5
DOUBT = 3  # so many meetings make a pair half as sure as many
KNOWN_HEAD_START = 5.0  # how much likelier a pair of the dictionary is at the beginning


@dataclass(frozen=True)
class Learned:
    """A pair of keys.

    Args:
        to_italian, to_german: how sure each is as the other's translation, 0 to 1.
        met: in how many pairs of texts they stand together.
    """

    german: str
    italian: str
    to_italian: float
    to_german: float
    met: int


def learn(bags: Iterable[tuple[list[str], list[str]]], known=lambda german, italian: False) -> list[Learned]:
    """Learn from pairs of (German, Italian) bags of distinct keys.

    Args:
        known: whether a dictionary has a pair already; such pairs start with an advantage.
    """
    sides = _Side(), _Side()
    for german, italian in bags:
        sides[0].add(german)
        sides[1].add(italian)
    if not sides[0].words:
        return []
    german, italian = (side.packed() for side in sides)
    first, second = _candidates(german, italian)
    if not len(first):
        return []
    start = np.ones(len(first))
    names = sides[0].names(), sides[1].names()
    start[[known(names[0][g], names[1][i]) for g, i in zip(first, second, strict=True)]] = KNOWN_HEAD_START
    there, met = _expectation(first, second, german, italian, start)
    back, _met = _expectation(second, first, italian, german, start)
    return _agreed(first, second, there, back, met, names)


class _Side:
    """The words of one language, numbered, and the numbers in each bag."""

    def __init__(self):
        self.words: dict[str, int] = {}
        self.bags: list[np.ndarray] = []

    def add(self, bag):
        numbers = [self.words.setdefault(word, len(self.words)) for word in bag]
        self.bags.append(np.array(numbers, dtype=np.int32))

    def names(self):
        return list(self.words)

    def packed(self) -> "_Packed":
        lengths = np.array([len(bag) for bag in self.bags])
        flat = np.concatenate(self.bags)
        return _Packed(
            flat,
            np.repeat(np.arange(len(self.bags), dtype=np.int32), lengths),
            np.append(0, lengths.cumsum()),
            len(self.words),
        )


@dataclass
class _Packed:
    """All bags one after the other. Args: words; bag: of each word; starts: of each bag; size: of the vocabulary."""

    words: np.ndarray
    bag: np.ndarray
    starts: np.ndarray
    size: int

    def counts(self):
        return np.bincount(self.words, minlength=self.size)

    def by_word(self):
        """Bags sorted by word, and where each word's begin."""
        order = np.argsort(self.words, kind="stable")
        return self.bag[order], np.append(0, self.counts().cumsum())


def _candidates(german: _Packed, italian: _Packed):
    """Numbers of (German, Italian) words that may translate each other, from either side."""
    found = _from(german, italian)
    back = _from(italian, german)
    pairs = {*zip(*found, strict=True), *((g, i) for i, g in zip(*back, strict=True))}
    ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return ordered[:, 0], ordered[:, 1]


def _from(source: _Packed, target: _Packed):
    bags, starts = source.by_word()
    counts, target_counts = source.counts(), target.counts()
    firsts, seconds = [], []
    for word in range(source.size):
        if counts[word] < MET:
            continue
        mine = bags[starts[word] : starts[word + 1]]
        met = np.concatenate([target.words[target.starts[bag] : target.starts[bag + 1]] for bag in mine])
        others, together = np.unique(met, return_counts=True)
        often = together >= MET
        others, together = others[often], together[often]
        dice = 2 * together / (counts[word] + target_counts[others])
        best = others[np.argsort(-dice, kind="stable")[:CANDIDATES]]
        firsts.append(np.full(len(best), word))
        seconds.append(best)
    if not firsts:
        return [], []
    return np.concatenate(firsts).tolist(), np.concatenate(seconds).tolist()


def _expectation(first, second, source: _Packed, target: _Packed, start):
    """The likelihood of each candidate's second word as the translation of its first, and how often they meet."""
    pair_of, token_of = _meetings(first, second, source, target)
    likely = start / np.bincount(first, weights=start, minlength=source.size)[first]
    for _round in range(ROUNDS):
        share = likely[pair_of]
        whole = np.bincount(token_of, weights=share, minlength=len(target.words)) + NOTHING / CANDIDATES
        expected = np.bincount(pair_of, weights=share / whole[token_of], minlength=len(first))
        likely = expected / np.maximum(np.bincount(first, weights=expected, minlength=source.size)[first], 1e-12)
    return likely, np.bincount(pair_of, minlength=len(first))


def _meetings(first, second, source: _Packed, target: _Packed):
    """Where candidates meet: number of the candidate, and of the second word among all words of the target."""
    by_word: dict[int, list[int]] = {}
    for number, word in enumerate(first):
        by_word.setdefault(int(word), []).append(number)
    bags, starts = source.by_word()
    lookup = np.full(target.size, -1, dtype=np.int64)
    pairs, tokens = [], []
    for word, numbers in by_word.items():
        lookup[second[numbers]] = numbers
        for bag in bags[starts[word] : starts[word + 1]]:
            begin, end = target.starts[bag], target.starts[bag + 1]
            which = lookup[target.words[begin:end]]
            there = np.flatnonzero(which >= 0)
            pairs.append(which[there])
            tokens.append(there + begin)
        lookup[second[numbers]] = -1
    return np.concatenate(pairs), np.concatenate(tokens)


def _agreed(first, second, there, back, met, names) -> list[Learned]:
    """Both directions together, calibrated: the best translation of a word counts almost as the word itself."""
    both = np.sqrt(there * back)
    evidence = met / (met + DOUBT)
    to_italian, to_german = _calibrated(first, both) * evidence, _calibrated(second, both) * evidence
    kept = np.flatnonzero((to_italian > 0) | (to_german > 0))
    german, italian = names
    return [
        Learned(
            german[first[n]],
            italian[second[n]],
            round(float(to_italian[n]), 3),
            round(float(to_german[n]), 3),
            int(met[n]),
        )
        for n in kept
    ]


def _calibrated(word, likely):
    """How sure each candidate is as a translation of its word; 0 for what is dropped."""
    best = np.zeros(int(word.max()) + 1)
    np.maximum.at(best, word, likely)
    relative = likely / np.maximum(best[word], 1e-12)
    sure = np.sqrt(relative) * np.minimum(1, 0.4 + 2 * best[word])
    order = np.lexsort((-likely, word))
    rank = np.empty(len(word), dtype=np.int64)
    rank[order] = np.arange(len(word)) - np.searchsorted(word[order], word[order])
    sure[(relative < CUT) | (rank >= MOST)] = 0
    return sure
