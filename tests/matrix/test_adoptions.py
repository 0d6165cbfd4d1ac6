"""The matrix for the ledger: what both sides have confirmed is read with its practice, the rest by them and team."""

import pytest

from accounts.models import Notification
from accounts.notifications import letter_for
from knowledge.adoptions import actions
from knowledge.models import Adoption, BuildingBlock, GoodPractice
from tests.cast import ACTORS, MAY_SEE, PEOPLE, canary, fresh
from tests.matrix.test_reading import asks_once, words

AUDIENCE_OF = {"public": "public", "community": "community", "network": "network_a"}
TEAM = {"edda", "root"}
PARTIES = {"berta", "bruno", "ada", "moritz", "carla"}  # the vineyard's people; author, coordinator, the firm's people


@pytest.fixture
def ledger(house):
    """Of each practice one adoption that both sides have confirmed, and one of a block that waits."""
    found = {}
    vineyard = house.organisations["vineyard"]
    for key in AUDIENCE_OF:
        GoodPractice.objects.filter(pk=house.practices[key].pk).update(responsible=house.organisations["firm"])
        practice = fresh(house.practices[key])
        said = {"practice": practice, "organisation": vineyard, "adopter_confirmed_by": house.berta}
        said["adopter_confirmed_at"] = practice.first_published_at
        found[key, "confirmed"] = Adoption.objects.create(
            changed_de=canary(f"confirmed_{key}"),
            contact=canary(f"contact_{key}"),
            source_confirmed_at=practice.first_published_at,
            **said,
        )
        block = BuildingBlock.objects.create(practice=practice, title_de="Teil")
        found[key, "waiting"] = Adoption.objects.create(
            block=block, whole=False, changed_de=canary(f"waiting_{key}"), **said
        )
    return found


def readers(key, state) -> set:
    """Who reads it on the practice's page."""
    readable = MAY_SEE[AUDIENCE_OF[key]]
    return readable if state == "confirmed" else readable & (PARTIES | TEAM)


WAYS = {
    "page in German": lambda adoption: [f"/de{adoption.practice.get_url()[3:]}"],
    "page in Italian": lambda adoption: [f"/it{adoption.practice.get_url()[3:]}"],
    "page, comparing": lambda adoption: [f"/de{adoption.practice.get_url()[3:]}?network=1-DE"],
    "its own page": lambda adoption: [f"/de/space/adoptions/{adoption.pk}/", f"/it/space/adoptions/{adoption.pk}/"],
    "its forms": lambda adoption: [
        f"/de/space/adoptions/{adoption.pk}/{name}/" for name in ("edit", "decline", "withdraw", "progress")
    ],
    "ledger": lambda adoption: ["/de/space/adoptions/", "/it/space/"],
    "declaring": lambda adoption: [f"/de/space/practices/{adoption.practice_id}/adopt/"],
    "lists": lambda adoption: ["/de/praxis/", "/de/", "/de/network/steine/", "/de/search/?q=Kanarienvogel"],
    "feed and sitemap": lambda adoption: ["/de/feeds/practices/", "/sitemap.xml"],
}


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("way", WAYS)
def test_an_adoption_is_read_by_its_audience_only(house, ledger, way, actor):
    client = asks_once(house.client(actor))
    for (key, state), adoption in ledger.items():
        seen = canary(f"{state}_{key}").lower() in words(client, *WAYS[way](adoption)).lower()
        allowed = readers(key, state) | PARTIES | TEAM if way in {"its own page", "its forms"} else readers(key, state)
        if seen:
            assert actor in allowed, f"{actor} reads {state} of {key} by {way}"
        if way.startswith("page"):
            assert seen == (actor in allowed), f"{actor} should read {state} of {key} by {way}"
        if way == "its own page":
            assert seen == (actor in allowed - {"anonymous"}), f"{actor} should read {state} of {key} by {way}"


@pytest.mark.parametrize("actor", ACTORS)
def test_a_contact_is_shown_to_members_only(house, ledger, actor):
    client = house.client(actor)
    for key, audience in AUDIENCE_OF.items():
        adoption = ledger[key, "confirmed"]
        text = words(client, *WAYS["page in German"](adoption), f"/de/space/adoptions/{adoption.pk}/")
        seen = canary(f"contact_{key}").lower() in text.lower()
        members = MAY_SEE["community"] & (MAY_SEE[audience] | PARTIES | TEAM)
        assert seen == (actor in members), f"{actor} and the contact of {key}"


@pytest.mark.parametrize("actor", PEOPLE)
@pytest.mark.parametrize(
    "kind", ["adoption_declared", "adoption_confirmed", "adoption_declined", "adoption_moved", "adoption_asked"]
)
def test_no_mail_tells_more_than_its_recipient_may_read(house, ledger, kind, actor):
    person = house.user(actor)
    for (key, state), adoption in ledger.items():
        ids = {"adoption": adoption.pk}
        if kind in {"adoption_declined", "adoption_moved"}:
            ids["step"] = adoption.steps.create(stage=adoption.stage, note=canary(f"{state}_{key}")).pk
        letter = letter_for(Notification(person=person, email=person.email, language="de", kind=kind, ids=ids))
        if letter is not None:
            assert actor in MAY_SEE[AUDIENCE_OF[key]], f"{actor} is told of {state} of {key}"
            assert actor in PARTIES | TEAM, f"{actor} is told of {state} of {key}"


def test_who_is_asked_is_told_what_was_changed(house, ledger):
    adoption = ledger["public", "waiting"]
    ids = {"adoption": adoption.pk}
    letter = letter_for(Notification(person=house.ada, email="", language="de", kind="adoption_declared", ids=ids))
    assert canary("waiting_public") in letter.text()
    actions.withdraw(adoption, by=house.user("berta"))
    assert (
        letter_for(Notification(person=house.ada, email="", language="de", kind="adoption_declared", ids=ids)) is None
    )
