"""The one way in: invited by mail, acting once, for this address only (law 6)."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from accounts.models import User
from core.errors import NotAllowed
from core.tasks import run_ready
from networks import actions
from networks.models import Invitation, Membership, Role
from tests.cast import PASSWORD


def ask(house, by="carla", email="nuova@example.org", **fields):
    wanted = {
        "first_name": "Nuova",
        "last_name": "Persona",
        "organisation": house.organisations["school"],
        "language": "it",
    }
    return actions.invite(house.network_a, by=house.people[by], email=email, **wanted | fields)


def link(invitation) -> str:
    return f"/it/invitation/{actions.secret_of(invitation)}/"


def test_the_invited_person_arrives_by_mail_sets_a_password_and_is_a_member(house, client):
    ask(house)
    run_ready()
    (message,) = mail.outbox
    assert message.to == ["nuova@example.org"]
    path = next(word for word in message.body.split() if "/it/invitation/" in word).removeprefix(settings.SITE_URL)
    assert client.get(path).status_code == 200
    answer = client.post(path, {"password": "una-frase-lunga-9", "again": "una-frase-lunga-9"})
    assert (answer.status_code, answer["Location"]) == (302, "/it/space/")
    assert client.get("/it/space/").status_code == 200
    person = User.objects.get(email="nuova@example.org")
    membership = Membership.objects.get(person=person)
    assert (membership.network, membership.organisation, membership.role, person.language) == (
        house.network_a,
        house.organisations["school"],
        Role.MEMBER,
        "it",
    )
    assert person.emailaddress_set.get().verified
    run_ready()
    assert mail.outbox[-1].to == ["carla@example.org"]


def test_looking_at_the_link_changes_nothing(house, client):
    invitation = ask(house)
    client.get(link(invitation))
    client.head(link(invitation))
    assert Invitation.objects.open().filter(pk=invitation.pk).exists()
    assert not User.objects.filter(email=invitation.email).exists()


def test_the_page_is_neither_cached_nor_betrayed(house, client):
    answer = client.get(link(ask(house)))
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "strict-origin"


def used(invitation):
    actions.accept(invitation, password=PASSWORD)


def expired(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(minutes=1))


def withdrawn(invitation):
    actions.revoke(invitation, by=invitation.invited_by)


@pytest.mark.parametrize("spoil", [used, expired, withdrawn])
def test_a_used_expired_or_withdrawn_link_says_so_and_lets_nobody_in(house, client, spoil):
    invitation = ask(house)
    spoil(invitation)
    before = Membership.objects.count()
    assert client.get(link(invitation)).status_code == 404
    assert client.post(link(invitation), {"password": PASSWORD, "again": PASSWORD}).status_code == 404
    assert Membership.objects.count() == before


def test_a_guessed_link_is_gone_too(house, client):
    assert client.get("/de/invitation/" + "0" * 64 + "/").status_code == 404


def test_the_secret_is_not_in_the_database(house):
    invitation = ask(house)
    secret = actions.secret_of(invitation)
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert secret not in str(row)


def test_somebody_else_who_is_signed_in_cannot_use_it(house):
    invitation = ask(house)
    answer = house.client("berta").post(link(invitation))
    assert answer.status_code == 200
    assert not Membership.objects.filter(person=house.berta, network=house.network_a).exists()


def test_who_has_an_account_joins_with_it(house):
    invitation = ask(house, email="Stella@example.org")
    answer = house.client("stella").post(link(invitation))
    assert answer["Location"] == "/it/space/"
    assert Membership.objects.filter(person=house.stella, network=house.network_a).live().exists()


def test_an_account_is_not_taken_over_by_an_invitation(house, client):
    invitation = ask(house, email="stella@example.org")
    client.post(link(invitation), {"password": "ganz-anderes-99", "again": "ganz-anderes-99"})
    assert house.user("stella").check_password(PASSWORD)
    with pytest.raises(NotAllowed):
        actions.accept(invitation, password="ganz-anderes-99")


def test_a_second_invitation_replaces_the_first(house, client):
    first, second = ask(house), ask(house)
    assert client.get(link(first)).status_code == 404
    assert client.get(link(second)).status_code == 200


@pytest.mark.parametrize("name", ["ada", "moritz", "egon", "berta", "bruno", "kim", "stella"])
def test_only_coordination_and_team_invite(house, name):
    with pytest.raises(NotAllowed):
        ask(house, by=name)


def test_weak_and_different_passwords_are_refused_by_name(house, client):
    path = link(ask(house))
    text = client.post(path, {"password": "kurz", "again": "anders"}).content.decode()
    assert text.count('aria-invalid="true"') >= 1
    assert not User.objects.filter(email="nuova@example.org").exists()


def test_the_form_keeps_what_was_typed_and_names_the_field(house):
    client = house.client("carla")
    path = f"/it/space/networks/{house.network_a.pk}/invite/"
    answer = client.post(path, {"first_name": "Rosa", "last_name": "", "email": "keine-adresse", "language": "it"})
    text = answer.content.decode()
    assert 'value="Rosa"' in text
    assert 'value="keine-adresse"' in text
    assert set(answer.context["form"].errors) == {"last_name", "email", "organisation", "role"}
