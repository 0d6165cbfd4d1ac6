import pytest

from search.analysis.words import bare, fold, fold_german, words


@pytest.mark.parametrize(
    "text",
    ["Lehrer:innen", "Lehrer*innen", "Lehrer_innen", "LehrerInnen", "Lehrer/-innen", "Lehrer(innen)", "Lehrer·innen"],
)
def test_every_way_to_write_both_genders_leaves_the_word(text):
    assert words(text) == ["Lehrer"]


@pytest.mark.parametrize("text", ["l'azienda", "dell’azienda", "all'azienda", "un'azienda", "quell`azienda"])
def test_an_elided_article_goes_with_any_apostrophe(text):
    assert words(text) == ["azienda"]


def test_what_follows_another_apostrophe_goes():
    assert bare("Meier's") == "Meier"


def test_umlauts_of_two_characters_are_one_letter():
    assert words("Prüfung") == ["Prüfung"]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Prüfung", "prufung"),
        ("Pruefung", "prufung"),
        ("Maßnahme", "massnahme"),
        ("Qualität", "qualitat"),
        ("neue", "neue"),
    ],
)
def test_german_spellings_with_and_without_umlauts_meet(written, folded):
    assert fold_german(written) == folded


def test_accents_go_in_italian():
    assert fold("Qualità") == fold("qualita")


@pytest.mark.parametrize("text", ["", "   ", "…!?", "\x00", "🐝"])
def test_a_text_without_words_has_none(text):
    assert words(text) == []
