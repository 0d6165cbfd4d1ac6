"""The ways in which a record may answer a word of the query: the word itself, its parts, its translations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from core.bilingual import OTHER
from search import fields
from search.analysis import chain
from search.planning.spelling import Speller
from search.planning.translations import LONGEST, Origin, Translation, Translations
from search.planning.weights import Weights

Place = tuple[str, str]  # (field, key)
Counts = dict[Place, int]
Frequencies = Callable[[list[Place]], Counts]

VERY_LIKE = 0.85  # so like must another word be to take a word's place, or to stand beside one of the other language


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer: each of these groups by one of its places.

    Args:
        worth: 0 to 1.
        origin, text: of a translation; empty for the word itself.
        like: the word that was meant, where what was typed is not known.
    """

    groups: tuple[tuple[Place, ...], ...]
    worth: float
    origin: str = ""
    text: str = ""
    like: str = ""

    @property
    def is_single(self) -> bool:
        return len(self.groups) == 1


@dataclass
class Unit:
    """A word of the query, or neighbouring words that are one expression (`inner` has them one by one)."""

    written: str
    ways: list[Way]
    inner: list["Unit"] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.inner) or 1


class Finder:
    """Finds the ways. Args: frequencies: in how many entries a key stands in a field."""

    def __init__(self, translations: Translations, frequencies: Frequencies, speller: Speller | None, weights: Weights):
        self.translations = translations
        self.frequencies = frequencies
        self.speller = speller
        self.weights = weights

    def units(self, words: tuple[str, ...], language: str) -> list[Unit]:
        """The words that say something, with their ways; expressions that a dictionary knows as one unit."""
        kept = [word for word in words if chain.key(word, language)]
        kept = kept or [word for word in words if chain.key(word, OTHER[language])]
        single = [Unit(word, self._ways_or_mended(word, language)) for word in kept]
        return self._with_expressions(kept, single, language)

    def ways(self, word: str, language: str) -> list[Way]:
        return [
            *self._itself(word, language),
            *self._by_parts(word),
            *self._translated_word(word, language),
            *self._synonyms(word, language),
        ]

    # --- The word itself -----------------------------------------------------------------------------

    def _itself(self, word, language) -> Iterator[Way]:
        for each, worth in ((language, self.weights.own), (OTHER[language], self.weights.loan)):
            if key := chain.key(word, each):
                yield Way((((fields.TEXT[each], key),),), worth)
        if german := chain.key(word, "de"):
            yield Way((((fields.PARTS, german),),), self.weights.part)

    def _by_parts(self, word) -> Iterator[Way]:
        parts = chain.parts(word)
        if not parts:
            return
        yield Way(tuple(map(_german, parts)), self.weights.parts)
        translated = [self._single_translations(part) for part in parts]
        if all(translated):
            yield Way(tuple(translated), self.weights.parts_translated, Origin.DICTIONARY)
        for part in chain.splitter().all_parts(word):
            share = 1 if part in parts else self.weights.part_of_part
            yield Way((_german(part),), self.weights.part_alone * share)
            if places := self._single_translations(part):
                yield Way((places,), self.weights.part_translated * share, Origin.DICTIONARY)

    def _single_translations(self, part) -> tuple[Place, ...]:
        found = self._best((part,), "de", part)
        return tuple((fields.TEXT["it"], each.keys[0]) for each in found if len(each.keys) == 1)

    # --- Translations --------------------------------------------------------------------------------

    def _best(self, keys, language, written) -> list[Translation]:
        return self.translations.of(keys, language, written)[: self.weights.translations]

    def _translated_word(self, word, language) -> list[Way]:
        """By the language of the query; where it does not know the word, by the other one."""
        for each in (language, OTHER[language]):
            key = chain.key(word, each)
            if key and (ways := self._translated((key,), each, word)):
                return ways
        return []

    def _translated(self, keys, language, written) -> list[Way]:
        return [way for each in self._best(keys, language, written) for way in self._as_ways(each, OTHER[language])]

    def _as_ways(self, translation: Translation, into: str) -> Iterator[Way]:
        """By all its words; by one word less, with less worth; a German one also as a part of a compound."""
        worth = getattr(self.weights, translation.origin) * translation.surety
        origin, text, keys = translation.origin, translation.text, translation.keys
        groups = tuple(_german(key) if into == "de" and len(keys) > 1 else ((fields.TEXT[into], key),) for key in keys)
        yield Way(groups, worth, origin, text)
        if len(keys) == 1:
            if into == "de":
                yield Way((((fields.PARTS, keys[0]),),), worth * self.weights.part, origin, text)
            return
        share = self.weights.word_less * (len(keys) - 1) / len(keys)
        for left_out in range(len(keys)):
            yield Way(groups[:left_out] + groups[left_out + 1 :], worth * share, origin, text)

    def _synonyms(self, word, language) -> Iterator[Way]:
        """Words of the same language that share printed translations with this one, those that share most first."""
        key = chain.key(word, language)
        shared: dict[str, int] = {}
        texts: dict[str, str] = {}
        for each in self._best((key,), language, word) if key else ():
            if each.origin != Origin.LEARNED:
                for back in self._best(each.keys, OTHER[language], each.text):
                    if len(back.keys) == 1 and back.keys[0] != key and back.origin != Origin.LEARNED:
                        shared[back.keys[0]] = shared.get(back.keys[0], 0) + 1
                        texts[back.keys[0]] = back.text
        for other in sorted(shared, key=lambda each: -shared[each])[: self.weights.translations]:
            yield Way((((fields.TEXT[language], other),),), self.weights.synonym, Origin.DICTIONARY, texts[other])

    # --- Expressions ---------------------------------------------------------------------------------

    def _with_expressions(self, words, single, language) -> list[Unit]:
        """Neighbouring words that a dictionary knows as one expression become one unit, the longest first."""
        found: dict[int, Unit] = {}
        used: set[int] = set()
        for size in range(min(LONGEST, len(words)), 1, -1):
            for start in range(len(words) - size + 1):
                span = range(start, start + size)
                if used.isdisjoint(span) and (ways := self._expression(words[start : start + size], language)):
                    found[start] = Unit(" ".join(words[start : start + size]), ways, single[start : start + size])
                    used.update(span)
        return [found.get(n) or unit for n, unit in enumerate(single) if n in found or n not in used]

    def _expression(self, words, language) -> list[Way]:
        ways = []
        for each in (language, OTHER[language]):
            keys = tuple(chain.key(word, each) for word in words)
            if all(keys):
                ways += self._translated(keys, each, " ".join(words))
        return ways

    # --- Misspelt words ------------------------------------------------------------------------------

    def _ways_or_mended(self, word, language) -> list[Way]:
        """The ways of a word; of one that nobody knows those of words like it, its own unless they are very like."""
        ways = self.ways(word, language)
        if not self.speller or chain.is_weak(word, language) or self._is_known(word, language):
            return ways
        is_loan = self._is_there([(fields.TEXT[OTHER[language]], chain.key(word, OTHER[language]))])
        likes = [
            (like, likeness) for like, likeness in self.speller.alike(word) if likeness >= VERY_LIKE or not is_loan
        ]
        mended = [
            replace(way, worth=way.worth * self.weights.misspelt * likeness, like=like)
            for like, likeness in likes
            for way in self.ways(like, language)
        ]
        if likes and likes[0][1] >= VERY_LIKE and not is_loan:
            return mended
        return ways + mended

    def _is_known(self, word, language) -> bool:
        key = chain.key(word, language)
        if not key or any(self.translations.knows(chain.key(word, each), each) for each in OTHER):
            return True
        if self._is_there(_german(key) if language == "de" else [(fields.TEXT[language], key)]):
            return True
        parts = chain.parts(word) if language == "de" else ()
        return bool(parts) and all(self.translations.knows(p, "de") or self._is_there(_german(p)) for p in parts)

    def _is_there(self, places) -> bool:
        return any(self.frequencies([place for place in places if place[1]]).values())


def _german(key: str) -> tuple[Place, ...]:
    """As a word of its own, or as a part of a compound."""
    return (fields.TEXT["de"], key), (fields.PARTS, key)
