"""What is marked in a text, which passage is shown, and by which way it was found. No database, no engine."""

import pytest

from search import fields
from search.analysis import chain
from search.highlighting import PASSAGE, Explained
from search.planning.planner import Planner
from search.planning.spelling import Speller
from search.planning.translations import Origin, Translations
from search.records import Texts

PAIRS = [
    ("Fachkräftemangel", "carenza di personale", Origin.GLOSSARY),
    ("Lehrling", "apprendista", Origin.DICTIONARY),
]


def explained(query, german=None, italian=None, language="de", known=()):
    """A record beside what was asked, as if the index held its words only."""
    texts = {"de": german or Texts(), "it": italian or Texts()}
    held = {
        (fields.TEXT[code], key)
        for code, each in texts.items()
        for text in (each.title, each.summary, each.body)
        for key in chain.keys(text, code)
    }
    for text in (texts["de"].title, texts["de"].summary, texts["de"].body):
        held |= {(fields.PARTS, part) for part in chain.all_parts(text)}
    speller = Speller((word, 1) for word in known) if known else None
    planner = Planner(Translations(PAIRS), lambda wanted: {place: int(place in held) for place in wanted}, speller)
    return Explained(planner.plan(query, language), texts, language)


def test_words_are_marked_in_whatever_form_they_stand():
    record = explained("Ausbilder", Texts("Mit Ausbildern reden", "Die Ausbilderin fragt."))
    assert record.title == "Mit <mark>Ausbildern</mark> reden"
    assert record.passage() == ("Die <mark>Ausbilderin</mark> fragt.", "de")
    assert record.reasons() == []


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "<img src=x onerror=1>", "a & b <b>"])
def test_texts_are_escaped_before_anything_is_marked(evil):
    record = explained("Betrieb", Texts(f"Betrieb {evil}", f"{evil} Betrieb {evil}"))
    for html in (record.title, record.passage()[0]):
        assert "<mark>Betrieb</mark>" in html
        assert {part.split(">")[0] for part in html.split("<")[1:]} == {"mark", "/mark"}


def test_an_elided_article_is_not_marked():
    record = explained("azienda", italian=Texts("Il ruolo dell’azienda"), language="it")
    assert record.title == "Il ruolo dell’<mark>azienda</mark>"


def test_the_passage_is_the_densest_piece_of_the_text():
    far = "Am Anfang steht ein Betrieb. " + "Und so weiter geht es. " * 40
    body = far + "Der Betrieb und die Schule planen die Prüfung. " + "Danach ruht alles. " * 30
    passage, _language = explained("Betrieb Schule Prüfung", Texts("Titel", "", body)).passage()
    assert passage.count("<mark>") == 3
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert len(passage) < PASSAGE + 80


def test_labels_are_no_passage_where_there_is_a_summary():
    body = "Betriebe, Schulen, Kammern, Lehrlinge"
    passage, _language = explained("Kammern", Texts("Titel", "Kurz und gut.", body)).passage()
    assert passage == "Kurz und gut."


def test_without_a_match_the_summary_begins():
    passage, _language = explained("Zebra", Texts("Titel", "Kurz und gut.", "Mehr davon.")).passage()
    assert passage == "Kurz und gut."


def test_a_phrase_is_marked_where_its_words_follow_each_other_only():
    record = explained('"duale Ausbildung"', Texts("Titel", "Dual heißt: Ausbildung. Die duale Ausbildung lohnt."))
    assert record.passage()[0] == "Dual heißt: Ausbildung. Die <mark>duale Ausbildung</mark> lohnt."


def test_little_words_belong_to_a_phrase():
    record = explained('"Leben und Arbeit"', Texts("Titel", "Arbeit und Leben, Leben und Arbeit."))
    assert record.passage()[0] == "Arbeit und Leben, <mark>Leben und Arbeit</mark>."


def test_neighbours_are_marked_as_one_within_a_sentence_only():
    record = explained(
        "kleine Betriebe Lehrlinge", Texts("Kleine Betriebe", "Kleine Betriebe, Lehrlinge und Betriebe.")
    )
    assert record.title == "<mark>Kleine Betriebe</mark>"
    marked = "<mark>Kleine Betriebe</mark>, <mark>Lehrlinge</mark> und <mark>Betriebe</mark>."
    assert record.passage()[0] == marked


def test_what_exists_in_the_other_language_only_is_shown_in_it():
    record = explained("Fachkräftemangel", italian=Texts("Contro la carenza di personale", "In breve."))
    assert (record.shown, record.title) == ("it", "Contro la <mark>carenza di personale</mark>")
    [reason] = record.reasons()
    assert (reason.kind, reason.written, reason.text, reason.language) == (
        "glossary",
        "Fachkräftemangel",
        "carenza di personale",
        "it",
    )


def test_what_stands_in_the_version_that_is_not_shown_is_said():
    record = explained("apprendista", Texts("Titel", "Nichts davon."), Texts("Titolo", "Un apprendista al lavoro."))
    assert record.passage() == ("Un <mark>apprendista</mark> al lavoro.", "it")
    assert [(reason.kind, reason.text) for reason in record.reasons()] == [("version", "apprendista")]


def test_the_readers_language_is_kept_where_it_answers_at_all():
    record = explained(
        "Kammern",
        Texts("Titel", "Kurz und gut.", "Betriebe, Schulen, Kammern, Lehrlinge"),
        Texts("Titolo", "Le Kammern tedesche."),
    )
    assert record.passage() == ("Kurz und gut.", "de")


def test_a_part_of_a_compound_is_said_either_way():
    inside = explained("Mangel", Texts("Vom Fachkräftemangel"))
    assert inside.title == "Vom <mark>Fachkräftemangel</mark>"
    assert [(reason.kind, reason.text) for reason in inside.reasons()] == [("part", "Fachkräftemangel")]
    outside = explained("Prüfungsausschuss", Texts("Die Prüfung"))
    assert [(reason.kind, reason.text) for reason in outside.reasons()] == [("part_of", "Prüfung")]


def test_another_spelling_is_said_with_the_word_that_stands_there():
    record = explained("Werkstat", Texts("Unsere Werkstätten"), known=["werkstatt"])
    assert record.title == "Unsere <mark>Werkstätten</mark>"
    assert [(reason.kind, reason.text) for reason in record.reasons()] == [("like", "Werkstätten")]


def test_articles_explain_nothing_and_are_not_marked():
    record = explained("di", Texts("Titel", "Aus dem Buch di Bolzano."))
    assert record.passage()[0] == "Aus dem Buch di Bolzano."


def test_decomposed_umlauts_are_marked_like_others():
    assert "<mark>Prüfung</mark>" in explained("Prüfung", Texts("Die Pru\u0308fung")).title
