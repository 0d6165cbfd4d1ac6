import polib
import pytest

from core.catalogues import open_entries, state, tidy


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Welcome", "Willkommen", "translated"),
        ("Welcome", "", "untranslated"),
        ("Up to %(mb)s MB", "Bis zu %(mb)s MB", "translated"),
        ("Up to %(mb)s MB", "Bis zu %(mo)s MB", "with other placeholders than its source"),
        ("Up to %(mb)s MB", "Bis zu viel", "with other placeholders than its source"),
        ("100 %", "100 %", "translated"),
    ],
)
def test_the_state_of_a_translation(source, translation, expected):
    assert state(polib.POEntry(msgid=source, msgstr=translation)) == expected


def test_a_guessed_translation_is_not_a_translation():
    assert state(polib.POEntry(msgid="Welcome", msgstr="Willkommen", flags=["fuzzy"])) == "guessed"


def test_a_plural_needs_both_forms_and_may_leave_the_number_out():
    entry = polib.POEntry(
        msgid="%(count)s member", msgid_plural="%(count)s members", msgstr_plural={0: "ein Mitglied", 1: ""}
    )
    assert state(entry) == "untranslated"
    entry.msgstr_plural[1] = "%(count)s Mitglieder"
    assert state(entry) == "translated"


def test_a_tidied_catalogue_depends_on_its_texts_alone(tmp_path):
    path = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    written = []
    for date, texts in (("2026-01-01", ["Two", "One"]), ("2027-01-01", ["One", "Two"])):
        catalogue = polib.POFile()
        catalogue.metadata = {"POT-Creation-Date": date, "Language": "de"}
        catalogue.extend(polib.POEntry(msgid=text, msgstr="…", occurrences=[("a.py", "")]) for text in texts)
        catalogue.append(polib.POEntry(msgid="Gone", msgstr="Fort", obsolete=True))
        catalogue.save(str(path))
        tidy(path)
        written.append(path.read_text())
    assert written[0] == written[1]
    assert "Gone" not in written[0]
    assert open_entries(path) == []
