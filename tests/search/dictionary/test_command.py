from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.dictionary.loading import pairs
from search.models import DictionaryEntry

pytestmark = pytest.mark.django_db


def run(*arguments):
    out, problems = StringIO(), StringIO()
    call_command("search_dictionary", *arguments, stdout=out, stderr=problems)
    return out.getvalue(), problems.getvalue()


def known(german, italian):
    return any((pair.german, pair.italian) == (german, italian) for pair in pairs())


def test_a_word_is_listed_in_both_directions_with_where_its_translations_are_from():
    DictionaryEntry.objects.create(german="Tischlerbank", italian="banco di lavoro", field="crafts", source="Kammer")
    out, _ = run("list", "Banco di Lavoro")
    assert "Werkbank – banco di lavoro  [industry, shipped]\n" in out
    assert "Tischlerbank – banco di lavoro  [crafts, Kammer]\n" in out


def test_a_word_the_dictionary_does_not_have_is_an_error():
    with pytest.raises(CommandError, match="does not have “Zirbelstube”"):
        run("list", "Zirbelstube")


def test_a_pair_is_forbidden_and_allowed_again():
    run("forbid", "werkbank", "Banco di lavoro")
    assert not known("Werkbank", "banco di lavoro")
    assert "Werkbank – banco di lavoro  [industry, shipped]  FORBIDDEN" in run("list", "Werkbank")[0]
    run("allow", "Werkbank", "banco di lavoro")
    assert known("Werkbank", "banco di lavoro")
    assert not DictionaryEntry.objects.exists()


def test_an_imported_pair_survives_being_forbidden_and_allowed():
    DictionaryEntry.objects.create(german="Werkbank", italian="bancone", source="Kammer")
    run("forbid", "Werkbank", "bancone")
    assert not known("Werkbank", "bancone")
    run("allow", "Werkbank", "bancone")
    assert known("Werkbank", "bancone")


def test_allowing_what_is_not_forbidden_is_an_error():
    with pytest.raises(CommandError, match="is not forbidden"):
        run("allow", "Werkbank", "banco di lavoro")


def test_an_import_says_what_it_did(tmp_path):
    file = tmp_path / "liste.tsv"
    file.write_text("Zirbelstube\tstanza di cirmolo\nWerkbank\tbanco di lavoro\nHobel\n", encoding="utf-8")
    assert run("import", str(file)) == (
        "1 added, 1 there already, 1 refused.\n",
        "line 3: no second column\n1 refused: no second column\n",
    )


def test_a_bad_file_and_a_missing_one_are_errors(tmp_path):
    file = tmp_path / "liste.tmx"
    file.write_text("<html/>")
    with pytest.raises(CommandError, match=r"no translation units \(tu\)\. Nothing was imported\."):
        run("import", str(file))
    with pytest.raises(CommandError, match="There is no file"):
        run("import", str(tmp_path / "fehlt.tsv"))


def test_the_check_passes_on_what_ships_and_warns_of_what_people_added():
    DictionaryEntry.objects.create(german="Kantine", italian="cantina")
    DictionaryEntry.objects.create(german="Zirbelstube", italian="stanza di cirmolo", forbidden=True)
    out, problems = run("check", "--all")
    assert "“Kantine – cantina”: “Kantine” is mensa in Italian" in out
    assert "the dictionary does not have “zirbelstube”" in out
    assert "no fault" in out
    assert problems == ""


def test_the_check_fails_on_a_fault(tmp_path, monkeypatch):
    monkeypatch.setattr("search.dictionary.checking.faults", lambda: ["crafts.tsv:3: one side is empty"])
    with pytest.raises(CommandError, match=r"1 fault"):
        run("check")
