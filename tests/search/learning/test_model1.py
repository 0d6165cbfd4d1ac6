"""What is learned from bags of keys that stand for the same text."""

from itertools import combinations

import pytest

from search.learning import model1
from search.learning.model1 import Learned, learn

PAIRS = {"betrieb": "aziend", "schul": "scuol", "meist": "maestr", "lehr": "apprendist", "werk": "officin"}


def texts(size=2):
    """A pair of bags for each choice of words, each with a word that stands everywhere."""
    for some in combinations(PAIRS, size):
        yield ["und", *some], ["dell", *map(PAIRS.get, some)]


def best(learned, german):
    found = [each for each in learned if each.german == german and each.to_italian]
    return max(found, key=lambda each: each.to_italian).italian


def back(learned, italian):
    found = [each for each in learned if each.italian == italian and each.to_german]
    return max(found, key=lambda each: each.to_german).german


@pytest.mark.parametrize(("german", "italian"), PAIRS.items())
def test_what_stands_together_everywhere_is_learned_in_both_directions(german, italian):
    learned = learn(texts())
    assert (best(learned, german), back(learned, italian)) == (italian, german)


def test_a_word_that_stands_everywhere_is_nobodys_translation_but_its_equals(monkeypatch):
    monkeypatch.setattr(model1, "SMALL", 0)  # as if there were many more texts
    learned = learn(texts())
    sure = {each.german for each in learned if each.italian == "dell" and max(each.to_italian, each.to_german) > 0.5}
    assert sure == {"und"}


def test_few_texts_teach_less_surely_than_many(monkeypatch):
    few = {(each.german, each.italian): each.to_italian for each in learn(texts())}
    monkeypatch.setattr(model1, "SMALL", 0)
    many = {(each.german, each.italian): each.to_italian for each in learn(texts())}
    assert few.keys() == many.keys()
    assert all(few[pair] < sure for pair, sure in many.items() if sure)


def test_what_met_once_teaches_nothing():
    assert learn([(["betrieb", "schul"], ["aziend", "scuol"])]) == []


def test_a_dictionary_decides_where_texts_leave_it_open():
    bags = [(["betrieb", "schul"], ["aziend", "scuol"])] * 3
    learned = learn(bags, known=lambda german, italian: (german, italian) == ("betrieb", "scuol"))
    assert best(learned, "betrieb") == "scuol"


def test_words_spelled_alike_in_both_languages_are_different_words():
    learned = learn([(["rat", "werk"], ["rat", "officin"]), (["rat"], ["rat"]), (["werk"], ["officin"])] * 2)
    assert (best(learned, "rat"), best(learned, "werk")) == ("rat", "officin")


def test_the_same_bags_teach_the_same():
    assert learn(texts(3)) == learn(texts(3))


def test_surety_is_a_share_and_meetings_are_counted():
    for each in learn(texts()):
        assert 0 <= each.to_italian <= 1
        assert 0 <= each.to_german <= 1
    assert {each.met for each in learn(texts()) if (each.german, each.italian) == ("und", "dell")} == {10}


@pytest.mark.parametrize(
    "bags",
    [[], [([], [])], [(["betrieb"], [])], [([], ["aziend"])], [(["betrieb"], []), ([], ["aziend"])] * 3],
)
def test_nothing_is_learned_from_what_has_no_counterpart(bags):
    assert learn(bags) == []


def test_an_empty_bag_disturbs_nothing():
    assert learn([*texts(), (["betrieb"], []), ([], [])])


def test_a_large_text_is_learned_in_pieces_as_in_one(monkeypatch):
    whole = learn(texts(3))
    monkeypatch.setattr("search.learning.model1.ENOUGH", 5)
    assert learn(texts(3)) == whole


def test_a_pair_is_one_row():
    pairs = [(each.german, each.italian) for each in learn(texts())]
    assert len(pairs) == len(set(pairs))
    assert all(isinstance(each, Learned) for each in learn(texts()))
