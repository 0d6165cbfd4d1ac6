"""The page itself: its HTML, its questions to the database, its feed, what no cache keeps."""

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.page_cache import Question as Cached
from core.models import SiteDocument
from knowledge.models import BuildingBlock, Tag, Topic
from search.models import SavedSearch
from tests.cast import canary, publish, text_of, write_news, write_practice

ATOM = "{http://www.w3.org/2005/Atom}"


def asked(client, address) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


def one_more(house, number):
    practice = write_practice(house, f"offen{number}", wished="public")
    practice.blocks = [BuildingBlock(title_de=f"Praxis als Baustein {number}")]
    practice.topics = [Topic.objects.first()]
    practice.tags.set([Tag.objects.create(name=f"Wort{number}", slug=f"wort{number}")])
    publish(practice)
    write_news(f"Praxis{number}", token="public", about=house.network_a)
    SiteDocument.objects.filter(pk=house.documents["public"].pk).update(title=f"Praxis {number}")


@pytest.mark.parametrize(
    ("actor", "address"),
    [
        ("anonymous", "/de/search/?q=Praxis"),
        ("ada", "/it/search/?q=Praxis&country=DE"),
        ("anonymous", "/de/search/"),
        ("anonymous", "/de/search/suggestions/?q=prax"),
        ("anonymous", "/de/search/feed/?q=Praxis"),
    ],
)
def test_many_hits_ask_as_often_as_few(house, search_index, actor, address):
    client = house.client(actor)
    one_more(house, 1)
    search_index()
    few = asked(client, address)
    one_more(house, 2)
    one_more(house, 3)
    search_index()
    many = asked(client, address)
    assert len(many) <= len(few), "\n".join(sorted({sql[:160] for sql in many}))
    assert len(many) < 90


def test_saved_searches_ask_as_often_for_three_as_for_one(house, search_index):
    client, counts = house.client("ada"), []
    for number in range(3):
        SavedSearch.objects.create(user=house.user("ada"), name="x", query=f"q=x{number}", language="de")
        counts.append(len(asked(client, "/de/space/searches/")))
    assert counts[0] == counts[-1]


def test_the_page_says_what_was_found_and_keeps_what_was_asked(house, search_index, client):
    word = canary("practice_public")
    page = text_of(client.get(f"/de/search/?q={word}&kind=practice&sort=date"))
    assert f'value="{word}"' in page
    assert f"1 Treffer für „{word}“" in page
    assert f"<mark>{word}</mark>" in page
    assert re.search(r'id="kind-practice" name="kind" value="practice" checked', page)
    assert f'href="/de/search/?q={word}&amp;sort=date"' in page  # without filters
    assert 'hreflang="it"' in page


def test_what_exists_in_german_only_is_marked_for_italians(house, search_index, client):
    page = text_of(client.get(f"/it/search/?q={canary('practice_public')}"))
    assert "in tedesco" in page
    assert '<h3 lang="de">' in page


def test_a_question_is_no_markup(house, search_index, client):
    for query in ('"><script>alert(1)</script>', "<mark>Praxis", "{{ 7 }}"):
        page = text_of(client.get("/de/search/", {"q": query}))
        assert "<script>alert" not in page
        assert '<mark>Praxis"' not in page


@pytest.mark.parametrize(
    "query", ["page=abc", "page=-1", "q=" + "x" * 3000, "kind=zzz&kind=zzz", "q=a&q=b", "sort=zzz"]
)
def test_a_strange_address_is_answered(house, search_index, client, query):
    for address in ("search/", "search/feed/", "search/suggestions/"):
        assert client.get(f"/de/{address}?{query}").status_code == 200


def test_saving_is_offered_to_those_who_are_signed_in(house, search_index, client):
    assert "/search/save/" not in text_of(client.get("/de/search/?q=Praxis"))
    assert 'action="/de/search/save/"' in text_of(house.client("stella").get("/de/search/?q=Praxis"))


def test_no_cache_keeps_an_answer(house, search_index, client):
    assert client.get("/de/search/?q=Praxis")["Cache-Control"] == "private, no-cache"
    for path, query in (("/de/search/", b""), ("/it/search/", b"year=2026"), ("/de/search/suggestions/", b"")):
        assert Cached.of({"path": path, "query_string": query, "method": "GET", "headers": []}) is None


def test_without_scripts_the_form_has_all_it_needs(house, search_index, client):
    page = text_of(client.get("/de/search/?q=Praxis&sort=date"))
    form = page.partition('<form class="facets"')[2].partition("</form>")[0]
    assert '<input type="hidden" name="q" value="Praxis">' in form
    assert '<input type="hidden" name="sort" value="date">' in form
    assert '<button class="btn">' in form


# --- Feed ---------------------------------------------------------------------------------------------


def test_a_search_is_a_feed_in_its_language(house, search_index, client):
    page = text_of(client.get("/it/search/?q=Praxis&kind=practice"))
    address = re.search(r'application/atom\+xml" title="[^"]+" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert address == "/it/search/feed/?q=Praxis&kind=practice"
    feed = ElementTree.fromstring(client.get(address).content)
    assert feed.findtext(f"{ATOM}title") == "ConnActions: ricerca di «Praxis»"
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == f"Praxis {canary('practice_public')}"
    assert entry.find(f"{ATOM}link").get("href").startswith("http://testserver/it/")
    assert "<mark>" not in entry.findtext(f"{ATOM}summary")


def test_a_feed_is_not_answered_incompletely(house, client):
    """There is no index."""
    answer = client.get("/de/search/feed/?q=Praxis")
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
