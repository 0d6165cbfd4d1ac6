"""Open Graph: what a page says of itself where it is shared, and who gets its picture and an emblem's file."""

import re
from io import BytesIO

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override
from PIL import Image

from config.page_cache import Question
from core import social as drawing
from core.actions import set_audience
from pages.social import card_of
from tests.cast import AUDIENCES, MAY_SEE, add_network, fresh, picture_of, publish, write_news


def head_of(client, address) -> dict:
    """The meta elements of a page by name."""
    text = client.get(address).content.decode()
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text))


def test_a_public_page_says_what_it_is(house):
    news = write_news("Lese", about=house.network_a)
    address = f"/de{news.get_url()[3:]}"
    head = head_of(house.client("anonymous"), address)
    assert head["og:title"] == "Nachricht Lese"
    assert head["og:description"] == "Kurz Lese"
    assert head["og:type"] == "article"
    assert head["og:url"] == f"http://testserver{address}"
    assert head["og:site_name"] == "ConnActions"
    assert (head["og:locale"], head["og:locale:alternate"]) == ("de_DE", "it_IT")
    assert head["article:published_time"] == news.date.isoformat()
    assert head["og:image"] == f"http://testserver{picture_of(news)}"
    assert (head["og:image:type"], head["og:image:width"], head["og:image:height"]) == ("image/png", "1200", "630")
    assert head["og:image:alt"].startswith("Aktuelles · ")
    assert head["og:image:alt"].endswith(" – Nachricht Lese – Steine")
    assert head["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("name", [name for name in AUDIENCES if name != "public"])
def test_a_page_for_some_names_no_picture(house, name):
    for reader in MAY_SEE[name]:
        head = head_of(house.client(reader), f"/de{house.pages[name].get_url()[3:]}")
        assert "og:image" not in head


def test_pages_that_are_no_pages_of_the_tree_have_none(house):
    assert "og:image" not in head_of(house.client("anonymous"), "/de/search/")
    assert "og:image" not in head_of(house.client("anonymous"), "/de/nirgends/")


def test_the_picture_is_a_png_that_may_be_kept_for_long(house):
    answer = house.client("anonymous").get(picture_of(house.practices["public"]))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=604800, immutable"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)


def test_a_picture_for_some_is_kept_by_nobody(house):
    answer = house.client("ada").get(picture_of(house.pages["network_a"]))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_each_language_has_its_own_picture(house):
    german, italian = (picture_of(house.network_a, language) for language in ("de", "it"))
    assert (german[:4], italian[:4]) == ("/de/", "/it/")
    pictures = {house.client("anonymous").get(address).content for address in (german, italian)}
    assert len(pictures) == 2


def test_the_language_of_the_address_counts_not_the_readers(house):
    assert house.client("berta").get(picture_of(house.network_b, "de")).status_code == 200


def test_a_new_title_has_a_new_address_and_the_old_one_leads_there(house):
    page = house.pages["public"]
    old = picture_of(page)
    page.heading_de = "Ein anderer Titel"
    new = picture_of(fresh(publish(page)))
    assert old != new
    answer = house.client("anonymous").get(old)
    assert (answer.status_code, answer.headers["Location"]) == (302, new)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_an_old_version_of_a_page_for_some_leads_strangers_nowhere(house):
    page = house.pages["network_a"]
    assert house.client("stella").get(f"/de/social/{page.pk}-0.png").status_code == 404


def test_what_has_been_closed_is_closed_at_the_next_request(house):
    address = picture_of(house.pages["public"])
    assert house.client("anonymous").get(address).status_code == 200
    set_audience(house.pages["public"], "committee", by=house.edda)
    assert house.client("anonymous").get(address).status_code == 404
    assert house.client("kim").get(address).status_code == 200


def test_drafts_and_the_root_have_no_picture(house):
    for page in (house.practices["draft"], house.home.get_parent().specific):
        for reader in ("anonymous", "ada", "root"):
            assert house.client(reader).get(f"/de/social/{page.pk}-0.png").status_code == 404


def test_a_network_is_named_only_where_every_reader_may_see_it(house):
    with override("de"):
        about_a = write_news("A", about=house.network_a)
        assert card_of(fresh(about_a)).network == "Steine"
        set_audience(house.network_a, "community", by=house.edda)
        assert card_of(fresh(about_a)).network == ""
        assert card_of(fresh(about_a)).seed == ""
        assert card_of(fresh(house.pages["network_a"])).network == "Steine"


def test_while_another_picture_is_being_drawn_one_is_asked_to_come_again(house, monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(drawing.pictures, "patience", 0.01)
    with drawing.pictures.drawing:
        answer = house.client("anonymous").get(picture_of(house.home))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_an_emblem_is_a_file_for_whoever_sees_its_network(house, kind):
    address = f"/emblem/{house.network_a.pk}.{kind}"
    answer = house.client("anonymous").get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="steine.{kind}"'
    assert answer.headers["Cache-Control"] == "public, max-age=604800, immutable"
    set_audience(house.network_a, "community", by=house.edda)
    assert house.client("anonymous").get(address).status_code == 404
    assert house.client("ada").get(address).headers["Cache-Control"] == "private, no-store"


def test_an_emblem_comes_in_no_other_form(house):
    assert house.client("anonymous").get(f"/emblem/{house.network_a.pk}.gif").status_code == 404
    assert house.client("anonymous").get(f"/emblem/{house.home.pk}.svg").status_code == 404


def test_a_networks_page_offers_its_emblem(house):
    text = house.client("anonymous").get(house.network_a.get_url()).content.decode()
    assert f'href="/emblem/{house.network_a.pk}.svg"' in text
    assert f'href="/emblem/{house.network_a.pk}.png"' in text


def test_a_renamed_network_keeps_the_emblem_of_its_file(house):
    network = add_network(house.network_a.get_parent().specific, "alt", "Alt", "Vecchio")
    before = house.client("anonymous").get(f"/emblem/{network.pk}.svg").content
    network.slug = "neu"
    publish(network)
    assert house.client("anonymous").get(f"/emblem/{network.pk}.svg").content == before


def test_pictures_stay_out_of_the_page_cache(house):
    scope = {"method": "GET", "query_string": b"", "headers": [], "scheme": "http"}
    assert Question.of(scope | {"path": "/de/"}) is not None
    assert Question.of(scope | {"path": picture_of(house.home)}) is None
    assert Question.of(scope | {"path": f"/emblem/{house.network_a.pk}.svg"}) is None


@pytest.mark.parametrize("name", ["home", "library", "network_a"])
def test_the_head_asks_the_database_nothing(house, name, django_assert_num_queries):
    page = fresh(getattr(house, name))
    context = Context({"page": page, "request": RequestFactory().get("/de/")})
    with override("de"), django_assert_num_queries(0):
        assert "og:image" in Template("{% load social %}{% social %}").render(context)
