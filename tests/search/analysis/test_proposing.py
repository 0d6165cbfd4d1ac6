import io

from django.core.management import call_command

from core.audience import PUBLIC
from search.analysis.compounds import Splitter
from search.analysis.proposing import proposals
from tests.cast import write_news

SPLITTER = Splitter(["Lehrling", "Werkstatt", "Betrieb", "Meister"], ["Meisterschaft"])


def pieces(*texts, **how):
    return {each.piece: each.seen_in for each in proposals(texts, SPLITTER, **how)}


def test_what_stands_beside_known_parts_in_several_words_is_proposed():
    found = pieces("Der Lehrlingszirkel trifft den Werkstattzirkel.", "Ein Betriebsfunkel.")
    assert found == {"zirkel": ("Lehrlingszirkel", "Werkstattzirkel")}


def test_a_word_that_comes_back_counts_once():
    assert pieces("Lehrlingszirkel", "Lehrlingszirkel") == {}
    assert pieces("Lehrlingszirkel", least=1) == {"zirkel": ("Lehrlingszirkel",)}


def test_what_is_known_or_stays_whole_is_not_proposed():
    assert pieces("Lehrlingswerkstatt Meisterschaft", "Betriebswerkstatt Meisterschaft", least=1) == {}


def said(*words, **how):
    out = io.StringIO()
    call_command("search_compounds", *words, stdout=out, **how)
    return out.getvalue()


def test_the_command_says_how_a_word_is_divided():
    assert said("Fachkräftemangel", "Beruf") == "Fachkräftemangel: fachkraft + mangel\nBeruf: not divided\n"


def test_the_command_proposes_from_what_the_site_says(house):
    for word in ("Werkstattquaddel", "Lehrlingsquaddel"):
        write_news(word, about=house.network_a, token=PUBLIC)
    assert "quaddel\t2\tLehrlingsquaddel, Werkstattquaddel\n" in said()
