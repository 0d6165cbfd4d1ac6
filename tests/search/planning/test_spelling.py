from search.planning.spelling import Speller

WORDS = [("ausbildung", 40), ("abbildung", 2), ("aufbauten", 1), ("apprendistato", 7), ("haus", 3)]


def likes(word):
    return [like for like, _likeness in Speller(WORDS).alike(word)]


def test_a_swapped_letter_is_mended():
    assert likes("Ausbildnug") == ["ausbildung"]


def test_a_missing_letter_is_mended_in_either_language():
    assert likes("aprendistato") == ["apprendistato"]


def test_what_is_like_nothing_stays():
    assert likes("Quarzstaub") == []


def test_short_words_are_left_alone():
    assert likes("hus") == []


def test_the_likest_word_comes_with_its_likeness():
    assert Speller(WORDS).alike("ausbildung") == [("ausbildung", 1.0)]
