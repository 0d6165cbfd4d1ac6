"""Law 2: the state of a translation follows from the texts alone."""

import pytest
from django.utils import translation

from core import bilingual
from core.bilingual import State
from pages.models import StandardPage
from tests.cast import fresh, publish


def a_page(house, **texts):
    house.home.refresh_from_db()
    page = StandardPage(**{"source_language": "de", "heading_de": "Titel", "body_de": "<p>Text</p>"} | texts)
    house.home.add_child(instance=page)
    return publish(page)


def test_without_the_other_language_it_is_missing(house):
    assert a_page(house).translation_state == State.MISSING


def test_a_part_that_is_missing_counts_as_missing(house):
    assert a_page(house, heading_it="Titolo").translation_state == State.MISSING


def test_with_both_it_is_current(house):
    assert a_page(house, heading_it="Titolo", body_it="<p>Testo</p>").translation_state == State.CURRENT


@pytest.fixture
def translated(house):
    return fresh(a_page(house, heading_it="Titolo", body_it="<p>Testo</p>"))


def test_when_the_source_moves_on_it_is_outdated_and_when_the_translation_follows_current_again(translated):
    translated.body_de = "<p>Neuer Text</p>"
    publish(translated)
    assert fresh(translated).translation_state == State.OUTDATED
    page = fresh(translated)
    page.body_it = "<p>Nuovo testo</p>"
    publish(page)
    assert fresh(page).translation_state == State.CURRENT


def test_somebody_can_say_that_the_translation_still_holds(translated):
    translated.body_de = "<p>Text!</p>"
    translated.confirm_translation()
    publish(translated)
    assert fresh(translated).translation_state == State.CURRENT


def test_a_revert_brings_back_texts_and_state_together(translated):
    before = translated.latest_revision
    translated.body_de = "<p>Neuer Text</p>"
    publish(translated)
    before.publish()
    assert fresh(translated).translation_state == State.CURRENT


def test_a_reader_gets_the_other_language_where_the_own_is_empty(house):
    page = a_page(house)
    with translation.override("it"):
        assert (bilingual.read(page, "heading"), bilingual.language_of(page, "heading")) == ("Titel", "de")
        assert bilingual.fallback_fields(page) == ["heading", "body"]


def test_what_an_empty_editor_leaves_is_empty():
    assert bilingual.is_empty('<p data-block-key="x"></p>')
    assert not bilingual.is_empty('<p data-block-key="x">a</p>')


def test_a_fallback_carries_its_language_on_the_page(house, client):
    text = client.get("/it" + a_page(house).get_url()[3:]).content.decode()
    assert 'lang="de"' in text.partition("<main")[2]


def test_the_work_list_shows_what_is_missing_or_outdated_by_type_and_network(house):
    client = house.client("edda")
    practice = house.practices["network"]
    everything = client.get("/de/space/translations/").context["rows"]
    assert practice.pk in {row["record"].pk for row in everything if row["is_practice"]}
    of_b = client.get(f"/de/space/translations/?network={house.network_b.pk}").context["rows"]
    assert practice.pk not in {row["record"].pk for row in of_b}
    only_outdated = client.get("/de/space/translations/?state=outdated").context["rows"]
    assert only_outdated == []
    pages = client.get("/de/space/translations/?type=pages").context["rows"]
    assert {type(row["record"]) for row in pages} == {StandardPage}
