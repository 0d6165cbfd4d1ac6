"""From a plan and a scope to what Elasticsearch is asked. Nothing here is read by a query parser."""

import re
from collections.abc import Iterable

from elasticsearch.dsl import query as dsl
from elasticsearch.dsl.query import Query

from search.engines.base import Scope
from search.planning.tree import All, Best, Node, Phrase, Plan, Sum, Term

MOST_FACET_VALUES = 500
_SIGNS = re.compile(r"""[.?+*|{}\[\]()"\\#@&<>~^$-]""")  # of Lucene's regular expressions


def of_plan(plan: Plan) -> Query:
    if plan.finds_nothing:
        return dsl.MatchNone()
    must = [of_node(node) for node in plan.must]
    should = []
    if plan.should:
        some = dsl.Bool(should=[of_node(node) for node in plan.should], minimum_should_match=1)
        (should if must else must).append(some)
    return dsl.Bool(must=must or [dsl.MatchAll()], should=should, must_not=[of_node(node) for node in plan.never])


def of_node(node: Node) -> Query:
    match node:
        case Term(field, key, weight):
            return dsl.Term(field, {"value": key, "boost": weight})
        case Phrase(field, keys, weight):
            return dsl.MatchPhrase(field, {"query": " ".join(keys), "boost": weight})
        case All(nodes):
            return dsl.Bool(must=[of_node(each) for each in nodes])
        case Sum(nodes):
            return dsl.Bool(should=[of_node(each) for each in nodes], minimum_should_match=1)
        case Best(nodes):
            return dsl.DisMax(queries=[of_node(each) for each in nodes])
    raise TypeError(node)


def everything() -> Query:
    return dsl.MatchAll()


def within(query: Query, scope: Scope) -> Query:
    """The query limited to a scope, which takes no part in the score."""
    return dsl.Bool(must=[query], filter=_limits(scope))


def body(plan: Plan, scope: Scope, facets: Iterable[str], by_date: bool) -> dict:
    """One request for hits, total and facets. A choice in a facet limits the hits, but not the counts of that facet."""
    chosen = {name: codes for name, codes in scope.filters.items() if name in facets}
    others = {name: codes for name, codes in scope.filters.items() if name not in facets}
    asked = {
        "query": within(of_plan(plan), Scope(scope.tokens, others)).to_dict(),
        "sort": [{"newest": "desc"}],
        "track_total_hits": True,
        "source": False,
        "aggs": {name: _counts(name, Scope(None, chosen).without(name)) for name in facets},
    }
    if plan.ranks and not by_date:
        asked["sort"].insert(0, {"_score": "desc"})
    if chosen:
        asked["post_filter"] = dsl.Bool(filter=_limits(Scope(None, chosen))).to_dict()
    return asked


def _counts(facet: str, scope: Scope) -> dict:
    counts = {"codes": {"terms": {"field": facet, "size": MOST_FACET_VALUES}}}
    return {"filter": dsl.Bool(filter=_limits(scope)).to_dict(), "aggs": counts}


def counted(answer: dict) -> dict[str, dict[str, int]]:
    """The counts of an answer to `body`."""
    return {
        name: {value["key"]: value["doc_count"] for value in found["codes"]["buckets"]}
        for name, found in answer.get("aggregations", {}).items()
    }


def beginning(prefix: str) -> str:
    """A regular expression of Lucene for everything that begins so."""
    return _SIGNS.sub(r"\\\g<0>", prefix) + ".*"


def _limits(scope: Scope) -> list[Query]:
    limits = [_one_of(name, codes) for name, codes in scope.filters.items()]
    if scope.tokens is not None:
        limits.append(_one_of("token", sorted(scope.tokens)))
    return limits


def _one_of(field: str, codes: Iterable[str]) -> Query:
    return dsl.Terms(field, list(codes))
