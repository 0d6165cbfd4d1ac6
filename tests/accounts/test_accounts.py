"""One login, by e-mail; nobody signs up; language is the person's own (law 6)."""

import pytest
from django.core import mail

from accounts.models import User
from tests.cast import PASSWORD


def login(client, email, password=PASSWORD):
    return client.post("/de/account/login/", {"login": email, "password": password})


def test_people_sign_in_by_e_mail_whatever_its_case(house, client):
    answer = login(client, "ADA@example.org")
    assert (answer.status_code, answer["Location"]) == (302, "/de/space/")


def test_a_wrong_password_is_refused_with_a_sentence(house, client):
    answer = login(client, "ada@example.org", "falsch")
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_a_person_and_nobody_get_the_same_answer(house, client):
    known, unknown = login(client, "ada@example.org", "falsch"), login(client, "niemand@example.org", "falsch")
    assert known.context["form"].errors == unknown.context["form"].errors


def test_too_many_tries_are_stopped(house, client):
    statuses = [login(client, "ada@example.org", "falsch").status_code for _ in range(12)]
    answer = login(client, "ada@example.org")
    assert statuses[0] == 200
    assert not (answer.status_code == 302 and answer["Location"].endswith("/space/"))


def test_nobody_signs_up_without_an_invitation(house, client):
    before = User.objects.count()
    client.get("/de/account/signup/")
    client.post("/de/account/signup/", {"email": "neu@example.org", "password1": PASSWORD})
    assert User.objects.count() == before


@pytest.mark.parametrize("email", ["carla@example.org", "niemand@example.org"])
def test_a_reset_answers_the_same_for_everybody(house, client, email):
    answer = client.post("/de/account/password/reset/", {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, "/de/account/password/reset/done/")


def test_a_reset_mail_speaks_the_recipients_language(house, client):
    client.post("/de/account/password/reset/", {"email": "carla@example.org"})
    (message,) = mail.outbox
    assert "/it/account/password/reset/" in message.body


def test_the_chosen_language_holds_for_the_next_page_and_the_editor(house):
    client = house.client("ada")
    answer = client.post("/de/space/profile/", {"first_name": "Ada", "last_name": "Beispiel", "language": "it"})
    assert answer["Location"] == "/it/space/profile/"
    editor = client.get(f"/admin/pages/add/knowledge/goodpractice/{house.network_a.pk}/")
    assert 'lang="it"' in editor.content.decode()


def test_an_inactive_person_is_out_at_the_next_request(house):
    client = house.client("ada")
    User.objects.filter(pk=house.ada.pk).update(is_active=False)
    assert client.get("/de/space/").status_code == 302
