"""Memberships and invitations at their edges: dates, two at once, who has left."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.errors import NotPossible
from core.tasks import run_ready
from networks.actions import accept, end_membership, invite, secret_of
from networks.models import Membership
from tests.cast import PASSWORD

TODAY = timezone.localdate


def invitation(house, email="neu@example.org"):
    names = {"first_name": "Neu", "last_name": "Beispiel", "language": "de"}
    return invite(house.network_a, by=house.carla, email=email, organisation=house.organisations["vineyard"], **names)


def test_a_membership_that_has_ended_is_not_revived_by_ending_it_later(house):
    ended = Membership.objects.get(person=house.egon)
    with pytest.raises(NotPossible):
        end_membership(ended, by=house.carla, on=TODAY() + timedelta(days=100))
    assert Membership.objects.get(pk=ended.pk).ends == ended.ends


def test_a_membership_that_was_to_begin_later_does_not_begin_by_ending_it(house):
    firm, later = house.organisations["firm"], TODAY() + timedelta(days=100)
    planned = Membership.objects.create(network=house.network_a, person=house.stella, organisation=firm, starts=later)
    end_membership(planned, by=house.carla, on=TODAY() + timedelta(days=1))
    assert not Membership.objects.live(TODAY() + timedelta(days=1)).filter(pk=planned.pk).exists()


def test_a_coordinator_who_cannot_sign_in_is_no_other_coordination(house):
    second = Membership.objects.get(person=house.moritz)
    Membership.objects.filter(pk=second.pk).update(role="coordinator")
    house.moritz.is_active = False
    house.moritz.save()
    with pytest.raises(NotPossible):
        end_membership(Membership.objects.get(person=house.carla), by=house.carla)


def test_an_invitation_brings_a_planned_membership_forward(house):
    vineyard, later = house.organisations["vineyard"], TODAY() + timedelta(days=9)
    Membership.objects.create(network=house.network_a, person=house.stella, organisation=vineyard, starts=later)
    asked = invitation(house, house.stella.email)
    assert house.client("stella").post(f"/de/invitation/{secret_of(asked)}/").status_code == 302
    assert Membership.objects.get(person=house.stella).starts == TODAY()


def test_who_has_left_is_not_told_who_came(house):
    asked = invitation(house)
    run_ready()
    mail.outbox.clear()
    accept(asked, password=PASSWORD)
    Membership.objects.filter(person=house.carla).update(
        ends=TODAY() - timedelta(days=1), starts=TODAY() - timedelta(days=9)
    )
    run_ready()
    assert mail.outbox == []


def test_a_mail_goes_to_the_address_a_person_has_when_it_is_sent(house):
    asked = invitation(house)
    run_ready()
    mail.outbox.clear()
    accept(asked, password=PASSWORD)
    house.carla.email = "carla-neu@example.org"
    house.carla.save()
    run_ready()
    assert [message.to for message in mail.outbox] == [["carla-neu@example.org"]]


def test_what_a_signed_in_person_gets_is_kept_by_no_shared_cache(house):
    for address in ("/de/", "/de/space/", "/de/praxis/", "/de/nirgends/"):
        assert house.client("ada").get(address).headers["Cache-Control"].startswith("private"), address
