"""The living style page: for development only, in both languages, with contrasts that suffice."""

import pytest

from pages import style


@pytest.mark.parametrize("language", ["de", "it"])
def test_the_style_page_shows_every_part(house, client, language):
    answer = client.get(f"/{language}/style/")
    assert answer.status_code == 200
    assert [part["key"] for part in answer.context["parts"] if f'id="part-{part["key"]}"' not in answer.text] == []


@pytest.mark.parametrize("language", ["de", "it"])
def test_every_kind_of_mail_is_shown(house, client, language):
    mails = client.get(f"/{language}/style/mail/").context["mails"]
    assert len(mails) > 5
    for mail in mails:
        answer = client.get(f"/{language}/style/mail/{mail.kind}/")
        assert (answer.status_code, "</html>" in answer.text) == (200, True), mail.kind
    assert client.get(f"/{language}/style/mail/no-such-kind/").status_code == 404


@pytest.mark.parametrize("address", ["/de/style/", "/de/style/mail/", "/de/style/mail/invitation/"])
def test_a_production_site_has_no_style_page(house, client, settings, address):
    settings.PRODUCTION = True
    settings.SECURE_SSL_REDIRECT = False
    assert client.get(address).status_code == 404


def test_the_style_page_saves_nothing(house, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(60) as queries:
        client.get("/de/style/")
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []


def test_every_pair_of_colours_has_the_contrast_it_needs():
    assert [row for row in style.contrasts(style.colours()) if not row["enough"]] == []


def test_the_contrast_of_black_on_white_is_the_highest_there_is():
    assert (style.contrast("#000000", "#ffffff"), style.contrast("#777777", "#777777")) == (21.0, 1.0)
