"""Which keys of the other language say the same as these, and how surely."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from core.bilingual import OTHER
from search.analysis import chain
from search.analysis.words import fold, fold_german, words
from search.planning.weights import WEIGHTS

LONGEST = 4  # words of an expression that is looked up as a whole
ENDINGS = frozenset(
    ["", *["e", "n", "en", "s", "es", "m", "em", "ns", "r", "er", "i", "a", "o", "he", "hi", "in", "innen"]]
)


class Origin(StrEnum):
    GLOSSARY = "glossary"
    DICTIONARY = "dictionary"
    LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class Translation:
    """Keys of the other language.

    Args:
        text: as people write it; of a learned pair the key itself where that is not known.
        headword: what it translates, folded; empty for a learned pair.
        surety: 0 to 1.
    """

    keys: tuple[str, ...]
    text: str
    headword: str
    origin: Origin
    surety: float = 1.0


class Translations:
    """Looked up by keys, in either direction."""

    def __init__(self, certain: Iterable[tuple[str, str, Origin]] = ()):
        self._by_keys: dict[str, dict[tuple[str, ...], list[Translation]]] = {"de": {}, "it": {}}
        for german, italian, origin in certain:
            self.add(german, italian, origin)

    def add(self, german: str, italian: str, origin: Origin):
        """A pair that is certain, in both directions; what consists of words that say nothing is left out."""
        sides = {"de": german, "it": italian}
        keys = {language: tuple(chain.keys(text, language)) for language, text in sides.items()}
        if all(keys.values()):
            for language, other in OTHER.items():
                headword = surface(sides[language], language)
                self._put(language, keys[language], Translation(keys[other], sides[other], headword, origin))

    def learn(self, language: str, key: str, other_key: str, surety: float, text: str = ""):
        """A learned pair of single keys, in one direction. Args: text: the other key as people write it."""
        translation = Translation((other_key,), text or other_key, "", Origin.LEARNED, surety)
        self._put(language, (key,), translation)

    def _put(self, language, keys, translation):
        self._by_keys[language].setdefault(keys, []).append(translation)

    def knows(self, key: str, language: str) -> bool:
        return (key,) in self._by_keys[language]

    def has_pair(self, german: str, italian: str) -> bool:
        """Whether a dictionary or glossary says that these keys translate each other."""
        return any(each.keys == (italian,) and each.headword for each in self._by_keys["de"].get((german,), ()))

    def of(self, keys: tuple[str, ...], language: str, written: str) -> list[Translation]:
        """Translations of these keys of a language, the surest first.

        Args:
            written: the words as typed. Where words of different meaning share keys (Not, Note), those whose form fits
                what was typed are taken.
        """
        found = self._by_keys[language].get(keys)
        if not found:
            return []
        learned = {each.keys: each for each in found if not each.headword}
        best: dict[tuple[str, ...], Translation] = {}
        for each in _fitting([each for each in found if each.headword], surface(written, language)):
            if each.keys not in best:
                surety = 1.0 if each.origin == Origin.GLOSSARY else 1 - WEIGHTS.further * len(best)
                surety = max(surety, learned[each.keys].surety if each.keys in learned else 0)
                best[each.keys] = each if surety == each.surety else replace(each, surety=surety)
        return sorted((learned | best).values(), key=lambda each: -each.surety)


def _fitting(printed: list[Translation], typed: str) -> list[Translation]:
    """Those whose headword is what was typed; else those of which it may be a form; else all."""
    exact = [each for each in printed if each.headword == typed]
    return exact or [each for each in printed if may_be_inflected(typed, each.headword)] or printed


@lru_cache(2_000)
def surface(text: str, language: str) -> str:
    """An expression for comparing forms: folded, not stemmed, without words that say nothing."""
    folder = fold_german if language == "de" else fold
    return " ".join(folder(word) for word in words(text) if chain.key(word, language))


def may_be_inflected(first: str, second: str) -> bool:
    """Whether two folded forms may belong to one word: they differ in an ending only."""
    common = 0
    while common < min(len(first), len(second)) and first[common] == second[common]:
        common += 1
    return " " in first + second or (first[common:] in ENDINGS and second[common:] in ENDINGS)
