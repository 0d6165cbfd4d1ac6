"""A small index for tests: records in, keys of hits out."""

from search import entries
from search.engines.base import Scope
from search.engines.embedded import Embedded
from search.planning.planner import Planner
from search.planning.spelling import Speller, words_of
from search.planning.translations import Origin, Translations
from search.records import Record, Texts


def record(key, de="", it="", *, body_de="", body_it="", token="public", **facets):
    texts = {"de": Texts(de, "", body_de), "it": Texts(it, "", body_it)}
    return Record(key, texts, (token,), {name: (code,) for name, code in facets.items()})


class Index:
    """Args: folder: for the index; dictionary: (German, Italian) pairs."""

    def __init__(self, folder, records, dictionary=()):
        self.engine = Embedded(folder)
        self.engine.build(map(entries.of, records))
        self.translations = Translations((*pair, Origin.DICTIONARY) for pair in dictionary)
        self.planner = Planner(self.translations, self.engine.frequencies, Speller(words_of(self.engine)))

    def answer(self, query, language="de", scope=None, **how):
        return self.engine.search(self.planner.plan(query, language), scope or Scope(None), **how)

    def keys(self, query, language="de", scope=None, **how):
        """Best first."""
        return [key for key, _score in self.answer(query, language, scope, **how).hits]
