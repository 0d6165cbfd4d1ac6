"""From a plan and a scope to tantivy's queries."""

from collections.abc import Iterable, Iterator

from tantivy import Occur, Query

from search import fields
from search.engines.base import Scope
from search.engines.tantivy_schema import SCHEMA
from search.planning.tree import All, Best, Node, Phrase, Plan, Sum, Term, terms


def of_plan(plan: Plan) -> Query:
    if plan.finds_nothing:
        return Query.empty_query()
    clauses = [(Occur.Must, of_node(node)) for node in plan.must]
    if plan.should:
        some = Query.boolean_query([(Occur.Should, of_node(node)) for node in plan.should])
        clauses.append((Occur.Should if plan.must else Occur.Must, some))
    if not clauses:
        clauses.append((Occur.Must, Query.all_query()))
    clauses += [(Occur.MustNot, of_node(node)) for node in plan.never]
    return Query.boolean_query(clauses)


def of_node(node: Node) -> Query:
    match node:
        case Term(field, key, weight):
            return Query.boost_query(Query.term_query(SCHEMA, field, key, "freq"), weight)
        case Phrase(field, keys, weight):
            return Query.boost_query(Query.phrase_query(SCHEMA, field, list(keys)), weight)
        case All(nodes):
            return Query.boolean_query([(Occur.Must, of_node(each)) for each in nodes])
        case Sum(nodes):
            return Query.boolean_query([(Occur.Should, of_node(each)) for each in nodes])
        case Best(nodes):
            return Query.disjunction_max_query([of_node(each) for each in nodes])
    raise TypeError(node)


def matching(plan: Plan) -> Query:
    """The same hits without ranks, for counting: no weights, each key once, and nothing of titles, for what stands in
    a title stands in its text, too."""
    if plan.finds_nothing:
        return Query.empty_query()
    clauses = [(Occur.Must, _any([node])) for node in plan.must]
    if plan.should and not plan.must:
        texts = [node for node in plan.should if next(terms(node)).field not in fields.TITLE.values()]
        clauses = [(Occur.Must, _any(texts or plan.should))]
    if not clauses:
        clauses = [(Occur.Must, Query.all_query())]
    clauses += [(Occur.MustNot, _any([node])) for node in plan.never]
    return Query.boolean_query(clauses)


def _any(nodes: Iterable[Node]) -> Query:
    """One list of all that is enough by itself."""
    distinct = dict.fromkeys(leaf for node in nodes for leaf in _leaves(node))
    return Query.boolean_query([(Occur.Should, _matching_leaf(leaf)) for leaf in distinct])


def _leaves(node: Node) -> Iterator[Node]:
    match node:
        case Term(field, key):
            yield Term(field, key)
        case Phrase(field, keys):
            yield Phrase(field, keys)
        case All():
            yield node
        case _:
            for each in node.nodes:
                yield from _leaves(each)


def _matching_leaf(leaf) -> Query:
    match leaf:
        case Term(field, key):
            return Query.term_query(SCHEMA, field, key, "basic")
        case Phrase(field, keys):
            return Query.phrase_query(SCHEMA, field, list(keys))
    return Query.boolean_query([(Occur.Must, _any([each])) for each in leaf.nodes])


def within(query: Query, scope: Scope) -> Query:
    """The query limited to a scope, which takes no part in the score."""
    limits = [_one_of(name, codes) for name, codes in scope.filters.items()]
    if scope.tokens is not None:
        limits.append(_one_of("token", scope.tokens))
    unscored = ((Occur.Must, Query.const_score_query(limit, 0.0)) for limit in limits)
    return Query.boolean_query([(Occur.Must, query), *unscored])


def _one_of(field: str, codes: Iterable[str]) -> Query:
    return Query.term_set_query(SCHEMA, field, list(codes))
