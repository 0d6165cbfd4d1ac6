"""Which words translate which, learned from pairs of bags: IBM's model 1 in both directions, kept where both agree.

P. F. Brown et al., The Mathematics of Statistical Machine Translation, Computational Linguistics 19(2), 1993. In
arrays, and over candidates only: for each word the words of the other language that it meets most exclusively (Dice),
so that memory grows with the vocabulary and not with the square of the texts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

CANDIDATES = 40  # words of the other language that are considered for each word
ROUNDS = 5
MET = 2  # in so many pairs two words have to stand together
NOTHING = 0.05  # the chance that a word translates none of the others, as a share of a certain pair
CUT = 0.3  # of the best; what is less likely is dropped
MOST = 5
ENOUGH = 50_000  # words of one language whose meetings are kept in one piece
DOUBT = 0.5  # so many meetings make a pair half as sure as many, in a corpus without end
SMALL = 1_000  # pairs of texts; the fewer there are, the more words meet by chance
KNOWN_HEAD_START = 5.0  # how much likelier a pair of the dictionary is at the beginning


@dataclass(frozen=True)
class Learned:
    """A pair of keys.

    Args:
        to_italian, to_german: how sure each is as the other's translation, 0 to 1.
        met: in how many pairs of texts they stand together.
        german_written, italian_written: as people write them, where that is known.
    """

    german: str
    italian: str
    to_italian: float
    to_german: float
    met: int
    german_written: str = ""
    italian_written: str = ""


def learn(bags: Iterable[tuple[list[str], list[str]]], known=lambda german, italian: False) -> list[Learned]:
    """Learn from pairs of (German, Italian) bags of distinct keys. The same bags give the same result.

    Args:
        known: whether a dictionary has a pair already; such pairs start with an advantage.
    """
    sides = _Side(), _Side()
    for pair in bags:
        for side, bag in zip(sides, pair, strict=True):
            side.add(bag)
    if not all(side.words for side in sides):
        return []
    german, italian = (side.packed() for side in sides)
    first, second = _candidates(german, italian)
    if not len(first):
        return []
    names = sides[0].names(), sides[1].names()
    start = np.ones(len(first))
    start[[known(names[0][g], names[1][i]) for g, i in zip(first, second, strict=True)]] = KNOWN_HEAD_START
    meetings = list(_meetings(first, second, german, italian))
    met = sum(np.bincount(each.pair, minlength=len(first)) for each in meetings)
    there = _likely(first, start, meetings, "italian")
    back = _likely(second, start, meetings, "german")
    return _agreed(first, second, there, back, met, names, len(sides[0].bags))


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
        return _Packed(np.concatenate(self.bags), np.append(0, lengths.cumsum()), len(self.words))


@dataclass
class _Packed:
    """All bags one after the other. Args: words; starts: of each bag, and the end; size: of the vocabulary."""

    words: np.ndarray
    starts: np.ndarray
    size: int

    def of(self, bag: int):
        return self.words[self.starts[bag] : self.starts[bag + 1]]

    def counts(self):
        return np.bincount(self.words, minlength=self.size)

    def by_word(self):
        """Bags sorted by word, and where each word's begin."""
        bag = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))
        return bag[np.argsort(self.words, kind="stable")], np.append(0, self.counts().cumsum())


def _stretches(starts, numbers):
    """The indices of stretches of an array, one after the other. Args: starts: of all; numbers: of those wanted."""
    begin, length = starts[numbers], starts[numbers + 1] - starts[numbers]
    return np.arange(length.sum()) + np.repeat(begin - (length.cumsum() - length), length), length


# --- Who may translate whom ------------------------------------------------------------------------------


def _candidates(german: _Packed, italian: _Packed):
    """Numbers of (German, Italian) words that may translate each other, from either side, in order."""
    there, back = _from(german, italian), _from(italian, german)
    both = np.concatenate([there[0] * italian.size + there[1], back[1] * italian.size + back[0]])
    return np.divmod(np.unique(both), italian.size)


def _from(source: _Packed, target: _Packed):
    """For each word those of the other language that it meets most exclusively; of equals the first."""
    bags, starts = source.by_word()
    counts, target_counts = source.counts(), target.counts()
    firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for word in np.flatnonzero(counts >= MET):
        met = target.words[_stretches(target.starts, bags[starts[word] : starts[word + 1]])[0]]
        together = np.bincount(met, minlength=target.size)
        others = np.flatnonzero(together >= MET)
        dice = 2 * together[others] / (counts[word] + target_counts[others])
        best = others[np.argsort(-dice, kind="stable")[:CANDIDATES]]
        firsts.append(np.full(len(best), word))
        seconds.append(best)
    return np.concatenate(firsts), np.concatenate(seconds)


# --- Where they meet -------------------------------------------------------------------------------------


@dataclass
class _Meetings:
    """Where candidates meet in some bags. By far the largest of all arrays: so many bags that small numbers do.

    Args:
        pair: number of the candidate, per meeting.
        german, italian: number of the word among all words of these bags, per meeting.
        words: how many words of each language these bags have.
    """

    pair: np.ndarray
    german: np.ndarray
    italian: np.ndarray
    words: dict[str, int]


def _meetings(first, second, german: _Packed, italian: _Packed) -> Iterator[_Meetings]:
    """Args: first, second: the candidates, sorted by the first."""
    starts = np.searchsorted(first, np.arange(german.size + 1))
    place = np.full(italian.size, -1)
    found, words = [], {"german": 0, "italian": 0}
    last = len(german.starts) - 2
    for bag in range(last + 1):
        sources, targets = german.of(bag), italian.of(bag)
        place[targets] = np.arange(len(targets))
        candidates, length = _stretches(starts, sources)
        where = place[second[candidates]]
        there = where >= 0
        source = np.repeat(np.arange(len(sources)), length)
        found.append((candidates[there], source[there] + words["german"], where[there] + words["italian"]))
        place[targets] = -1
        words["german"] += len(sources)
        words["italian"] += len(targets)
        if max(words.values()) > ENOUGH or bag == last:
            pair, *tokens = (np.concatenate(each) for each in zip(*found, strict=True))
            tokens = (each.astype(np.min_scalar_type(max(words.values()))) for each in tokens)
            yield _Meetings(pair.astype(np.int32), *tokens, words)
            found, words = [], {"german": 0, "italian": 0}


def _likely(word, start, meetings: list[_Meetings], other: str):
    """The likelihood of each candidate as the translation of its word, found by expectation and maximisation.

    Args:
        word: of each candidate, in one language.
        start: how likely each is at the beginning, in any measure.
        other: the other language.
    """
    likely = start / np.bincount(word, weights=start)[word]
    for _round in range(ROUNDS):
        expected = np.zeros(len(word))
        for each in meetings:
            share, token = likely[each.pair], getattr(each, other)
            whole = np.bincount(token, weights=share, minlength=each.words[other]) + NOTHING / CANDIDATES
            expected += np.bincount(each.pair, weights=share / whole[token], minlength=len(word))
        likely = expected / np.maximum(np.bincount(word, weights=expected)[word], 1e-12)
    return likely


def _agreed(first, second, there, back, met, names, texts) -> list[Learned]:
    """Both directions together, calibrated: the best translation of a word counts almost as the word itself."""
    both = np.round(np.sqrt(there * back), 9)  # so that equals are equal in whatever order they were added up
    evidence = met / (met + DOUBT + SMALL / texts)
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
