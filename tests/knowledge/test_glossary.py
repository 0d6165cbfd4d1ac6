"""The glossary's pages: the index in each language, a term, who may read, how often the database is asked."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import audience
from core.actions import set_audience
from knowledge.glossary.wording import certain_pairs, fold
from knowledge.models import Glossary, GlossaryTerm
from tests.cast import text_of
from tests.knowledge.terms import a_term

TERM = "duales-system"


def page(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return text_of(answer)


def labels(client, address="/de/glossar/") -> list[str]:
    return [entry.label for letter in client.get(address).context["letters"] for entry in letter.entries]


@pytest.fixture
def few(house):
    """The cast with four terms only."""
    GlossaryTerm.objects.all().delete()
    a_term("aerger", "Ärger", "zampogna", field="law")
    a_term("azubi", "Azubi", "apprendista")
    a_term("zunft", "Zunft", "ètica")
    a_term("vier", "4-Stufen-Methode", "metodo (Germania)", synonyms_it="quattro tempi")
    return house


# --- Index -------------------------------------------------------------------------------------------


def test_the_section_is_built_with_its_terms_and_stands_in_the_footer(house, client):
    assert GlossaryTerm.objects.count() == 473
    foot = page(client, "/it/").partition("<footer")[2]
    assert '<a href="/it/glossar/">Glossario</a>' in foot


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", [("A", ["Ärger", "Azubi"]), ("Z", ["Zunft"]), ("#", ["4-Stufen-Methode"])]),
        ("it", [("A", ["apprendista"]), ("E", ["ètica"]), ("M", ["metodo (Germania)"]), ("Z", ["zampogna"])]),
    ],
)
def test_the_reader_s_language_sorts_and_umlauts_stand_with_their_base_letters(few, client, language, expected):
    found = client.get(f"/{language}/glossar/").context["letters"]
    assert [(letter.letter, [entry.label for entry in letter.entries]) for letter in found] == expected


def test_the_index_links_each_letter_and_shows_the_other_label_in_its_language(few, client):
    text = page(client, "/de/glossar/")
    assert '<a href="#letter-z">Z</a>' in text
    assert 'id="letter-z"' in text
    assert '<a href="/de/glossar/zunft/">Zunft</a>' in text
    assert '<span class="quiet" lang="it">ètica</span>' in text


@pytest.mark.parametrize("words", ["etica", "ZUNFT", "zunf"])
def test_words_of_either_language_are_found_whatever_their_case_and_accents(few, client, words):
    assert labels(client, f"/de/glossar/?q={words}") == ["Zunft"]


def test_a_synonym_is_found_and_its_words_in_any_order(few, client):
    assert labels(client, "/it/glossar/?q=tempi+quattro") == ["metodo (Germania)"]


def test_a_field_narrows_the_index_and_an_unknown_one_does_not(few, client):
    assert labels(client, "/de/glossar/?field=law") == ["Ärger"]
    assert len(labels(client, "/de/glossar/?field=nonsense")) == 4


def test_where_nothing_is_found_the_page_says_so(few, client):
    text = page(client, "/it/glossar/?q=nulla%3Cb%3E")
    assert "nulla&lt;b&gt;" in text
    assert "nulla<b>" not in text
    assert "Ancora nessuna voce" in text


# --- A term ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "first", "second"), [("de", "de", "it"), ("it", "it", "de")])
def test_a_term_shows_both_sides_the_reader_s_first(house, client, language, first, second):
    term = GlossaryTerm.objects.get(slug=TERM)
    text = page(client, f"/{language}/glossar/{TERM}/")
    side = {each: text.index(f'id="{each}"') for each in ("de", "it")}
    assert side[first] < side[second]
    for each in ("de", "it"):
        assert f'<span lang="{each}">{getattr(term, f"label_{each}")}</span>' in text
        assert getattr(term, f"definition_{each}") in text
    assert getattr(term, f"note_{language}") in text


def test_a_term_says_its_relation_in_words_and_leads_to_its_neighbours(few, client):
    text = page(client, "/it/glossar/azubi/")
    assert "la stessa cosa" in text
    assert '<a href="/it/glossar/zunft/" rel="next">' in text
    assert 'rel="prev"' not in text


def test_a_term_names_its_alternate_in_the_other_language(house, client):
    assert f'hreflang="it" href="http://testserver/it/glossar/{TERM}/"' in page(client, f"/de/glossar/{TERM}/")


@pytest.mark.parametrize("path", ["nothing/", f"{TERM}/more/", "letter-a/"])
def test_what_is_no_term_does_not_exist(house, client, path):
    assert client.get(f"/de/glossar/{path}").status_code == 404


def test_the_pages_move_with_the_glossary(house, client):
    glossary = Glossary.objects.get()
    glossary.slug = "woerter"
    glossary.save()
    assert "Berufsschule" in page(client, f"/de/woerter/{TERM}/")
    assert client.get(f"/de/glossar/{TERM}/").status_code == 404


def test_the_team_alone_is_led_to_the_editor(house):
    term = GlossaryTerm.objects.get(slug=TERM)
    address = f"/admin/glossaryterm/edit/{term.pk}/"
    assert address in page(house.client("edda"), f"/de/glossar/{TERM}/")
    assert address not in page(house.client("ada"), f"/de/glossar/{TERM}/")


# --- Who may read ------------------------------------------------------------------------------------

ADDRESSES = ["/de/glossar/", f"/it/glossar/{TERM}/", "/de/glossar/export.ttl", "/it/glossar/export.tbx"]


@pytest.fixture
def closed(house):
    """The glossary open to the community only."""
    set_audience(Glossary.objects.get(), audience.COMMUNITY, by=house.edda)
    return house


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_glossary_for_the_community_does_not_exist_for_others(closed, address):
    assert {name: closed.client(name).get(address).status_code for name in ("anonymous", "stella", "ada", "kim")} == {
        "anonymous": 404,
        "stella": 404,
        "ada": 200,
        "kim": 200,
    }


def test_the_sitemap_holds_the_terms_of_a_public_glossary_only(house, client):
    address = f"/it/glossar/{TERM}/"
    assert address in page(client, "/sitemap.xml")
    set_audience(Glossary.objects.get(), audience.COMMUNITY, by=house.edda)
    assert "glossar" not in page(client, "/sitemap.xml")


def test_an_unpublished_glossary_has_no_terms(house, client):
    Glossary.objects.get().unpublish()
    assert [client.get(address).status_code for address in ADDRESSES] == [404] * 4


# --- How much is asked -------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [*ADDRESSES, "/sitemap.xml", "/de/praxis/praxis/"])
def test_as_often_for_473_terms_as_for_three_or_one(house, client, address):
    if address == "/de/praxis/praxis/":
        address = house.practices["public"].get_url()
    counts = []
    others = GlossaryTerm.objects.exclude(slug=TERM)
    for keep in (None, 2, 0):
        if keep is not None:
            kept = list(others.values_list("pk", flat=True)[:keep])
            others.exclude(pk__in=kept).delete()
        page(client, address)
        with CaptureQueriesContext(connection) as queries:
            page(client, address)
        counts.append(len(queries))
    assert GlossaryTerm.objects.count() == 1
    assert len(set(counts)) == 1, counts


# --- For the search ----------------------------------------------------------------------------------


def test_certain_pairs_are_the_forms_of_what_is_the_same_or_nearly(few):
    GlossaryTerm.objects.filter(slug="zunft").update(relation="none")
    GlossaryTerm.objects.filter(slug="azubi").update(relation="close", synonyms_de="Lehrling (Handwerk)\nStift")
    assert certain_pairs() == [
        (["Ärger"], ["zampogna"]),
        (["Azubi", "Lehrling", "Stift"], ["apprendista"]),
        (["4-Stufen-Methode"], ["metodo", "quattro tempi"]),
    ]


def test_folding_forgets_case_accents_and_the_kind_of_apostrophe():
    assert fold("Ärger über L’Équipe") == fold("ARGER UBER l'equipe")


# --- The editor --------------------------------------------------------------------------------------


def form(**fields) -> dict:
    names = ("label", "synonyms", "official", "definition", "note", "example")
    texts = {f"{name}_{language}": "" for name in names for language in ("de", "it")}
    filled = {"label_de": "Wort", "label_it": "parola", "definition_de": "Was es ist.", "definition_it": "Che cos’è."}
    return texts | filled | {"slug": "wort", "relation": "exact", "field": "law"} | fields


def said(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_saving_a_term_says_what_is_wrong_with_it_and_keeps_it(few):
    answer = few.client("edda").post("/admin/glossaryterm/new/", form(relation="none", synonyms_de="Zunft"))
    assert GlossaryTerm.objects.filter(slug="wort").exists()
    warnings = "\n".join(said(answer))
    assert "zunft" in warnings
    assert warnings.count("Anmerkung") >= 2


def test_a_term_without_fault_is_saved_without_a_word_about_it(few):
    answer = few.client("edda").post("/admin/glossaryterm/new/", form())
    assert len(said(answer)) == 1


def test_members_do_not_reach_the_terms_in_the_admin(few):
    assert few.client("ada").get("/admin/glossaryterm/").status_code == 404
