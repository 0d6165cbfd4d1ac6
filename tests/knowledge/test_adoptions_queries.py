"""Every page that shows adoptions asks the database as often for three as for one."""

from django.utils import timezone

from knowledge.adoptions import actions
from knowledge.models import Adoption
from networks.models import Membership
from tests.cast import fresh, organisation, write_practice
from tests.pages.test_queries import asked


def one_more(house, practice, number):
    """Another adopter of the practice, one that waits, one of another practice by the vineyard."""
    now = timezone.now()
    said = {"adopter_confirmed_at": now, "adopter_confirmed_by": house.berta}
    last = Adoption.objects.filter(source_confirmed_at__isnull=False, practice=practice).last()
    firm = organisation(f"Betrieb {number}")
    Membership.objects.create(network=house.network_b, person=house.berta, organisation=firm)
    Adoption.objects.create(practice=practice, organisation=firm, source_confirmed_at=now, taken_from=last, **said)
    Adoption.objects.create(practice=practice, organisation=organisation(f"Wartend {number}"), **said)
    other = write_practice(house, f"weitere{number}", wished="public")
    actions.confirm(
        actions.declare(other, house.organisations["vineyard"], by=house.user("berta")), by=house.user("carla")
    )


def test_pages_with_adoptions_ask_as_often_for_three_as_for_one(house):
    practice = fresh(house.practices["public"])
    pages = [
        (name, address)
        for name in ("ada", "berta", "carla", "edda")
        for address in (f"/de{practice.get_url()[3:]}", "/de/space/adoptions/", "/de/space/")
    ] + [("anonymous", f"/it{practice.get_url()[3:]}")]
    clients = {name: house.client(name) for name, _address in pages}
    one_more(house, practice, 1)
    with_one = {page: asked(clients[page[0]], page[1]) for page in pages}
    one_more(house, practice, 2)
    one_more(house, practice, 3)
    for name, address in pages:
        with_three = asked(clients[name], address)
        known = with_one[name, address]
        assert len(with_three) == len(known), f"{name} {address}: {len(known)} → {len(with_three)}\n" + "\n".join(
            sorted({sql[:200] for sql in with_three})
        )
