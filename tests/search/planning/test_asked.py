import pytest

from search.planning.asked import LONGEST, MOST_WORDS, read


def test_words_phrases_and_what_is_not_wanted_are_told_apart():
    asked = read('Ausbildung "duales System" -Holz')
    assert (asked.words, asked.phrases, asked.without) == (("Ausbildung",), ("duales System",), ("Holz",))


@pytest.mark.parametrize("query", ["„duales System“", "«duales System»", "“duales System”", '"duales System'])
def test_every_kind_of_quotation_mark_makes_a_phrase(query):
    assert read(query).phrases == ("duales System",)


def test_one_word_in_quotation_marks_is_a_word():
    assert read('"Holz"').words == ("Holz",)


def test_a_hyphen_inside_a_word_excludes_nothing():
    assert read("Mini-Unternehmen e-learning").without == ()


def test_a_phrase_may_be_unwanted():
    assert read('Holz -"duales System"').without == ("duales System",)


@pytest.mark.parametrize("query", ["", "   ", "-", '""', "!?", "\x00"])
def test_a_query_without_words_asks_nothing(query):
    assert not read(query)


def test_a_very_long_query_is_cut():
    assert len(read("Wort " * 1000).words) <= MOST_WORDS
    assert read("x" * 1000).words == ("x" * LONGEST,)
