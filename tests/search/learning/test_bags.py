"""What of a record stands beside what."""

from search.learning import bags
from search.learning.model1 import Learned
from search.learning.written import Written
from search.records import Record, Texts


def record(de, it):
    return Record("news:1", {"de": de, "it": it}, ("public",))


def pairs(de, it):
    return list(bags.pairs([record(de, it)]))


def test_titles_stand_beside_titles_and_bodies_beside_bodies():
    found = pairs(Texts("Betrieb", body="Schule"), Texts("Azienda", body="Scuola"))
    assert found == [(["betrieb"], ["aziend"]), (["schul"], ["scuol"])]


def test_paragraphs_stand_beside_each_other_where_both_have_as_many():
    found = pairs(Texts("A", body="Betrieb\n\nSchule"), Texts("A", body="Azienda\nScuola"))
    assert (["betrieb"], ["aziend"]) in found
    assert (["schul"], ["scuol"]) in found


def test_else_the_whole_texts():
    found = pairs(Texts("A", body="Betrieb\nSchule"), Texts("A", body="Azienda, scuola"))
    assert (["betrieb", "schul"], ["aziend", "scuol"]) in found


def test_a_record_in_one_language_has_no_pairs():
    assert pairs(Texts("Betrieb"), Texts()) == []
    assert list(bags.pairs([Record("news:1", {"de": Texts("Betrieb")}, ("public",))])) == []


def test_a_compound_teaches_its_parts_too():
    assert {"werkstatt", "handwerk"} <= set(bags.of("Handwerkswerkstatt", "de")) or len(
        bags.of("Lehrwerkstatt", "de")
    ) > 1


def test_a_key_is_shown_as_it_is_mostly_written():
    written = Written()
    texts = Texts("Betriebe", "Betriebe", "Betrieb"), Texts("aziende", "azienda", "azienda")
    list(bags.pairs([record(*texts)], written))
    (pair,) = written.on([Learned("betrieb", "aziend", 1, 1, 3)])
    assert (pair.german_written, pair.italian_written) == ("Betriebe", "azienda")


def test_a_key_that_was_never_written_alone_has_no_form():
    (pair,) = Written().on([Learned("betrieb", "aziend", 1, 1, 3)])
    assert (pair.german_written, pair.italian_written) == ("", "")
