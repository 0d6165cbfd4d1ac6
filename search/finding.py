"""From a question to what the results page shows. Everything on it is within what the person may see."""

from dataclasses import dataclass, field, replace
from itertools import chain as joined
from itertools import islice

from django.core.paginator import Paginator
from django.utils.safestring import SafeString

from core.audience import tokens_of
from core.bilingual import current_language
from core.facets import ShownFacet
from search import engines, facets, mending
from search.engines.base import Answer, EngineDown, Scope
from search.highlighting import Explained, Reason
from search.planning import glossaries
from search.planning.current import planner
from search.planning.translations import Origin
from search.planning.tree import Plan
from search.question import Question
from search.records import Card, by_source, sources
from search.upkeep.health import is_behind

PER_PAGE = 20
TRIES = 4  # pages asked for to fill one from which something has to be left out
MOST_BY_NAME = 200  # of one kind, found by the plain search


@dataclass(frozen=True)
class Hit:
    """One record on the page.

    Args:
        card: the record as the database has it now.
        title, passage: with marks; language, passage_language: in which they are.
        reasons: why it was found.
    """

    card: Card
    title: SafeString
    language: str
    passage: SafeString
    passage_language: str
    reasons: list[Reason]

    @property
    def kind(self) -> str:
        return self.card.kind

    @property
    def only_in(self) -> str:
        """The other language's code where there is nothing in the reader's."""
        return self.language if self.language != current_language() else ""


@dataclass(frozen=True)
class Mended:
    """Another spelling that finds something. Args: total: of its hits."""

    question: Question
    total: int


@dataclass
class Found:
    """What a question finds.

    Args:
        page: of Django's paginator, of Hits.
        total: of hits; what is closed at this moment is not counted where it was met.
        facets: to narrow by; empty while they are withheld.
        mended: “did you mean”, or None.
        unfiltered: hits without the chosen filters, asked only where there are none with them.
        without_index: the index could not be asked; the database was, for names only.
        withheld: the index lags, so nothing is counted or suggested.
    """

    question: Question
    page: object
    total: int
    facets: list[ShownFacet] = field(default_factory=list)
    mended: Mended | None = None
    unfiltered: int = 0
    without_index: bool = False
    withheld: bool = False


def find(question: Question, user) -> Found:
    """Answer a question for a person, in the current language. Raises nothing for whatever was asked."""
    question = replace(question, filters=facets.known_only(question.filters, user))
    try:
        return _by_index(question, user)
    except EngineDown:
        return _by_name(question, user)


def keys_of(question: Question, user, limit: int) -> list[str]:
    """The keys of the first hits of a question, for those who want no page. Raises EngineDown."""
    question = replace(question, filters=facets.known_only(question.filters, user))
    return Search(question, user).keys(0, limit)[0]


# --- By the index -------------------------------------------------------------------------------------


class Search:
    """A question put to the engine within what a person may see. Raises EngineDown."""

    def __init__(self, question: Question, user):
        self.question, self.user = question, user
        self.scope = Scope(tokens_of(user), question.filters)
        self.plan = planner().plan(question.query, current_language()) if question.query else Plan()

    def ask(self, offset=0, limit=PER_PAGE, facets=(), scope=None) -> Answer:
        by_date = self.question.by_date or not self.plan.asks
        return engines.engine().search(
            self.plan, scope or self.scope, facets=facets, by_date=by_date, offset=offset, limit=limit
        )

    def keys(self, offset: int, limit: int) -> tuple[list[str], Answer]:
        answer = self.ask(offset, limit)
        return [key for key, _score in answer.hits], answer


def _by_index(question, user) -> Found:
    search, withheld = Search(question, user), is_behind()
    wanted = () if withheld else [facet.key for facet in facets.known()]
    offset = (question.page - 1) * PER_PAGE
    answer = search.ask(offset, facets=wanted)
    if question.page > 1 and not answer.hits and answer.total:
        offset = (answer.total - 1) // PER_PAGE * PER_PAGE
        answer = search.ask(offset, facets=wanted)
    cards, closed = _cards(search, answer, offset)
    total = max(answer.total - closed, 0)
    hits = _without_closed_reasons([_hit(card, search.plan) for card in cards], user)
    found = Found(question, _page(hits, total, offset // PER_PAGE + 1), total, withheld=withheld)
    if not withheld:
        found.facets = facets.shown_facets(answer.facets, question.filters, user)
        found.mended = _mended(search)
    if not total and question.filters:
        found.unfiltered = search.ask(limit=1, scope=Scope(search.scope.tokens)).total
    return found


def _cards(search: Search, answer: Answer, offset: int) -> tuple[list[Card], int]:
    """The cards of a page, and how many hits the index still has that this person may not see any more."""
    shown, closed = [], 0
    for _try in range(TRIES):
        keys = [key for key, _score in answer.hits]
        there = cards_of(keys, search.user)
        shown += [there[key] for key in keys if key in there]
        closed += len(keys) - len(there)
        offset += PER_PAGE
        if len(shown) >= PER_PAGE or len(keys) < PER_PAGE:
            break
        answer = search.ask(offset)
    return shown[:PER_PAGE], closed


def cards_of(keys, user) -> dict[str, Card]:
    """The cards of those of these records that this person may see at this moment."""
    return {card.key: card for source, pks in by_source(keys) for card in source.cards(pks, user)}


def _hit(card: Card, plan: Plan) -> Hit:
    explained = Explained(plan, card.texts, current_language())
    passage, language = explained.passage()
    return Hit(card, explained.title, explained.shown, passage, language, explained.reasons())


def _without_closed_reasons(hits: list[Hit], user) -> list[Hit]:
    """A glossary that is closed to the reader finds like any other, but what stands in it is not said."""
    if any(reason.kind == Origin.GLOSSARY for hit in hits for reason in hit.reasons) and not glossaries.may_read(user):
        for hit in hits:
            hit.reasons[:] = [reason for reason in hit.reasons if reason.kind != Origin.GLOSSARY]
    return hits


def _page(hits, total, number):
    """A page of Django's paginator that knows how many there are and holds these only."""
    page = Paginator(range(total), PER_PAGE).get_page(number)
    page.object_list = hits
    return page


# --- Did you mean -------------------------------------------------------------------------------------


def _mended(search: Search) -> Mended | None:
    """The question with words replaced that nobody writes so, where that finds something for this person."""
    query = mending.mended(search.plan, search.question.query, search.scope, current_language())
    if not query:
        return None
    question = search.question.with_query(query)
    better = Search(question, search.user).ask(limit=1).total
    return Mended(question, better) if better else None


# --- Without the index --------------------------------------------------------------------------------


def _by_name(question, user) -> Found:
    """The plain search over names, kind after kind."""
    keys, total = [], 0
    question = replace(question, filters={key: codes for key, codes in question.filters.items() if key == "kind"})
    if question.query:
        kinds = question.filters.get("kind") or sources
        for source in (sources[kind] for kind in kinds if kind in sources):
            rows = source.named(question.query, user)
            total += rows.count()
            pks = rows.order_by("-pk").values_list("pk", flat=True)[:MOST_BY_NAME]
            keys.append([source.key(pk) for pk in pks])
    listed = Paginator(list(joined.from_iterable(keys)), PER_PAGE).get_page(question.page)
    there = cards_of(listed.object_list, user)
    plan = Plan()
    listed.object_list = [_hit(there[key], plan) for key in islice(listed.object_list, PER_PAGE) if key in there]
    return Found(question, listed, total, without_index=True)
