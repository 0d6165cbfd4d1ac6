"""Both engines give the same answers to the same plans, over the development set."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from search import entries, fields
from search.engines import elastic
from search.engines.base import Scope
from search.engines.embedded import Embedded
from search.evaluation import files
from search.evaluation.running import Evaluation
from search.planning.tree import Plan

HERE = Path(__file__).parents[1] / "eval"

pytestmark = pytest.mark.elasticsearch
PLACES = ("bolzano", "lüneburg", "pavia")
SITE = Scope(None)
TOKENS = ("public", "community", "network:1", "network:2")


def placed(number, record):
    """With an audience, a date and facets, which the development set lacks."""
    year = 2020 + number % 5
    facets = {
        "country": ("de", "it")[: number % 3],
        "network": (PLACES[number % 3],),
        "type": (("report", "plan", "sheet")[number % 7 % 3],),
        "year": (str(year),),
    }
    day = date(year, 1, 1 + number % 28) if number % 6 else None
    return replace(record, tokens=(TOKENS[number % 4],), facets=facets, date=day)


@pytest.fixture(scope="module")
def both(tmp_path_factory, elasticsearch_url):
    """Evaluations over the same entries: embedded, Elasticsearch."""
    records = [placed(*each) for each in enumerate(files.corpus(HERE / "corpus.jsonl"))]
    with elastic.throw_away(elasticsearch_url) as one:
        yield [Evaluation(records, engine) for engine in (Embedded(tmp_path_factory.mktemp("index")), one)]


@pytest.fixture(scope="module")
def plans(both):
    """The judged queries, and phrases and exclusions, as each engine's own planner plans them."""
    asked = [(query.text, query.language) for query in files.queries(HERE / "queries.jsonl")]
    asked += [
        ('"mini-impresa"', "it"),
        ('"in der Küche" Abfall', "de"),
        ("Ausbildung -Küche", "de"),
        ('-"primo anno"', "it"),
        ("", "de"),
    ]
    return [tuple(evaluation.planner.plan(*each) for evaluation in both) for each in asked]


def answers(both, plan: Plan, scope=SITE, **options):
    return [evaluation.engine.search(plan, scope, **options) for evaluation in both]


def rounded(hits) -> list[float]:
    """Scores as shares of the best: the engines differ by a constant factor."""
    return [round(score / hits[0][1], 4) if hits[0][1] else 0.0 for _key, score in hits]


def groups(hits) -> list[set[str]]:
    """Keys in their order; those whose scores are as good as equal are in one set."""
    made, last = [], None
    for (key, _score), share in zip(hits, rounded(hits) if hits else [], strict=True):
        if last is None or last - share > 0.0002:
            made.append(set())
        made[-1].add(key)
        last = share
    return made


def test_the_queries_are_planned_alike(plans):
    assert [one for one, other in plans if one != other] == []


def test_the_same_number_is_found_the_same_first_twenty_and_ten_in_the_same_order(both, plans):
    different = []
    for plan, _same in plans:
        one, other = answers(both, plan)
        ten = [[key for key, _ in answer.hits[:10]] for answer in (one, other)]
        twenty = [{key for key, _ in answer.hits} for answer in (one, other)]
        same_order = ten[0] == ten[1] or groups(one.hits) == groups(other.hits)
        if not (one.total == other.total and twenty[0] == twenty[1] and same_order):
            different.append((plan.units, one, other))
    assert different == []


def test_scores_are_in_the_same_proportion(both, plans):
    for plan, _same in plans:
        one, other = answers(both, plan)
        if one.hits and plan.ranks:
            assert rounded(one.hits) == pytest.approx(rounded(other.hits), abs=0.001)


SCOPES = [
    Scope(frozenset({"public"})),
    Scope(frozenset({"public", "network:2"}), {"country": ("it",)}),
    Scope(frozenset({"public", "community"}), {"type": ("report", "plan"), "year": ("2021", "2023")}),
    Scope(frozenset({"person:9"})),
    Scope(None, {"network": ("pavia",), "country": ("de",), "sector": ("none",)}),
]


@pytest.mark.parametrize("scope", SCOPES, ids=range(len(SCOPES)))
def test_within_a_scope_hits_totals_and_counts_of_facets_are_the_same(both, plans, scope):
    asked = partial(answers, both, scope=scope, facets=("type", "country", "network", "year", "language"))
    for plan, _same in plans[::3]:
        one, other = asked(plan)
        assert (one.total, one.facets) == (other.total, other.facets)
        assert groups(one.hits) == groups(other.hits)


def test_by_date_every_page_is_the_same(both, plans):
    for plan in (Plan(), plans[0][0], plans[-2][0]):
        for offset in range(0, 120, 20):
            one, other = answers(both, plan, by_date=True, offset=offset)
            assert one == other


def test_vocabulary_words_and_frequencies_are_the_same(both):
    one, other = (evaluation.engine for evaluation in both)
    scope = Scope(frozenset({"public", "network:1"}))
    for name in fields.WORDS.values():
        assert one.vocabulary(name) == other.vocabulary(name)
        for prefix in ("", "a", "aus", "form", "qu", "x1"):
            assert one.words(name, prefix, scope, 10) == other.words(name, prefix, scope, 10)
    wanted = [(name, key) for name in fields.POSITIONS for key in ("ausbild", "formazion", "kuch", fields.EVERYWHERE)]
    assert one.frequencies(wanted) == other.frequencies(wanted)
    assert sorted(one.fingerprints()) == sorted(other.fingerprints())


def test_both_know_the_same_version(both):
    assert {evaluation.engine.version() for evaluation in both} == {entries.version()}
