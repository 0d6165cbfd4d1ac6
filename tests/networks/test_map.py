"""The map of home: every region in its place, and only what this reader may see is joined."""

import re
from itertools import pairwise

import pytest
from django.core.cache import cache
from django.utils.translation import override

from core.models import Page
from core.regions import region_codes
from networks.map import PLACES, SEAT, WIDTH, draw, region_map, seats_of
from networks.models import Network, NetworkRegion

SIX = (
    (("geschmack-gruendet", 0), ("DE-NI", "IT-25")),
    (("gueter-im-fluss", 1), ("DE-BY", "IT-45")),
    (("hand-und-code", 2), ("DE-RP", "IT-72")),
    (("klar-sehen", 3), ("DE-BB", "DE-TH", "IT-34", "IT-36", "IT-32")),
    (("rebe-im-wandel", 4), ("DE-RP", "IT-52")),
    (("stein-und-zukunft", 5), ("DE-SN", "IT-52")),
)


@pytest.fixture
def joined(house):
    """Steine joins Sachsen with Toscana, Reben joins Rheinland-Pfalz with Sicilia; Reben is for its members only."""
    name_regions(house.network_a, "DE-SN", "IT-52")
    name_regions(house.network_b, "DE-RP", "IT-82")
    Page.objects.filter(pk=house.network_b.pk).update(token=house.token("network_b"))
    cache.clear()
    return house


def name_regions(network, *codes):
    NetworkRegion.objects.bulk_create(NetworkRegion(network=network, code=code) for code in codes)


def map_of(answer) -> str:
    return re.search(r'<figure class="hero-map">.*?</figure>', answer.content.decode(), re.S)[0]


def test_every_land_and_every_region_has_one_place_and_shares_it_with_none():
    assert set(PLACES) == {*region_codes("DE"), *region_codes("IT")}
    places = [(code[:2], column, row) for code, (column, row, _short) in PLACES.items()]
    assert len(set(places)) == len(places) == 36
    short = [(code[:2], short) for code, (_column, _row, short) in PLACES.items()]
    assert len(set(short)) == 36


def test_neighbours_in_a_row_are_two_columns_apart():
    for country in ("DE", "IT"):
        rows = {}
        for code, (column, row, _short) in PLACES.items():
            if code.startswith(country):
                rows.setdefault(row, []).append(column)
        for columns in rows.values():
            columns.sort()
            assert all(b - a >= 2 for a, b in pairwise(columns))


def test_a_land_is_named_by_its_own_code():
    assert all(short == code[3:] for code, (_column, _row, short) in PLACES.items() if code.startswith("DE"))


def test_what_is_joined_is_named_and_the_rest_are_points():
    with override("de"):
        drawn = draw(SIX, "de")
    assert re.findall(r'class="m-tile"><title>([^<]+)', drawn) == [
        "Brandenburg",
        "Bayern",
        "Niedersachsen",
        "Rheinland-Pfalz",
        "Sachsen",
        "Thüringen",
    ]
    assert len(re.findall(r'class="m-tile it"', drawn)) == 7
    assert len(re.findall(r'class="m-off"', drawn)) == 10
    assert len(re.findall(r'class="m-off it"', drawn)) == 13
    assert sum(path.count("M") for path in re.findall(r'<path d="([^"]+)"/><circle', drawn)) == 15  # a line per region
    assert "style=" not in drawn


def test_the_map_says_in_a_sentence_what_it_shows():
    with override("de"):
        title = re.search(r'<title id="map-title">([^<]+)', draw(SIX, "de"))[1]
    assert re.findall(r"\d+", title) == ["6", "6", "16", "7", "20"]


@pytest.mark.parametrize("count", [1, 3, 6, 7, 13])
def test_no_emblem_covers_another_or_leaves_the_picture(count):
    seats = list(seats_of([(f"netz-{i}", ("DE-SN", "IT-52")) for i in range(count)]).values())
    assert len(seats) == count
    for i, (x, y) in enumerate(seats):
        assert SEAT <= x <= WIDTH - SEAT
        assert all((x - a) ** 2 + (y - b) ** 2 >= (2 * SEAT) ** 2 for a, b in seats[:i])


def test_a_network_that_the_reader_may_not_see_is_neither_in_the_picture_nor_in_the_table(joined):
    for name in ("anonymous", "ada", "kim"):
        shown = map_of(joined.client(name).get("/de/"))
        assert "Sachsen (SN)" in shown
        assert ">TOS<" in shown
        for hidden in ("Reben", "Rheinland", ">RP<", "Sizilien", ">SIC<"):
            assert hidden not in shown, (name, hidden)
    shown = map_of(joined.client("berta").get("/de/"))
    assert all(word in shown for word in ("Reben", "Rheinland-Pfalz (RP)", "Sizilien (SIC)", ">RP<", ">SIC<"))


def test_the_table_speaks_the_readers_language_and_begins_with_the_readers_country(joined):
    german, italian = (map_of(joined.client("anonymous").get(f"/{language}/")) for language in ("de", "it"))
    assert re.findall(r"<td[^>]*>([^<]+)", german) == ["Sachsen (SN)", "Toskana (TOS)"]
    assert re.findall(r"<td[^>]*>([^<]+)", italian) == ["Toscana (TOS)", "Sassonia (SN)"]
    assert re.search(r'<th scope="row"><a href="/it/network/steine/">Pietre', italian)


def test_without_a_joined_region_there_is_no_map(house):
    assert region_map(Network.objects.prefetch_related("regions")) is None
    assert 'class="hero-map"' not in house.client("anonymous").get("/it/").content.decode()


def test_more_networks_do_not_ask_the_database_more_often(joined, django_assert_num_queries):
    networks = list(Network.objects.prefetch_related("regions"))
    with django_assert_num_queries(0):
        assert len(region_map(networks)["rows"]) == 2
