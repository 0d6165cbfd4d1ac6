"""Wagtail's own index and menu, as members and strangers to the house meet them."""

from wagtail.search.models import IndexEntry

from tests.cast import canary


def test_wagtails_index_holds_titles_and_no_texts(house):
    texts = "\n".join(
        f"{entry.title_text} {entry.body_text} {entry.autocomplete_text}" for entry in IndexEntry.objects.all()
    )
    assert f"Seite {canary('network_a')}" in texts
    assert "Text Kanarienvogel" not in texts
    assert "Kurz Kanarienvogel" not in texts
    assert "Weg Kanarienvogel" not in texts


def test_a_member_is_led_from_the_admins_home_to_the_own_space(house):
    answer = house.client("ada").get("/admin/")
    assert (answer.status_code, answer["Location"]) == (302, "/de/space/")


def test_the_admin_advertises_nothing(house):
    text = house.client("edda").get("/admin/").content.decode()
    assert "guide.wagtail.org" not in text
    assert "gravatar" not in text
