"""Home: its two promises, and the dates it announces."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.actions import set_audience
from pages.actions import WELCOME, build_site, fill
from pages.models import HomeEvent, HomePage
from tests.cast import fresh


def body(client, address="/de/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def announce(house, title, *, days=1, lasts=2, **fields) -> HomeEvent:
    starts = timezone.now() + timedelta(days=days)
    fields = {"format": "workshop", "title_de": title, "ends": starts + timedelta(hours=lasts)} | fields
    return HomeEvent.objects.create(home=HomePage.objects.get(), starts=starts, **fields)


def shown(client, address="/de/") -> list[str]:
    return [event.title_de for event in client.get(address).context["events"]]


# --- The promise -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "first"), [("de", "de"), ("it", "it")])
def test_both_promises_stand_one_after_the_other_the_readers_first(house, client, language, first):
    text = body(client, f"/{language}/")
    second = {"de": "it", "it": "de"}[first]

    assert f">{WELCOME[f'promise_{first}']}</h1>" in text
    assert f'lang="{second}"><a href="/{second}/" hreflang="{second}">{WELCOME[f"promise_{second}"]}' in text
    assert WELCOME[f"introduction_{language}"] in text
    assert WELCOME[f"introduction_{second}"] not in text


def test_the_team_says_it_in_its_own_words(house, client):
    fill(HomePage.objects.get(), house.edda, promise_de="Neu & gut", promise_it="", introduction_de="Kurz")

    assert '<h1 class="voice">Neu &amp; gut</h1>' in body(client)
    assert '<h1 class="voice" lang="de">Neu &amp; gut</h1>' in body(client, "/it/")
    assert 'class="voice it"' not in body(client)


def test_building_again_leaves_what_the_team_has_written(house):
    fill(HomePage.objects.get(), house.edda, promise_de="Eigenes")
    build_site()

    assert HomePage.objects.get().promise_de == "Eigenes"


def test_a_home_from_before_gets_its_texts_and_keeps_the_draft_somebody_writes(house):
    home = HomePage.objects.get()
    fill(home, house.edda, **dict.fromkeys(WELCOME, ""))
    home = fresh(home)
    home.heading_de = "Entwurf"
    home.save_revision()

    build_site()

    home = fresh(home)
    draft = home.get_latest_revision_as_object()
    assert (home.heading_de, home.promise_it) == ("ConnActions", WELCOME["promise_it"])
    assert (draft.heading_de, draft.promise_it) == ("Entwurf", WELCOME["promise_it"])
    assert home.has_unpublished_changes


# --- Dates -----------------------------------------------------------------------------------------


def test_the_next_three_are_shown_in_the_order_in_which_they_begin(house, client):
    for title, days in (("vierter", 9), ("zweiter", 2), ("dritter", 3), ("erster", 1)):
        announce(house, title, days=days)

    assert shown(client) == ["erster", "zweiter", "dritter"]


def test_a_date_stays_until_its_end_is_past(house, client):
    announce(house, "läuft", days=-1, lasts=25)
    announce(house, "vorbei", days=-1, lasts=23)

    assert shown(client) == ["läuft"]


def test_without_dates_the_news_stand_alone(house, client):
    assert 'id="dates"' not in body(client)
    announce(house, "da")
    text = body(client)
    assert 'id="dates"' in text
    assert "Termine und Meldungen" in text


def test_a_date_of_a_network_is_shown_to_those_only_who_may_see_the_network(house, client):
    announce(house, "Steintag", network=house.network_a)
    assert shown(client) == ["Steintag"]

    set_audience(fresh(house.network_a), house.token("network_a"), by=house.edda)

    assert shown(client) == []
    assert "Steintag" not in body(client)
    assert shown(house.client("berta")) == []
    assert shown(house.client("ada")) == ["Steintag"]


def test_a_date_shows_format_place_and_link_and_falls_back_to_the_other_language(house, client):
    announce(house, "Nur deutsch", place_de="Mainz", link="https://example.org/mainz", online=True)
    text = body(client, "/it/")

    assert '<h3 lang="de"><a href="https://example.org/mainz" rel="noopener">Nur deutsch</a></h3>' in text
    assert '<p class="quiet" lang="de">Mainz</p>' in text
    assert ">Workshop</span>" in text


def test_a_date_of_several_days_says_its_last(house, client):
    starts = timezone.make_aware(timezone.datetime(2090, 4, 6, 10))
    fields = {"starts": starts, "ends": starts + timedelta(days=2), "format": "workshop", "title_de": "Lang"}
    HomeEvent.objects.create(home=HomePage.objects.get(), **fields)

    assert "bis 8. April" in body(client)
    assert "fino all’8 aprile" in body(client, "/it/")


def test_the_database_refuses_a_date_that_ends_before_it_begins(house):
    with pytest.raises(IntegrityError), transaction.atomic():
        announce(house, "rückwärts", lasts=-1)


def test_the_editor_keeps_dates_as_rows_of_home(house):
    announce(house, "Zeile")
    home = HomePage.objects.get()
    assert "Zeile" in house.client("edda").get(f"/admin/pages/{home.pk}/edit/").content.decode()

    home.save_revision().publish()

    assert [event.title_de for event in HomePage.objects.get().events.all()] == ["Zeile"]
