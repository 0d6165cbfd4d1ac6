import pytest

from search.evaluation.measures import measure


def test_the_ideal_order_has_all_points():
    found = measure({"a": 3, "b": 1}, ["a", "b", "x"])
    assert (found.ndcg, found.recall, found.mrr, found.success) == (1, 1, 1, 1)


def test_what_is_exact_counts_more_than_what_only_touches():
    assert measure({"a": 3, "b": 1}, ["a", "x"]).ndcg > measure({"a": 3, "b": 1}, ["b", "x"]).ndcg


def test_a_hit_in_the_second_place_is_worth_half_in_mrr():
    found = measure({"a": 3}, ["x", "a"])
    assert found.mrr == 0.5
    assert found.ndcg == pytest.approx(0.6309, abs=1e-4)


def test_nothing_found_has_no_points():
    found = measure({"a": 3}, [])
    assert (found.ndcg, found.recall, found.mrr, found.success) == (0, 0, 0, 0)


def test_an_id_that_stands_twice_counts_once():
    assert measure({"a": 3, "b": 3}, ["a", "a", "b"]).recall == 1
