"""Belonging, from–to, and what it gives; and the rule a network answers to."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from core.errors import NotAllowed, NotPossible
from networks import actions
from networks.composition import composition, compositions
from networks.models import CommitteeSeat, Membership, Organisation, Role
from tests.cast import fresh, organisation, status_of

TODAY = timezone.localdate


def of(house, name) -> Membership:
    return Membership.objects.get(person=house.people[name])


def test_ending_a_membership_by_hand_ends_access_at_the_next_request(house):
    client = house.client("ada")
    private = house.pages["network_a"].get_url()
    assert client.get(private).status_code == 200
    actions.end_membership(of(house, "ada"), by=house.carla)
    assert client.get(private).status_code == 404
    assert status_of(client, house.documents["network_a"].url) == 404
    assert client.get(f"/admin/pages/{house.practices['draft'].pk}/edit/").status_code in {302, 404}
    assert client.get(f"/de/space/practices/{house.practices['draft'].pk}/edit/").status_code == 404


@pytest.mark.parametrize(("ends", "status"), [(0, 200), (-1, 404)])
def test_a_membership_ends_by_date_after_its_last_day(house, ends, status):
    Membership.objects.filter(person=house.ada).update(
        starts=TODAY() - timedelta(days=9), ends=TODAY() + timedelta(days=ends)
    )
    assert house.client("ada").get(house.pages["network_a"].get_url()).status_code == status


def test_a_membership_that_begins_tomorrow_gives_nothing_today(house):
    Membership.objects.filter(person=house.ada).update(starts=TODAY() + timedelta(days=1))
    assert house.client("ada").get(house.pages["network_a"].get_url()).status_code == 404


def test_a_seat_in_the_committee_that_ended_gives_nothing(house):
    CommitteeSeat.objects.filter(person=house.kim).update(
        starts=TODAY() - timedelta(days=9), ends=TODAY() - timedelta(days=1)
    )
    assert house.client("kim").get(house.pages["committee"].get_url()).status_code == 404


def test_the_last_coordinator_cannot_be_ended(house):
    with pytest.raises(NotPossible):
        actions.end_membership(of(house, "carla"), by=house.edda)
    assert of(house, "carla").is_live


def test_a_coordinator_can_go_when_another_is_there(house):
    Membership.objects.filter(person=house.moritz).update(role=Role.COORDINATOR)
    actions.end_membership(of(house, "carla"), by=house.edda)
    assert not fresh(of(house, "carla")).is_live


@pytest.mark.parametrize("name", ["ada", "moritz", "bruno", "kim", "stella", "egon"])
def test_only_coordination_and_team_end_memberships(house, name):
    with pytest.raises(NotAllowed):
        actions.end_membership(of(house, "moritz"), by=house.people[name])


def test_the_same_person_acts_for_the_same_organisation_once(house):
    with pytest.raises(actions.AlreadyMember):
        actions.add_member(house.network_a, by=house.carla, person=house.ada, organisation=house.organisations["firm"])


def test_the_database_keeps_one_open_membership_and_sane_dates(house):
    firm = house.organisations["firm"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(network=house.network_a, person=house.ada, organisation=firm)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            network=house.network_a, person=house.stella, organisation=firm, ends=TODAY() - timedelta(days=400)
        )


def test_the_database_refuses_an_organisation_without_sector_or_in_the_wrong_country(house):
    for wrong in ({"sector": ""}, {"country": "IT"}):
        fields = {"name": "X", "actor_type": "school", "sector": "public", "country": "DE", "region": "DE-SN"} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.create(**fields)


# --- Composition ------------------------------------------------------------------------------------


def test_composition_counts_organisations_not_people(house):
    made_up = composition(house.network_a)
    assert [(country.code, country.actors, country.needed) for country in made_up.countries] == [
        ("DE", 1, 2),
        ("IT", 1, 2),
    ]
    assert (made_up.public, made_up.private, made_up.complete) == (1, 1, False)


def test_what_is_missing_is_said_in_the_readers_language(house):
    with translation.override("de"):
        german = composition(house.network_b).missing
    with translation.override("it"):
        italian = composition(house.network_b).missing
    # Germany lacks two actors and a public body, Italy three, a public and a private one.
    assert len(german) == len(italian) == 5
    assert german != italian


def test_a_network_is_complete_with_three_actors_public_and_private_in_each_country(house):
    def add(name, country, *kind):
        actor = organisation(name, country, *kind)
        actions.add_member(house.network_a, by=house.carla, person=house.stella, organisation=actor)

    for number in range(2):
        add(f"Betrieb {number}", "DE")
        add(f"Impresa {number}", "IT")
    made_up = composition(house.network_a)
    assert [(each.actors, each.complete) for each in made_up.countries] == [(3, False), (3, True)]
    assert len(made_up.missing) == 1  # a public body in Germany
    add("Berufsschule", "DE", "school", "public")
    made_up = composition(house.network_a)
    assert (made_up.complete, made_up.missing) == (True, [])
    assert compositions([house.network_a])[house.network_a.pk] == made_up
