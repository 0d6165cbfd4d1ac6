"""Suggestions while somebody types: words that go on so, and titles, all within what the person may see."""

from dataclasses import dataclass, field

from core.audience import tokens_of
from core.bilingual import OTHER, current_language
from search import engines, fields
from search.analysis import chain
from search.analysis.words import WORD, bare
from search.engines.base import EngineDown, Scope
from search.finding import cards_of
from search.planning.tree import Best, Node, Plan, Term
from search.records import Card
from search.upkeep.health import is_behind

WORDS, TITLES = 5, 4
ASKED, CONTINUED = 24, 16  # words asked for, and those that a title may contain for the one that is being typed
SHORTEST = 2  # letters
LONGEST = 60  # characters of a question for which something is suggested


@dataclass(frozen=True)
class Suggested:
    """Args: words: whole questions, with the language of the word that was continued; titles: of records."""

    words: list[tuple[str, str]] = field(default_factory=list)
    titles: list[Card] = field(default_factory=list)


def suggest(typed: str, user) -> Suggested:
    """What may be meant. Nothing while the index lags, or cannot be asked."""
    found = list(WORD.finditer(typed))
    if not found or len(typed) > LONGEST or found[-1].end() != len(typed.rstrip()) or typed != typed.rstrip():
        return Suggested()
    prefix = bare(found[-1][0]).casefold()
    if len(prefix) < SHORTEST or is_behind():
        return Suggested()
    scope = Scope(tokens_of(user))
    try:
        known = _continued(prefix, scope)
        before = typed[: found[-1].end() - len(prefix)]
        titles = _titles([bare(each[0]) for each in found[:-1]], [word for word, _language in known], scope, user)
    except EngineDown:
        return Suggested()
    return Suggested([(before + word, language) for word, language in known[:WORDS]], titles)


def _continued(prefix: str, scope: Scope) -> list[tuple[str, str]]:
    """Words that begin so, those of the reader's language first; of one word's forms the most frequent."""
    mine, known, keys = current_language(), {}, set()
    for language in (mine, OTHER[mine]):
        for word, _count in engines.engine().words(fields.WORDS[language], prefix, scope, ASKED):
            key = chain.key(word, language)
            if key not in keys:
                known.setdefault(word, language)
                keys.add(key)
    return list(known.items())[:CONTINUED]


def _titles(before: list[str], last: list[str], scope: Scope, user) -> list[Card]:
    """Records with all these words in their title, the last one of several."""
    nodes = [node for word in before if (node := _in_titles([word]))]
    ending = _in_titles(last)
    if ending is None:
        return []
    answer = engines.engine().search(Plan(must=(*nodes, ending), asks=True), scope, limit=TITLES)
    keys = [key for key, _score in answer.hits]
    there = cards_of(keys, user)
    return [there[key] for key in keys if key in there]


def _in_titles(words: list[str]) -> Node | None:
    terms = {
        Term(fields.TITLE[language], key)
        for word in words
        for language in fields.TITLE
        if (key := chain.key(word, language))
    }
    return Best(tuple(sorted(terms, key=lambda term: (term.field, term.key)))) if terms else None
