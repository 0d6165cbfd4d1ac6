"""Terms from files: what is loaded, what is refused, what editors keep; and the check over what the site ships."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from knowledge.glossary.checking import Fault, faults
from knowledge.glossary.loading import BadTerms, Loaded, load, read_terms, shipped
from knowledge.models import GlossaryTerm
from pages.actions import build_site
from tests.knowledge.terms import a_term


def entry(slug="lehre", **fields) -> dict:
    given = {
        "slug": slug,
        "field": "law",
        "relation": "exact",
        "label_de": f"{slug.capitalize()}",
        "label_it": f"parola {slug}",
        "definition_de": "Was es ist.",
        "definition_it": "Che cos’è.",
    }
    return {name: value for name, value in (given | fields).items() if value is not None}


@pytest.fixture
def file(tmp_path):
    """Writes lines (dicts or raw text) to a file and gives its path."""

    def write(*lines, name="terms.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
        return path

    return write


@pytest.fixture
def empty(house):
    GlossaryTerm.objects.all().delete()
    return house


# --- What is shipped ---------------------------------------------------------------------------------


def test_what_the_site_ships_has_no_fault():
    assert faults(read_terms(shipped()).values()) == []


def test_at_least_four_hundred_terms_are_shipped_and_all_definitions_have_a_fair_length():
    terms = read_terms(shipped()).values()
    assert len(terms) >= 400
    for term in terms:
        for text in (term.definition_de, term.definition_it):
            assert 25 <= len(text.split()) <= 45, text


def test_what_is_shipped_is_set_with_typographic_signs_each_language_its_own():
    text = "".join(path.read_text() for path in shipped())
    assert "'" not in text
    for term in read_terms(shipped()).values():
        assert "«" not in term.definition_de + term.note_de + term.example_de
        assert "„" not in term.definition_it + term.note_it + term.example_it


# --- Loading -----------------------------------------------------------------------------------------


def test_a_line_becomes_a_term(empty, file):
    path = file(entry(synonyms_de=["eins", "zwei"], note_it="Nota", official_de="BBiG § 1"), "", entry("meister"))
    assert load([path]) == Loaded(created=2, updated=0, kept=0)
    term = GlossaryTerm.objects.get(slug="lehre")
    assert (term.label_de, term.synonyms_de, term.synonyms_it) == ("Lehre", "eins\nzwei", "")
    assert (term.note_it, term.official_de, term.field) == ("Nota", "BBiG § 1", "law")


def test_what_editors_changed_stays_unless_it_is_to_be_overwritten(empty, file):
    path = file(entry(note_de="aus der Datei"))
    load([path])
    GlossaryTerm.objects.update(note_de="von Edda")
    assert load([path]) == Loaded(created=0, updated=0, kept=1)
    assert GlossaryTerm.objects.get().note_de == "von Edda"
    assert load([path], update=True) == Loaded(created=0, updated=1, kept=0)
    assert GlossaryTerm.objects.get().note_de == "aus der Datei"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("{no json", ""),
        ("[]", ""),
        (entry(label_it=None), "label_it"),
        (entry(definition_de=" "), "definition_de"),
        (entry(relation="equal"), "relation"),
        (entry(field="cooking"), "field"),
        (entry(colour="red"), "colour"),
        (entry(synonyms_de="eins"), "synonyms_de"),
        (entry(synonyms_de=["eins", 2]), "synonyms_de"),
        (entry(label_de=5), "label_de"),
        (entry(label_de="x" * 151), "label_de"),
        (entry("Groß und klein"), "slug"),
        (entry("doppelt--strich"), "slug"),
        (entry("lang" * 26), "slug"),
        (entry(relation="broader", note_it="C’è"), "note_de"),
        (entry("gut"), "slug"),
        (entry(synonyms_de=["Gut (Ware)"]), "synonyms_de"),
    ],
)
def test_one_wrong_line_and_nothing_is_loaded(empty, file, line, field):
    path = file(entry("gut"), line)
    with pytest.raises(BadTerms) as refused:
        load([path])
    problem = refused.value.problems[-1]
    assert (problem.file, problem.line, problem.field) == (path, 2, field)
    assert problem.reason
    assert not GlossaryTerm.objects.exists()


def test_a_word_that_an_editor_s_own_term_uses_is_refused(empty, file):
    a_term("eigen", "Lehre", "propria")
    with pytest.raises(BadTerms) as refused:
        load([file(entry())])
    assert [(problem.line, problem.field) for problem in refused.value.problems] == [(1, "label_de")]


def test_the_command_says_what_it_did_and_what_is_wrong(empty, file):
    out, wrong = StringIO(), StringIO()
    call_command("load_glossary", str(file(entry())), stdout=out)
    assert "1 new, 0 overwritten, 0 kept" in out.getvalue()
    with pytest.raises(CommandError, match="1 mistakes; nothing was written"):
        call_command("load_glossary", str(file("nonsense", name="bad.jsonl")), stderr=wrong)
    assert "bad.jsonl, line 1" in wrong.getvalue()
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_glossary", "/nowhere.jsonl")


def test_building_the_site_again_leaves_the_terms_alone(house):
    GlossaryTerm.objects.exclude(slug="innung").delete()
    GlossaryTerm.objects.update(label_de="Zunft")
    build_site()
    assert [term.label_de for term in GlossaryTerm.objects.all()] == ["Zunft"]


# --- The check ---------------------------------------------------------------------------------------


def found(*terms) -> set[tuple[str, str]]:
    return {(fault.slug, fault.field) for fault in faults(terms)}


def test_words_collide_within_a_language_whatever_case_accents_and_qualifiers(empty):
    first = a_term("a", "Prüfer", "esaminatore", synonyms_it="perito\nPerìto")
    second = a_term("b", "Anders (Italien)", "tutto", synonyms_de="PRUFER (Kammer)")
    third = a_term("c", "esaminatore", "anders")  # the same words in the other language do not collide
    assert found(first, second, third) == {("a", "label_de"), ("b", "synonyms_de"), ("a", "synonyms_it")}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"label_it": ""}, {"label_it"}),
        ({"definition_it": ""}, {"definition_it"}),
        ({"relation": "none"}, {"note_de", "note_it"}),
        ({"relation": "narrower", "note_de": "So."}, {"note_it"}),
        ({"relation": "close"}, set()),
        ({"relation": "close", "label_it": "wort"}, {"note_de"}),
        ({"relation": "close", "label_it": "wort", "note_it": "Falso amico."}, set()),
        ({"relation": "exact", "label_it": "wort"}, set()),
        ({"slug": "Mit Raum"}, {"slug"}),
        ({"synonyms_de": "nur hier"}, set()),
    ],
)
def test_what_the_check_finds_in_one_term(empty, fields, expected):
    term = a_term(**{"slug": "wort", "de": "Wort", "it": "parola"})
    for name, value in fields.items():
        setattr(term, name, value)
    assert {field for _slug, field in found(term)} == expected


def test_the_command_fails_where_something_is_wrong(empty):
    out = StringIO()
    a_term("a", "Wort", "parola")
    call_command("check_glossary", stdout=out)
    assert "1 terms, nothing wrong" in out.getvalue()
    a_term("b", "Wort", "vocabolo")
    with pytest.raises(CommandError, match="b, label_de"):
        call_command("check_glossary")


def test_a_fault_reads_as_a_sentence():
    assert str(Fault("a", "slug", "Why.")) == "a, slug: Why."
