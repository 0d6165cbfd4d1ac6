import pytest

from search.dictionary import files
from search.dictionary.files import FIELDS, Malformed, Pair
from search.dictionary.loading import forbidden, pairs, shipped, version
from search.models import DictionaryEntry


def stored(german, italian, **facts):
    return DictionaryEntry.objects.create(german=german, italian=italian, **facts)


def translations(german):
    return {pair.italian for pair in pairs() if pair.german == german}


def test_every_field_ships_words():
    assert {pair.field for pair in shipped()} == set(FIELDS)


def test_a_shipped_pair_tells_its_field_and_its_sense():
    assert Pair("Werkstatt", "officina", "n", "general", "Kfz, Metall") in shipped()


def test_the_best_translation_of_a_word_comes_first():
    assert next(pair.italian for pair in shipped() if pair.german == "Werkbank") == "banco di lavoro"


@pytest.mark.django_db
def test_what_people_add_is_known_beside_what_is_shipped():
    stored("Werkbank", "bancone", field="crafts", note="Theke")
    assert Pair("Werkbank", "bancone", "n", "crafts", "Theke") in pairs()
    assert {"bancone", "banco di lavoro"} <= translations("Werkbank")


@pytest.mark.django_db
def test_a_forbidden_pair_is_taken_out_however_it_is_written():
    stored("WERKBANK ", "banco  di lavoro", forbidden=True)
    assert "banco di lavoro" not in translations("Werkbank")
    assert forbidden() == {("werkbank", "banco di lavoro")}


@pytest.mark.django_db
def test_the_form_of_an_apostrophe_saves_no_forbidden_pair():
    stored("Werkbank", "banco d'opera")
    stored("werkbank", "banco d’opera", forbidden=True)
    assert "banco d'opera" not in translations("Werkbank")


@pytest.mark.django_db
def test_the_version_changes_with_each_change_of_the_entries():
    seen = [version()]
    entry = stored("Werkbank", "bancone")
    seen.append(version())
    entry.forbidden = True
    entry.save()
    seen.append(version())
    entry.delete()
    assert len({*seen}) == 3
    assert version() == seen[0]


def test_a_line_with_the_wrong_number_of_columns_is_named(tmp_path):
    (tmp_path / "crafts.tsv").write_text(f"{files.HEAD}\nHobel\tpialla\tn\t\nHammer\tmartello\n", encoding="utf-8")
    with pytest.raises(Malformed, match=r"crafts\.tsv:3: 2 columns, 4 expected"):
        list(files.read("crafts", tmp_path))


def test_a_file_without_its_head_is_named(tmp_path):
    (tmp_path / "crafts.tsv").write_text("Hobel\tpialla\tn\t\n", encoding="utf-8")
    with pytest.raises(Malformed, match=r"crafts\.tsv:1: the head must be de, it, pos, note"):
        list(files.read("crafts", tmp_path))


def test_writing_sorts_as_a_dictionary_and_keeps_the_order_of_translations(tmp_path):
    words = [("Öl", "olio"), ("Ofen", "stufa"), ("Ofen", "forno"), ("Ohr", "orecchio")]
    files.write("crafts", [Pair(german, italian, "n", "crafts", "") for german, italian in words], tmp_path)
    assert [(pair.german, pair.italian) for pair in files.read("crafts", tmp_path)] == [
        ("Ofen", "stufa"),
        ("Ofen", "forno"),
        ("Ohr", "orecchio"),
        ("Öl", "olio"),
    ]
