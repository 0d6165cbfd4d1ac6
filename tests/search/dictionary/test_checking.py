import pytest

from search.dictionary import files
from search.dictionary.checking import faults, unknown, warnings
from search.dictionary.files import FIELDS, HEAD, Pair
from search.dictionary.loading import shipped


@pytest.fixture
def folder(tmp_path):
    for field in FIELDS:
        (tmp_path / f"{field}.tsv").write_text(f"{HEAD}\n", encoding="utf-8")
    return tmp_path


def told(folder, *lines, field="crafts"):
    (folder / f"{field}.tsv").write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    return [str(fault) for fault in faults(folder)]


def letters(text, language):
    """Instead of stems: the first three letters of each word."""
    return tuple(word[:3].casefold() for word in text.split())


def warned(*pairs):
    found = warnings([Pair(german, italian, "n", "crafts", "") for german, italian in pairs], letters)
    return {(warning.kind, str(warning)) for warning in found}


def kinds(*pairs):
    return [kind for kind, _ in sorted(warned(*pairs))]


def test_the_shipped_dictionary_has_no_fault():
    assert [str(fault) for fault in faults()] == []


def test_the_shipped_dictionary_has_no_false_friends():
    assert [str(each) for each in warnings(shipped(), lambda text, language: ()) if each.kind == "false friends"] == []


def test_every_shipped_line_is_in_order_after_writing_it_anew(tmp_path):
    for field in FIELDS:
        files.write(field, list(files.read(field)), tmp_path)
        assert files.path_of(field, tmp_path).read_bytes() == files.path_of(field).read_bytes()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Hobel\tpialla", "2 columns, 4 expected"),
        ("Hobel\t\tn\t", "one side is empty"),
        ("Hobel\tpialla\tnoun\t", "“noun” is none of n, v, a, adv, phrase"),
        ("Hobel\tpialla \tn\t", "spaces too many in “pialla ”"),
        ("Hobel\tarnese d’uso\tn\t", "“arnese d’uso” has a curly apostrophe; the files have straight ones"),
    ],
)
def test_a_malformed_line_is_named_with_its_place(folder, line, reason):
    assert told(folder, line) == [f"crafts.tsv:2: {reason}"]


def test_a_repeat_within_a_file_is_a_fault_and_in_another_field_is_none(folder):
    line = "Hobel\tpialla\tn\t"
    assert told(folder, line, line) == ["crafts.tsv:3: “Hobel – pialla” stands in crafts.tsv:2 already"]
    assert told(folder, line) == []
    assert told(folder, line, field="industry") == []


def test_a_line_out_of_order_is_a_fault(folder):
    assert told(folder, "Säge\tsega\tn\t", "Hobel\tpialla\tn\t") == [
        "crafts.tsv:3: “Hobel” comes before “Säge”; `search_dictionary tidy` sorts"
    ]


def test_a_missing_file_and_one_that_is_no_text_are_faults(folder):
    (folder / "land.tsv").unlink()
    (folder / "work.tsv").write_bytes(b"\xff\xfe")
    assert [str(fault).partition(":")[0] for fault in faults(folder)] == [
        "work.tsv cannot be read",
        "land.tsv cannot be read",
    ]


def test_a_word_that_is_the_same_on_both_sides_is_a_warning():
    assert kinds(("Atelier", "atelier")) == ["alike"]


def test_false_friends_are_told_what_they_really_are():
    text = "“Kantine – cantina”: “Kantine” is mensa in Italian, “cantina” is Keller, Weinkeller in German"
    assert ("false friends", text) in warned(("Kantine", "cantina"))
    assert kinds(("lokal", "locale")) == []


def test_an_italian_word_that_is_only_once_a_second_choice_is_one_sided():
    assert kinds(("Abfall", "rifiuto"), ("Abfall", "scarto")) == ["one-sided"]
    assert kinds(("Abfall", "rifiuto"), ("Abfall", "scarto"), ("Ausschuss", "scarto")) == []


def test_words_of_one_stem_collide_unless_their_translations_are_related():
    assert kinds(("Note", "voto"), ("Notfall", "emergenza")) == ["collision de"]
    assert kinds(("Abbau", "smontaggio"), ("abbauen", "smontare")) == []
    assert kinds(("Buch", "colle"), ("Hügel", "colla")) == ["collision it"]


def test_a_forbidden_word_that_the_dictionary_does_not_have_is_named():
    found = unknown({("hobel", "piallatrice")}, [Pair("Hobel", "pialla", "n", "crafts", "")])
    assert [str(each) for each in found] == [
        "“hobel – piallatrice” is forbidden, but the dictionary does not have “piallatrice”"
    ]
