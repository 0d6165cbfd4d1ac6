"""Another spelling for what nobody writes so: “did you mean”. Only words that this person may know are offered."""

import re

from search import engines, fields
from search.analysis.words import fold
from search.dictionary.loading import printed
from search.engines.base import Scope
from search.planning.tree import Best, Plan, Term
from search.planning.ways import Unit

TRIED = 3  # words for one that is misspelt


def mended(plan: Plan, query: str, scope: Scope, language: str) -> str:
    """The query with its misspelt words replaced; empty where there is nothing to replace. Raises EngineDown."""
    better = query
    for unit in _words(plan.units):
        likes = list(dict.fromkeys(way.like for way in unit.ways if way.like))[:TRIED]
        word = next((like for like in likes if _may_be_said(like, scope)), "")
        if not word:
            continue
        word = word.capitalize() if unit.written[:1].isupper() else word
        better = re.sub(rf"(?<!\w){re.escape(unit.written)}(?!\w)", lambda _found, word=word: word, better)
    return better if fold(better) != fold(query) else ""


def _words(units) -> list[Unit]:
    return [word for unit in units for word in (unit.inner or [unit])]


def _may_be_said(word: str, scope: Scope) -> bool:
    """Whether it stands, as it is, in what this person may see, or in the dictionary that everybody has."""
    exact = Best(tuple(Term(name, word) for name in fields.WORDS.values()))
    if engines.engine().search(Plan(must=(exact,), asks=True), Scope(scope.tokens), limit=1).total:
        return True
    return word in printed()
