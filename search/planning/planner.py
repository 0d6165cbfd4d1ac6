"""From a query to a plan."""

from collections.abc import Iterator
from functools import partial

from search import fields
from search.analysis import chain
from search.planning import asked as reading
from search.planning.spelling import Speller
from search.planning.translations import Translations
from search.planning.tree import Best, Node, Phrase, Plan, Term
from search.planning.ways import Counts, Finder, Frequencies, Unit
from search.planning.weighing import Scale, in_titles, node_of
from search.planning.weights import WEIGHTS, Weights


class Planner:
    """Args: translations; frequencies: asks the engine in how many entries keys stand; speller: for unknown words."""

    def __init__(
        self,
        translations: Translations,
        frequencies: Frequencies,
        speller: Speller | None = None,
        weights: Weights = WEIGHTS,
    ):
        self.finder = Finder(translations, frequencies, speller, weights)
        self.frequencies = frequencies
        self.weights = weights

    def plan(self, query: str, language: str) -> Plan:
        """What a query means, typed by somebody who reads this language (`de`, `it`). Both languages are searched."""
        asked = reading.read(query)
        units = self.finder.units(asked.words, language)
        scale = Scale(self._counts(units))
        share = partial(self._share, language=language, in_question=asked.is_question)
        nodes = [node for unit in units if (node := node_of(unit, scale, self.weights, share))]
        titles = [node for each in nodes if (node := in_titles(each, self.weights.title))]
        phrases = [node for text in asked.phrases if (node := phrase(text))]
        return Plan(
            must=tuple(phrases),
            should=(*nodes, *titles, *self._whole_titles(asked.words)) if nodes else (),
            never=tuple(node for text in asked.without if (node := phrase(text))),
            units=tuple(units),
            asks=bool(asked),
        )

    def _whole_titles(self, words) -> Iterator[Node]:
        """A title that is the query, from its beginning to its end, in either language."""
        for language, name in fields.TITLE.items():
            if keys := [key for word in words if (key := chain.key(word, language))]:
                yield Phrase(name, (fields.EVERYWHERE, *keys, fields.EVERYWHERE), self.weights.whole_title)

    def _share(self, unit: Unit, language: str, in_question: bool) -> float:
        """How much of its matter a unit carries: words of an expression as many as it has, question words little."""
        if unit.inner:
            return unit.size
        if chain.is_weak(unit.written, language):
            return self.weights.weak
        return self.weights.verb_in_question if in_question and chain.is_verb(unit.written, language) else 1

    def _counts(self, units: list[Unit]) -> Counts:
        wanted = {(fields.TEXT["de"], fields.EVERYWHERE)}
        for unit in units:
            for each in (unit, *unit.inner):
                wanted.update(place for way in each.ways for group in way.groups for place in group)
        return self.frequencies(sorted(wanted))


def phrase(text: str) -> Node | None:
    """Words one after the other, as they are, in either language; None when they say nothing."""
    found = []
    for language, name in fields.TEXT.items():
        if chain.keys(text, language):
            keys = tuple(chain.places(text, language))
            found.append(Phrase(name, keys) if len(keys) > 1 else Term(name, keys[0]))
    if not found:
        return None
    return Best(tuple(found)) if len(found) > 1 else found[0]
