"""News: what a piece shows, the list, the feed, what goes live when, and who may read it."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from core import audience
from core.actions import set_audience
from core.bilingual import State
from core.errors import FilesTooNarrow
from core.models import Page, SiteImage
from core.scheduled import publish_due
from knowledge.models import Tag
from pages.contexts import PER_PAGE
from pages.models import News, NewsIndex
from tests.cast import add_network, canary, fresh, picture, publish, write_news

ATOM = "{http://www.w3.org/2005/Atom}"


def body(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def listed(client, address="/de/news/") -> list[str]:
    """The headings in the order in which the list shows them, one word each."""
    return [piece.heading_de.split()[-1] for piece in client.get(address).context["news"]]


@pytest.fixture
def no_news(house):
    """The cast without its own news."""
    index = NewsIndex.objects.get()
    for piece in news_of(index):
        piece.delete()
    return house


def news_of(index):
    return News.objects.child_of(index)


# --- One piece -----------------------------------------------------------------------------------


def test_the_section_is_built_once_and_stands_in_the_menu(house, client):
    index = NewsIndex.objects.get()

    assert (index.slug, index.heading_de, index.heading_it) == ("news", "Aktuelles", "Notizie")
    assert 'href="/it/news/"' in body(client, "/it/")


def test_a_piece_shows_date_author_network_picture_with_its_description_and_tags(house, client):
    image = SiteImage.objects.create(title="B", file=picture(), token="public", uploaded_by_user=house.edda)
    piece = write_news(
        "Alles",
        date=date(2026, 3, 2),
        author=house.edda,
        about=house.network_a,
        picture=image,
        picture_text_de="Ein Bild für den Test",
    )
    piece.tags.set([Tag.objects.create(name="Schulung", label_de="Schulung", label_it="formazione")])
    publish(piece)

    text = body(client, f"/de/news/{piece.slug}/")

    for word in ("2. März 2026", "Edda Beispiel", "Steine", 'alt="Ein Bild für den Test"', "Schulung", "Kurz Alles"):
        assert word in text, word
    assert "formazione" in body(client, f"/it/news/{piece.slug}/")


@pytest.mark.parametrize(
    ("person", "name", "shown"), [(True, "", "Edda Beispiel"), (True, "X", "Edda Beispiel"), (False, "X", "X")]
)
def test_the_author_is_the_person_or_else_what_was_written(house, person, name, shown):
    assert News(author=house.edda if person else None, author_name=name).byline == shown


def test_a_person_without_a_name_is_not_shown_by_address(house):
    house.edda.first_name = house.edda.last_name = ""

    assert News(author=house.edda).byline == ""


def test_lists_show_the_summary_or_else_the_beginning_of_the_text(db):
    long = News(body_de="<p>" + "Wort " * 100 + "</p><p>Ende</p>")

    assert News(summary_de="Kurz", body_de="<p>Text</p>").teaser == "Kurz"
    assert News(body_de="<p>Eins</p><p>&amp; zwei</p>").teaser == "Eins & zwei"
    assert len(long.teaser) <= 220
    assert long.teaser.endswith("Wort…")


def test_a_missing_translation_is_said_in_the_readers_language_and_stands_in_the_work_list(house, client):
    piece = write_news("Nurdeutsch")

    assert piece.translation_state == State.MISSING
    assert '<h1 lang="de">' in body(client, f"/it/news/{piece.slug}/")
    assert 'class="notice warn"' in body(client, f"/it/news/{piece.slug}/")
    assert 'class="notice warn"' not in body(client, f"/de/news/{piece.slug}/")
    work = body(house.client("edda"), "/de/space/translations/?type=news")
    assert "Nurdeutsch" in work


def test_the_work_list_knows_the_network_a_piece_is_about(house):
    write_news("Steinerne", about=house.network_a)
    write_news("Ohnenetz")
    client, address = house.client("edda"), "/de/space/translations/?type=news&network="

    assert "Steinerne" in body(client, f"{address}{house.network_a.pk}")
    assert "Ohnenetz" not in body(client, f"{address}{house.network_a.pk}")
    assert "Steinerne" not in body(client, f"{address}{house.network_b.pk}")


def test_search_finds_a_piece_by_its_text_and_by_its_tag(house, client):
    piece = write_news("Suchwort")
    piece.tags.set([Tag.objects.create(name="Etikett", label_de="Etikett", label_it="etichetta")])
    publish(piece)

    for query in ("Suchwort", "etichetta"):
        assert "Nachricht Suchwort" in body(client, f"/de/search/?q={query}")


# --- The list ------------------------------------------------------------------------------------


def test_the_list_is_by_date_newest_first_whatever_was_written_last(no_news, client):
    write_news("zweite", date=date(2025, 5, 1))
    write_news("dritte", date=date(2024, 12, 31))
    write_news("erste", date=date(2026, 1, 1))

    assert listed(client) == ["erste", "zweite", "dritte"]


def test_the_list_is_filtered_by_year_and_by_network_and_nonsense_filters_nothing(no_news, client):
    write_news("steine26", date=date(2026, 1, 1), about=no_news.network_a)
    write_news("reben26", date=date(2026, 1, 2), about=no_news.network_b)
    write_news("steine25", date=date(2025, 1, 1), about=no_news.network_a)

    assert listed(client, "/de/news/?year=2026") == ["reben26", "steine26"]
    assert listed(client, "/de/news/?network=steine") == ["steine26", "steine25"]
    assert listed(client, "/de/news/?network=steine&year=2025") == ["steine25"]
    for query in ("year=²", "year=99999999999999999999", "year=", "network=nirgends", "page=-1"):
        assert listed(client, f"/de/news/?{query}") == ["reben26", "steine26", "steine25"], query


def test_the_list_has_pages(no_news, client):
    for number in range(PER_PAGE + 1):
        write_news(f"n{number:02}", date=date(2026, 1, 1) + timedelta(days=number))

    assert len(listed(client)) == PER_PAGE
    assert listed(client, "/de/news/?page=2") == ["n00"]


def test_an_empty_list_says_so(no_news, client):
    assert 'class="empty"' in body(client, "/de/news/")
    assert 'id="news"' not in body(client, "/de/")


def test_home_and_network_show_the_three_newest(no_news, client):
    for number in range(4):
        write_news(f"n{number}", date=date(2026, 1, 1 + number), about=no_news.network_a)
    write_news("andere", date=date(2026, 2, 1), about=no_news.network_b)

    assert listed(client, "/de/") == ["andere", "n3", "n2"]
    assert listed(client, "/de/network/steine/") == ["n3", "n2", "n1"]
    assert 'href="/de/news/?network=steine"' in body(client, "/de/network/steine/")


def test_the_number_of_questions_does_not_grow_with_the_networks(no_news, client):
    def asked() -> int:
        body(client, "/de/news/")
        with CaptureQueriesContext(connection) as queries:
            body(client, "/de/news/")
        return len(queries)

    write_news("eins", about=no_news.network_a)
    before = asked()
    index = no_news.network_a.get_parent().specific
    for number in range(2):
        write_news(f"n{number}", about=add_network(index, f"netz-{number}", f"N{number}", f"R{number}"))

    assert asked() == before


# --- Feed ----------------------------------------------------------------------------------------


def test_the_feed_is_atom_in_the_language_of_its_address(no_news, client):
    write_news("Glocke\x08", heading_it="Campana", date=date(2026, 1, 1))

    for language, heading in (("de", "Nachricht Glocke"), ("it", "Campana")):
        answer = client.get(f"/{language}/feeds/news/")
        feed = ET.fromstring(answer.content)
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [heading]
        assert f"/{language}/news/" in feed.find(f"{ATOM}entry/{ATOM}link").get("href")


def test_the_feed_holds_what_is_public_whoever_asks(house):
    text = house.client("edda").get("/de/feeds/news/").content.decode()

    assert canary("news_public") in text
    assert canary("news_community") not in text


# --- When and for whom ---------------------------------------------------------------------------


def test_a_scheduled_piece_appears_everywhere_at_its_time_and_not_before(no_news, client):
    piece = News(heading_de="Nachricht bald", go_live_at=timezone.now() + timedelta(hours=1), live=False)
    NewsIndex.objects.get().add_child(instance=piece)
    publish(piece)
    places = ("/de/", "/de/news/", "/de/feeds/news/", "/de/search/?q=bald", "/sitemap.xml")

    publish_due()
    assert not [place for place in places if "Nachricht bald" in body(client, place) or "/bald" in body(client, place)]
    assert client.get("/de/news/nachricht-bald/").status_code == 404

    past = timezone.now() - timedelta(seconds=1)
    revision = Revision.objects.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at, revision.content["go_live_at"] = past, past.isoformat()
    revision.save()
    publish_due()
    assert [place for place in places if "nachricht-bald" in body(client, place)] == list(places)


def test_news_are_public_until_the_team_says_otherwise(house, client):
    piece = write_news("Offen")
    assert piece.token == audience.PUBLIC

    set_audience(piece, audience.COMMUNITY, by=house.edda)

    assert client.get(f"/de/news/{piece.slug}/").status_code == 404
    assert "Offen" in body(house.client("ada"), f"/de/news/{piece.slug}/")


def test_a_picture_that_fewer_may_see_is_refused(house):
    image = SiteImage.objects.create(title="B", file=picture(), token="committee", uploaded_by_user=house.edda)

    with pytest.raises(FilesTooNarrow):
        write_news("Bild", picture=image)


def test_a_network_the_reader_may_not_know_is_not_named(house, client):
    piece = write_news("Diskret", about=house.network_a)
    set_audience(fresh(house.network_a), house.token("network_a"), by=house.edda)

    for address in ("/de/news/", "/de/", f"/de/news/{piece.slug}/", "/de/feeds/news/"):
        assert "Steine" not in body(client, address), address
    assert listed(client, "/de/news/?network=steine") == listed(client)
    assert "Steine" in body(house.client("ada"), f"/de/news/{piece.slug}/")


@pytest.mark.parametrize("name", ["ada", "carla", "kim", "stella"])
def test_only_the_team_writes_news(house, name):
    index = NewsIndex.objects.get()
    address = f"/admin/pages/add/pages/news/{index.pk}/"

    assert house.client(name).get(address).status_code in {302, 403, 404}
    assert house.client("edda").get(address).status_code == 200
    assert Page.objects.child_of(index).count() == len(house.news)


def test_the_language_switch_says_that_the_other_language_is_missing(house):
    piece = write_news("deutsch")
    switch = '<span class="join gap" aria-hidden="true"></span>'
    german = body(house.client("anonymous"), f"/de/news/{piece.slug}/")
    assert german.count(switch) == german.count("Italiano</a><em>fehlt</em>") == 2  # head and foot
    assert "</a><em>" not in body(house.client("anonymous"), f"/it/news/{piece.slug}/")
