"""What of a record's text answers a question: marked words, the passage around them, and by which way it was found.

Texts are escaped before anything is marked.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.bilingual import OTHER
from core.markup import shorten
from search import fields
from search.analysis import chain
from search.analysis.words import APOSTROPHES, ELISION, GENDER, WORD, bare, fold
from search.dictionary.loading import printed
from search.planning.tree import Phrase, Plan, terms
from search.planning.ways import Place, Unit, Way
from search.planning.weights import WEIGHTS
from search.records import Texts

PASSAGE = 260  # characters
BEFORE = 60  # of them before the first marked word
LONGEST_TEXT = 40_000  # characters of a body that are looked at
PUNCTUATION = frozenset(",.;:!?()[]/–—|·\n")
STRONG = 0.5  # ways worth less are marked only where nothing better is there


class Token(NamedTuple):  # made by the hundred thousand: a page of long files is answered within a second
    """A word of a text: where it stands, the places of the index by which it can be found, its key in a phrase."""

    start: int
    end: int
    places: frozenset[Place]
    key: str


class Span(NamedTuple):
    """What is marked together, and the numbers of the units that it answers."""

    start: int
    end: int
    units: frozenset[int]


@dataclass(frozen=True)
class Reason:
    """Why a record was found where that cannot be seen at once.

    Args:
        kind: glossary, dictionary, learned, synonym, like (another spelling), part (the word asked for is one of a
            compound there), part_of (one of the compound asked for is there) or version (only in the other language's
            text).
        written: the words of the question.
        text, language: what stands in the record for them.
    """

    kind: str
    written: str
    text: str
    language: str


class Reading:
    """A record's texts in one language, taken apart."""

    def __init__(self, texts: Texts, language: str):
        self.language = language
        self.title, self.summary = _normal(texts.title), _normal(texts.summary)
        self.body = _normal(texts.body[:LONGEST_TEXT])
        self.pieces = [piece for piece in (self.title, self.summary, *self.body.splitlines()) if piece]
        self.tokens = {piece: list(tokens(piece, language)) for piece in self.pieces}
        self.places = frozenset().union(*(token.places for found in self.tokens.values() for token in found))

    def words_at(self, places: Iterable[Place]) -> str:
        """The longest run of words that can be found by these places, as it stands there; empty where there is none."""
        wanted, best, length = frozenset(places), "", 0
        for piece in self.pieces:
            listed, start, last = self.tokens[piece], -1, -9
            for n, token in enumerate(listed):
                if not token.places & wanted:
                    continue
                start = start if start >= 0 and _adjoin(piece, listed, last, n, True) else n
                last = n
                if n - start >= length:
                    best, length = piece[listed[start].start : token.end], n - start + 1
        return best


def tokens(text: str, language: str) -> Iterator[Token]:
    for found in WORD.finditer(text):
        start, end, places, key = _read(found[0], language)
        yield Token(found.start() + start, found.start() + end, places, key)


@lru_cache(100_000)
def _read(word: str, language: str) -> tuple[int, int, frozenset[Place], str]:
    """From where to where in it a word is marked, its places, and its key in a phrase."""
    elided = ELISION.match(word)
    start = elided.end() if elided else 0
    end = next((n for n in range(start, len(word)) if word[n] in APOSTROPHES), len(word))
    return start, end, *_places(word, language)


def _places(word: str, language: str) -> tuple[frozenset[Place], str]:
    word = bare(GENDER.sub("", word))
    found = {(fields.TEXT[language], key)} if (key := chain.key(word, language)) else set()
    if language == "de" and word[:1].isupper():
        found.update((fields.PARTS, part) for part in chain.splitter().all_parts(word))
    return frozenset(found), next(iter(chain.places(word, language)), "")


@dataclass(frozen=True)
class Match:
    """How a record answers a word of the question: the places to mark, and the ways, the best first."""

    unit: Unit
    ways: tuple[Way, ...]

    @property
    def places(self) -> frozenset[Place]:
        return frozenset(place for way in self.ways for group in way.groups for place in group)


class Explained:
    """A record beside a plan.

    Args:
        plan: what was asked.
        texts: of the record, per language.
        language: the reader's.
    """

    def __init__(self, plan: Plan, texts: dict[str, Texts], language: str):
        self.plan = plan
        self.readings = {code: Reading(each, code) for code, each in texts.items() if each}
        self.shown = next((code for code in (language, OTHER[language]) if _titled(texts, code)), language)
        self.order = [code for code in (self.shown, OTHER[self.shown]) if code in self.readings]
        self.has_summary = any(reading.summary for reading in self.readings.values())
        self.marked = self._places_to_mark()
        self.phrases = [phrase for node in plan.must for phrase in _phrases(node)]

    # --- What is shown --------------------------------------------------------------------------------

    @property
    def title(self) -> SafeString:
        reading = self.readings.get(self.shown)
        return self._marked(reading, reading.title) if reading else mark_safe("")

    def passage(self) -> tuple[SafeString, str]:
        """The densest piece of summary or body, and its language; in the reader's language where it says something."""
        reading = self.readings.get(self.shown)
        answering = {code for unit in self.plan.units for code, _match in self._answers(unit)}
        for code in self.order:
            if code != self.shown and self.plan.units and code not in answering:
                continue
            if best := self._densest(self.readings[code]):
                return self._cut(*best), code
        start = (reading.summary or reading.body.partition("\n")[0]) if reading else ""
        return escape(shorten(start, PASSAGE)), self.shown

    def reasons(self) -> list[Reason]:
        """One for each word of the question that nothing on the card explains by itself."""
        units = filter(_says_something, self.plan.units)
        found = (self._reason(code, match) for unit in units for code, match in self._answers(unit))
        return list(dict.fromkeys(filter(None, found)))

    # --- How ------------------------------------------------------------------------------------------

    def _places_to_mark(self) -> dict[Place, int]:
        """Place → number of the unit that it answers."""
        marked: dict[Place, int] = {}
        for n, unit in enumerate(self.plan.units):
            if not _says_something(unit):
                continue
            for reading in self.readings.values():
                for match in _matches(unit, reading.places):
                    marked |= dict.fromkeys(match.places - marked.keys(), n)
        return marked

    def _answers(self, unit: Unit) -> list[tuple[str, Match]]:
        """How a unit is answered, in the text that is shown if there."""
        for code in self.order:
            if found := list(_matches(unit, self.readings[code].places)):
                return [(code, match) for match in found]
        return []

    def _reason(self, code: str, match: Match) -> Reason | None:
        way, written = match.ways[0], match.unit.written
        places = [place for group in way.groups for place in group]
        word = self.readings[code].words_at(places)
        if way.origin:
            kind = str(way.origin)
            if way.like in printed():  # another one may stand in what the reader must not see
                written = way.like.capitalize() if written[:1].isupper() else way.like
        elif way.like:
            kind = "like"
        elif all(name != fields.PARTS for name, _key in places):
            return Reason("version", written, word, code) if code != self.shown else None
        else:
            inside = chain.key(written, "de") in {key for _name, key in places} or fold(written) in fold(word)
            kind = "part" if inside else "part_of"
        if kind == "dictionary" and way.worth <= WEIGHTS.synonym:
            kind = "synonym"
        return Reason(kind, written, word, code) if word.casefold() != written.casefold() else None

    def _spans(self, reading, piece) -> list[Span]:
        """What is to be marked in a piece; neighbours are marked as one."""
        listed, spans, last = reading.tokens.get(piece, []), [], -9
        in_phrase = self._in_phrases(listed, reading.language)
        for n, token in enumerate(listed):
            units = {self.marked[place] for place in token.places if place in self.marked}
            if not units and n not in in_phrase:
                continue
            span = Span(token.start, token.end, frozenset(units))
            if spans and _adjoin(piece, listed, last, n, bool(spans[-1].units & units) or not units):
                span = Span(spans[-1].start, token.end, spans.pop().units | units)
            spans.append(span)
            last = n
        return spans

    def _in_phrases(self, listed: list[Token], language) -> set[int]:
        """The numbers of the words that stand in one of the phrases asked for."""
        found: set[int] = set()
        keys = tuple(token.key for token in listed)
        for phrase in self.phrases:
            if phrase.field == fields.TEXT[language]:
                size = len(phrase.keys)
                for start in range(len(keys) - size + 1):
                    if keys[start : start + size] == phrase.keys:
                        found.update(range(start, start + size))
        return found

    def _densest(self, reading) -> tuple[str, list[Span], int] | None:
        """The piece, its spans and the number of the first one of the passage with most different words marked."""
        best, score = None, 0.0
        for piece in reading.pieces:
            if piece is reading.title or (self.has_summary and _is_list(piece)):
                continue
            spans = self._spans(reading, piece)
            for n, first in enumerate(spans):
                window = [span for span in spans[n:] if span.end <= first.start + PASSAGE - BEFORE]
                units = frozenset().union(*(span.units for span in window))
                worth = len(units) + min(len(window), 6) / 10 + (0.2 if piece is reading.summary else 0)
                if worth > score:
                    best, score = (piece, spans, n), worth
        return best

    def _cut(self, piece: str, spans: list[Span], number: int) -> SafeString:
        start, first = 0, spans[number]
        if first.start > BEFORE and len(piece) > PASSAGE:
            start = piece.find(" ", min(first.start - BEFORE, max(len(piece) - PASSAGE, 0))) + 1
            start = min(start, first.start)
        end = len(piece)
        if end - start > PASSAGE:
            end = max(piece.rfind(" ", start, start + PASSAGE), first.end)
        made = _with_marks(piece, [span for span in spans if start <= span.start and span.end <= end], start, end)
        return mark_safe(("… " if start else "") + made + (" …" if end < len(piece) else ""))

    def _marked(self, reading, piece: str) -> SafeString:
        return mark_safe(_with_marks(piece, self._spans(reading, piece), 0, len(piece)))


def _with_marks(piece, spans, start, end) -> str:
    """Safe: each part is escaped by itself."""
    made, at = [], start
    for span in spans:
        made += [escape(piece[at : span.start]), "<mark>", escape(piece[span.start : span.end]), "</mark>"]
        at = span.end
    return "".join([*made, escape(piece[at:end])])


def _matches(unit: Unit, here: frozenset[Place]) -> Iterator[Match]:
    """How a record that can be found by these places answers a unit; where not as one expression, word by word."""
    ways = [way for way in unit.ways if all(any(place in here for place in group) for group in way.groups)]
    if ways:
        ways.sort(key=lambda way: (-way.worth, bool(way.origin or way.like)))
        strong = [way for way in ways if way.worth >= STRONG]
        yield Match(unit, tuple(strong or ways[:1]))
    else:
        for inner in unit.inner:
            yield from _matches(inner, here)


def _says_something(unit: Unit) -> bool:
    """An article or preposition of either language is searched for, but it explains nothing."""
    return bool(unit.inner) or all(chain.key(unit.written, language) for language in fields.TEXT)


def _is_list(piece: str) -> bool:
    """Labels one after the other, as records carry them at their end: no text to read."""
    return piece.count(", ") > 2 and not any(mark in piece for mark in (". ", "! ", "? ", "; ", ": "))


def _phrases(node) -> Iterator[Phrase]:
    if isinstance(node, Phrase):
        yield node
    elif hasattr(node, "nodes"):
        for inner in node.nodes:
            yield from _phrases(inner)
    else:
        yield from (Phrase(term.field, (term.key,)) for term in terms(node))


def _adjoin(piece: str, listed: list[Token], before: int, after: int, related: bool) -> bool:
    """Whether nothing but a space stands between two words; or, where they are related, one that says nothing."""
    if before < 0 or not set(piece[listed[before].end : listed[after].start]).isdisjoint(PUNCTUATION):
        return False
    between = listed[before + 1 : after]
    return not between or (related and len(between) == 1 and not between[0].places)


def _titled(texts, code) -> bool:
    return bool(texts.get(code) and texts[code].title)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
