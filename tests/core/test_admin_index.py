"""Wagtail's own index and menu, as members and strangers to the house meet them."""

from wagtail.search.models import IndexEntry

from tests.cast import canary


def test_wagtails_index_holds_titles_and_no_texts(house):
    rows = [str(row) for row in IndexEntry.objects.values()]
    words = "\n".join(rows).lower()
    assert canary("network_a").lower() in words  # from the title
    assert not [row for row in rows if f"text {canary('network_a')}".lower() in row.lower()]
    assert not any(word in words for word in ("'kurz", "'weg", "'ergebnis", "kurz kanarienvogel", "weg kanarienvogel"))


def test_a_member_is_led_from_the_admins_home_to_the_own_space(house):
    answer = house.client("ada").get("/admin/")
    assert (answer.status_code, answer["Location"]) == (302, "/de/space/")


def test_the_admin_advertises_nothing(house):
    text = house.client("edda").get("/admin/").content.decode()
    assert "guide.wagtail.org" not in text
    assert "gravatar" not in text


def test_beside_the_editor_a_member_finds_ways_that_are_open(house):
    house.client("carla").get(f"/admin/pages/{house.practices['draft'].pk}/edit/")  # in Italian, first
    text = house.client("ada").get(f"/admin/pages/{house.practices['draft'].pk}/edit/").content.decode()
    sidebar = text.partition('id="wagtail-sidebar-props"')[2].partition("</script>")[0]
    assert '"/de/search/"' in sidebar
    assert '"/de/space/"' in sidebar
    assert "explorer" not in sidebar
