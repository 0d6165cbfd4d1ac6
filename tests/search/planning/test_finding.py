"""What a query finds, through the whole chain and the embedded engine."""

import pytest

from search.engines.base import Scope
from tests.search.finder import Index, record

DICTIONARY = [
    ("Fachkräftemangel", "carenza di personale qualificato"), ("Netzwerk", "rete"), ("Lehrling", "apprendista"),
    ("Handelskammer", "camera di commercio"), ("Staub", "polvere"), ("Stein", "pietra"), ("Werkstatt", "officina"),
    ("Werkstatt", "bottega"), ("anbieten", "offrire"),
]  # fmt: skip
RECORDS = [
    record("mangel", "Fachkräftemangel im Handwerk"),
    record("carenza", it="Carenza di personale qualificato nel settore alberghiero"),
    record("camera", it="Camera di commercio di Bolzano: nuovi sportelli"),
    record("zimmer", it="Camera singola per studenti in convitto"),
    record("netz", "Grenzüberschreitende Netzwerke"),
    record("reti", it="Reti di cooperazione transfrontaliera"),
    record("lehre", "Die Lehre im Betrieb: ein Leitfaden"),
    record("lehrer", "Schulungen für Lehrer:innen"),
    record("polvere", it="Polvere di pietra in bottega"),
    record("both", "Mobilität von Lehrlingen", "Mobilità degli apprendisti"),
    record("schutz", "Staubschutz in der Werkstatt"),
    record("bau", "Werkstatt", body_de="Hier steht vom Schutz nichts."),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return Index(tmp_path_factory.mktemp("index"), RECORDS, DICTIONARY)


@pytest.mark.parametrize(
    ("query", "language", "first"),
    [
        ("Fachkräftemangel", "de", {"mangel", "carenza"}),
        ("carenza di personale qualificato", "it", {"mangel", "carenza"}),
        ("Netzwerk", "de", {"netz", "reti"}),
        ("rete", "it", {"netz", "reti"}),
        ("Handelskammern", "de", {"camera"}),
        ("apprendista", "it", {"both"}),
    ],
)
def test_words_find_across_the_border(index, query, language, first):
    assert set(index.keys(query, language)[: len(first)]) == first


def test_the_whole_expression_counts_more_than_a_word_of_it(index):
    assert index.keys("Handelskammer") == ["camera", "zimmer"]


def test_a_compound_finds_what_its_parts_say_in_the_other_language(index):
    assert index.keys("Steinstaub")[0] == "polvere"


def test_a_word_finds_the_compounds_it_is_part_of(index):
    assert index.keys("Mangel") == ["mangel"]


def test_lehre_is_not_lehrer(index):
    assert index.keys("Lehre") == ["lehre"]
    assert index.keys("Lehrer") == ["lehrer"]


@pytest.mark.parametrize("query", ["Fachkräftemangl", "Fachkraeftemangel", "fachkräftemangel", "FACHKRÄFTEMANGEL"])
def test_spelling_does_not_matter(index, query):
    assert index.keys(query)[0] == "mangel"


def test_every_translation_counts_but_only_the_best_of_them(index):
    assert {"polvere", "schutz", "bau"} <= set(index.keys("Werkstatt"))


def test_the_title_weighs_more_than_the_body(index):
    assert index.keys("Schutz")[0] == "schutz"


def test_a_phrase_has_to_stand_as_it_is(index):
    assert index.keys('"Lehre im Betrieb"') == ["lehre"]
    assert index.keys('"Betrieb im Lehre"') == []


def test_a_minus_takes_away(index):
    assert index.keys("Werkstatt -Staubschutz", "de").count("schutz") == 0


def test_a_question_finds_what_it_is_about(index):
    assert index.keys("Wie können wir Lehrlingen Mobilität anbieten?")[0] == "both"


def test_what_is_known_to_nobody_finds_nothing(index):
    assert index.answer("Xylophonquartett").total == 0


def test_words_that_say_nothing_find_nothing_rather_than_everything(index):
    assert index.answer("und oder aber").total == 0


def test_no_query_finds_everything(index):
    assert index.answer("").total == len(RECORDS)


def test_only_what_the_person_may_see_is_found_counted_and_suggested(tmp_path):
    secret = record("geheim", "Geheimes Treffen", token="network:7", country="IT")
    index = Index(tmp_path, [record("offen", "Offenes Treffen", country="DE"), secret])
    stranger, member = Scope(frozenset({"public"})), Scope(frozenset({"public", "network:7"}))
    seen = index.answer("Treffen", scope=stranger, facets=("country",))
    assert (seen.total, seen.facets) == (1, {"country": {"DE": 1}})
    assert index.engine.words("words_de", "ge", stranger, 5) == []
    assert index.engine.words("words_de", "ge", member, 5) == [("geheimes", 1)]
    assert index.answer("Treffen", scope=member).total == 2


def test_counts_of_a_chosen_facet_leave_its_own_choice_aside(tmp_path):
    records = [record(f"r{n}", "Treffen", country="DE" if n else "IT", year=str(2020 + n)) for n in range(3)]
    index = Index(tmp_path, records)
    found = index.answer("Treffen", scope=Scope(None, {"country": ("IT",)}), facets=("country", "year"))
    assert found.total == 1
    assert found.facets == {"country": {"DE": 2, "IT": 1}, "year": {"2020": 1}}
