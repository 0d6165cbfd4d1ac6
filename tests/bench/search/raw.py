"""The limit: the same keys put to tantivy by hand, in plain queries, with the same visibility and the same facets."""

from dataclasses import replace

from tantivy import Occur, Query

from search import fields
from search.engines.embedded import MOST_FACET_VALUES
from search.engines.tantivy_schema import SCHEMA
from search.planning.tree import All, Phrase, Plan, Sum, Term, terms
from tests.bench.search.records import FACETS, READER

COUNTS = {name: {"terms": {"field": name, "size": MOST_FACET_VALUES}} for name in FACETS}


class Raw:
    """Args: engine: whose index is asked; opened once and for all."""

    def __init__(self, engine):
        self.searcher = engine._index().searcher()

    def query(self, plan: Plan) -> Query:
        """The keys of a plan without its weights, its best-of and its second look at the titles. Made beforehand."""
        clauses = [(Occur.Must, self._node(node)) for node in plan.must]
        if not plan.must:
            asked = [node for node in plan.should if next(terms(node)).field not in fields.TITLE.values()]
            clauses.append((Occur.Must, self._any(asked)))
        return self._visible(Query.boolean_query(clauses))

    def ask(self, query: Query, with_facets: bool) -> int:
        found = self.searcher.search(query, 20, count=True)
        for _score, address in found.hits:
            self.searcher.doc(address)
        if with_facets:
            self.searcher.aggregate(query, COUNTS)
        return found.count

    def words(self, field: str, prefix: str, limit: int):
        return self.searcher.terms_with_prefix(field, prefix, self._visible(Query.all_query()), limit)

    def _visible(self, query):
        tokens = Query.term_set_query(SCHEMA, "token", sorted(READER))
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(tokens, 0.0))])

    def _any(self, nodes):
        distinct = {leaf for node in nodes for leaf in _leaves(node)}
        return Query.boolean_query([(Occur.Should, self._node(leaf)) for leaf in distinct])

    def _node(self, node):
        match node:
            case Term(field, key):
                return Query.term_query(SCHEMA, field, key, "freq")
            case Phrase(field, keys):
                return Query.phrase_query(SCHEMA, field, list(keys))
            case All(nodes):
                return Query.boolean_query([(Occur.Must, self._node(each)) for each in nodes])
            case _:
                return self._any([node])


def _leaves(node):
    """Terms, phrases and conjunctions below a node, without their weights."""
    match node:
        case Term() | Phrase():
            yield replace(node, weight=1)
        case All(nodes):
            yield All(tuple(Sum(tuple(_leaves(each))) for each in nodes))
        case _:
            for each in node.nodes:
                yield from _leaves(each)
