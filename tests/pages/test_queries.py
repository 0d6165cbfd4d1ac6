"""Every page that renders a collection asks the database as often for three items as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.models import BlockUse, BuildingBlock, PracticeLink
from networks.actions import add_member, invite
from networks.models import Body, NetworkIndex
from pages.models import HomeEvent, HomePage
from tests.cast import add_network, organisation, write_news, write_practice
from tests.knowledge.terms import a_term


def one_more(house, number):
    """Another of everything that lists show, in the places where Ada, Carla and Edda look."""
    practice = write_practice(house, f"offen{number}", wished="public")
    block = BuildingBlock.objects.create(practice=practice, title_de=f"Baustein{number}")
    BuildingBlock.objects.create(practice=house.practices["public"], title_de=f"Teil{number}")
    BlockUse.objects.create(practice=house.practices["public"], block=block)
    BlockUse.objects.create(practice=practice, block=house.block)
    PracticeLink.objects.create(practice=house.practices["public"], title_de=f"Film{number}")
    write_practice(house, f"netz{number}", wished="network")
    write_practice(house, f"entwurf{number}", upto="draft")
    write_practice(house, f"koordination{number}", upto="submitted")
    write_practice(house, f"redaktion{number}", upto="network")
    for about in (house.network_a, None):
        write_news(f"Neues{number}", about=about)
    network = add_network(NetworkIndex.objects.get(), f"netz-{number}", f"Netz {number}", f"Rete {number}")
    begins = timezone.now() + timedelta(days=number)
    dates = {"home": HomePage.objects.get(), "starts": begins, "ends": begins, "format": "workshop"}
    HomeEvent.objects.create(**dates, title_de=f"Termin {number}", network=network)
    for kind in Body.Kind:
        Body.objects.create(kind=kind, name_de=f"Stelle {number}", name_it=f"Ente {number}", country="DE")
    a_term(f"praxis-{number}", f"Praxis {number}", f"pratica {number}")
    add_member(network, by=house.edda, person=house.ada, organisation=organisation(f"Firma {number}"))
    add_member(house.network_a, by=house.edda, person=house.stella, organisation=organisation(f"Betrieb {number}"))
    invite(
        house.network_a,
        by=house.edda,
        email=f"neu{number}@example.org",
        first_name="N",
        last_name="N",
        organisation=house.organisations["firm"],
        language="de",
    )


PAGES = [
    ("anonymous", "/de/"),
    ("anonymous", "/it/network/"),
    ("anonymous", "/it/network/steine/"),
    ("anonymous", "/de/praxis/"),
    ("anonymous", "/de/praxis/?q=Praxis"),
    ("anonymous", "/it/search/?q=Praxis"),
    ("anonymous", "/de/feeds/practices/"),
    ("anonymous", "/de/feeds/news/"),
    ("anonymous", "/de/blocks/"),
    ("ada", "/it/blocks/?q=Baustein"),
    ("anonymous", "/de/blocks/{block}/"),
    ("anonymous", "/de/network/steine/{public}/"),
    ("anonymous", "/de/news/"),
    ("anonymous", "/it/news/?network=steine"),
    ("ada", "/de/news/"),
    ("anonymous", "/de/partner/"),
    ("anonymous", "/it/contact/"),
    ("anonymous", "/de/glossar/"),
    ("anonymous", "/it/glossar/innung/"),
    ("anonymous", "/sitemap.xml"),
    ("ada", "/de/"),
    ("ada", "/de/network/steine/"),
    ("ada", "/de/praxis/"),
    ("ada", "/de/space/"),
    ("carla", "/it/space/"),
    ("carla", "/it/space/reviews/"),
    ("carla", "/it/space/networks/{network_a}/people/"),
    ("edda", "/de/space/reviews/"),
    ("edda", "/de/space/translations/"),
]


def asked(client, address) -> list[str]:
    client.get(address)  # what is cached for a process (content types, the site) is asked once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


def test_lists_ask_as_often_for_three_as_for_one(house):
    clients = {name: house.client(name) for name in {name for name, _ in PAGES}}
    house.block = BuildingBlock.objects.create(practice=house.practices["public"], title_de="Baustein")
    places = {"network_a": house.network_a.pk, "public": house.practices["public"].slug, "block": house.block.pk}
    addresses = [(name, address.format(**places)) for name, address in PAGES]
    one_more(house, 1)
    with_one = {key: asked(clients[key[0]], key[1]) for key in addresses}
    one_more(house, 2)
    one_more(house, 3)
    for key in addresses:
        with_three = asked(clients[key[0]], key[1])
        assert len(with_three) == len(with_one[key]), f"{key}: {len(with_one[key])} → {len(with_three)}\n" + "\n".join(
            sorted({sql[:160] for sql in with_three})
        )


def test_a_comparison_asks_as_often_for_three_as_for_two(house):
    three = [write_practice(house, f"offen{number}").pk for number in range(3)]
    client = house.client("anonymous")
    two_asked, three_asked = (
        len(asked(client, "/de/compare/?" + "&".join(f"id={pk}" for pk in chosen))) for chosen in (three[:2], three)
    )
    assert two_asked == three_asked


@pytest.mark.parametrize(
    ("name", "address", "limit"),
    [("anonymous", "/de/", 19), ("anonymous", "/de/praxis/", 27), ("ada", "/de/space/", 18)],
)
def test_a_page_stays_within_its_budget(house, name, address, limit):
    assert len(asked(house.client(name), address)) <= limit
