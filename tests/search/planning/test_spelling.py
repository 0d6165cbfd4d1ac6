import random

from rapidfuzz.distance import DamerauLevenshtein

from search.planning.spelling import LIKENESS, Speller

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


def test_a_word_comes_as_it_is_written_most_often():
    assert Speller([("bruder", 1), ("brüder", 5), ("brûder", 2)]).alike("bruderr")[0][0] == "brüder"


def test_words_with_other_letters_are_passed_over_and_none_that_is_like_enough():
    chance = random.Random(7)
    words = sorted({"".join(chance.choices("aeinrst", k=chance.randint(4, 14))) for _ in range(1_000)})
    speller = Speller((word, 1) for word in words)
    for typed in words[:60]:
        typed = typed[1] + typed[0] + typed[2:]
        lengths = range(len(typed) - (1 if len(typed) < 6 else 2), len(typed) + (1 if len(typed) < 6 else 2) + 1)
        likeness = {
            word: DamerauLevenshtein.normalized_similarity(typed, word) for word in words if len(word) in lengths
        }
        best = max(likeness.values())
        found = speller.alike(typed)
        assert [each for _word, each in found[:1]] == ([best] if best >= LIKENESS else [])
