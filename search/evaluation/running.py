"""Runs judged queries over a corpus in a throw-away index, with what is shipped and what the corpus teaches."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from search import entries
from search.dictionary.loading import shipped
from search.engines.base import Engine, Scope
from search.engines.embedded import Embedded
from search.evaluation.judged import Query
from search.learning import bags
from search.learning.model1 import learn
from search.planning import glossaries, lexicon
from search.planning.planner import Planner
from search.planning.spelling import Speller, words_of
from search.planning.weights import WEIGHTS, Weights
from search.records import Record

LONGEST = 20  # ids in a ranking

# What can be switched off to see what it is worth, and how.
LAYERS: dict[str, dict[str, float]] = {
    "glossary": {},
    "dictionary": {},
    "learned": {},
    "misspelt": {},
    "compounds": {"part": 0, "parts": 0, "part_alone": 0, "parts_translated": 0, "part_translated": 0},
    "synonyms": {"synonym": 0},
    "titles": {"title": 0},
    "weak words": {"weak": 1},
}


class Evaluation:
    """A corpus, indexed and learned from.

    Args:
        engine: an empty one.
        without: layers that are switched off.
        progress: wraps the records.
    """

    def __init__(self, records: list[Record], engine: Engine, without: Iterable[str] = (), progress: Callable = iter):
        self.engine = engine
        self.without = frozenset(without)
        engine.build(entries.of(record) for record in progress(records))
        self.translations = self._translations(records)
        self.learned = 0
        self._add_learned(records)
        self.speller = None if "misspelt" in self.without else Speller(words_of(engine))
        self.planner = Planner(self.translations, engine.frequencies, self.speller, self._weights())

    def rank(self, query: Query) -> list[str]:
        """Ids, best first."""
        plan = self.planner.plan(query.text, query.language)
        return [key for key, _score in self.engine.search(plan, Scope(None), limit=LONGEST).hits]

    def _translations(self, records):
        glossary = () if "glossary" in self.without else glossaries.shipped_pairs()
        dictionary = () if "dictionary" in self.without else ((pair.german, pair.italian) for pair in shipped())
        return lexicon.certain(glossary, dictionary)

    def _add_learned(self, records):
        if "learned" not in self.without:
            found = learn(bags.pairs(records), self.translations.has_pair)
            self.learned = len(found)
            lexicon.add_learned(self.translations, found)

    def _weights(self) -> Weights:
        changes = {name: value for layer in self.without for name, value in LAYERS[layer].items()}
        return replace(WEIGHTS, **changes)


@contextmanager
def embedded():
    """An empty embedded engine in a folder that is thrown away."""
    folder = tempfile.mkdtemp(prefix="connactions-eval-")
    try:
        yield Embedded(Path(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
