"""The contact page: what reaches the service desk, what is turned back and why, what is forgotten."""

from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import Notification
from core.tasks import run_ready
from pages import contact
from pages.actions import build_site, send_enquiry
from pages.models import ContactPage, Enquiry
from pages.scheduled import KEPT, forget_old_enquiries

LINE = "\r\nBcc: all@example.org"
MESSAGE = "Wir suchen einen Partner für unsere Tischlerei in Siena."


@pytest.fixture(autouse=True)
def first_hour():
    cache.clear()
    yield
    cache.clear()


def made(seconds_ago=60) -> str:
    """What the hidden field says of a form that was made so long ago."""
    signer = signing.TimestampSigner(salt="pages.contact.made")
    signer.timestamp = lambda: signing.b62_encode(int(timezone.now().timestamp()) - seconds_ago)
    return signer.sign("form")


def filled(**changed) -> dict:
    return {
        "name": "Eva Muster",
        "email": "eva@example.com",
        "topic": "partners",
        "message": MESSAGE,
        "website": "",
        "made": made(),
    } | changed


def post(client, language="de", **changed):
    return client.post(f"/{language}/contact/", filled(**changed))


def body(answer) -> str:
    return answer.content.decode()


# --- What arrives ----------------------------------------------------------------------------------


def test_the_page_is_built_once_and_stands_at_the_foot_of_every_page(house, client):
    assert ContactPage.objects.count() == 1
    for language, word in (("de", "Kontakt"), ("it", "Contatti")):
        assert f'<a href="/{language}/contact/">{word}</a>' in body(client.get(f"/{language}/"))


def test_a_page_of_that_address_which_is_there_already_is_left_alone(house):
    ContactPage.objects.all().delete()
    house.pages["public"].slug = "contact"
    house.pages["public"].save()

    build_site()

    assert ContactPage.objects.get().slug == "contact-1"


@pytest.mark.parametrize("language", ["de", "it"])
def test_an_enquiry_is_kept_with_its_language_and_the_reader_learns_what_follows(house, client, language):
    answer = post(client, language)
    found = Enquiry.objects.get()

    assert (found.name, found.email) == ("Eva Muster", "eva@example.com")
    assert (found.topic, found.message, found.language, found.answered) == ("partners", MESSAGE, language, False)
    assert answer.status_code == 302
    after = body(client.get(answer["Location"]))
    assert {"de": "binnen zwei Arbeitstagen", "it": "entro due giorni lavorativi"}[language] in after
    assert 'name="message"' not in after
    assert 'content="noindex"' in after


def test_nobody_is_told_of_an_arrival_that_never_was(house, client):
    for sent in ("", "1", "form", "form:1abcde:forged"):
        assert "Ihre Nachricht ist angekommen" not in body(client.get("/de/contact/", {"sent": sent}))


@pytest.mark.django_db(transaction=True)
def test_the_desk_gets_a_mail_that_is_answered_to_the_sender_who_gets_none(house, client, settings):
    settings.SERVICE_DESK_EMAIL = "desk@example.org"
    post(client, "it")
    run_ready()

    [message] = mail.outbox
    assert message.to == ["desk@example.org"]
    assert message.reply_to == ["eva@example.com"]
    assert message.subject == "Richiesta: partner e collaborazione"
    for words in (MESSAGE, "Eva Muster", "eva@example.com", "italiano", f"/enquiry/edit/{Enquiry.objects.get().pk}/"):
        assert words in message.body


@pytest.mark.django_db(transaction=True)
def test_a_mail_whose_enquiry_is_deleted_is_not_sent(house, client):
    post(client)
    Enquiry.objects.all().delete()
    run_ready()

    assert mail.outbox == []


def test_enquiry_and_mail_stand_or_fall_together(house):
    with pytest.raises(ValidationError):
        send_enquiry(Enquiry(email="no address", topic="other", message=MESSAGE), language="de")

    assert (Enquiry.objects.count(), Notification.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_no_field_becomes_a_header(house, client):
    assert post(client, name=f"Eva{LINE}").status_code == 302
    assert post(client, email=f"eva@example.com{LINE}").status_code == 200
    assert post(client, topic=f"partners{LINE}").status_code == 200
    run_ready()

    [message] = mail.outbox
    assert message.bcc == message.cc == []
    assert "\nBcc:" not in message.message().as_string()
    assert Enquiry.objects.get().name == "Eva Bcc: all@example.org"


def test_a_member_finds_name_and_address_filled_in(house):
    page = body(house.client("ada").get("/de/contact/"))

    assert 'value="Ada Beispiel"' in page
    assert 'value="ada@example.org"' in page


# --- What is turned back ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "eva"}, "email"),
        ({"topic": ""}, "topic"),
        ({"topic": "money"}, "topic"),
        ({"message": "zu kurz"}, "message"),
        ({"message": "x" * 5001}, "message"),
        ({"message": " " * 30}, "message"),
        ({"message": "a\0" * 9}, "message"),
        ({"name": "x" * 101}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(house, client, changed, field):
    answer = post(client, **changed)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in body(answer)
    kept = {"name": "Eva Muster", "email": "eva@example.com", "message": MESSAGE} | changed
    assert [words for words in kept.values() if words.strip("\0 ") not in body(answer)] in ([], ["a\0" * 9])
    assert not Enquiry.objects.exists()


def test_a_line_break_counts_once(house, client):
    assert post(client, message="\r\n".join(["x"] * 2500)).status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [("website", "https://example.org"), ("made", lambda: made(1)), ("made", lambda: made(90000)), ("made", "x")],
)
def test_whoever_looks_like_a_machine_is_asked_to_send_once_more_and_then_may(house, client, field, value, monkeypatch):
    changed = {field: value() if callable(value) else value}
    answer = post(client, **changed)

    assert answer.status_code == 200
    assert "noch einmal ab" in body(answer)
    assert MESSAGE in body(answer)
    assert not Enquiry.objects.exists()
    again = answer.context["form"]
    fresh = {name: again[name].value() for name in again.fields}
    assert (fresh["website"], fresh["message"]) == ("", MESSAGE)
    monkeypatch.setattr(contact, "QUICKEST", -1)
    assert client.post("/de/contact/", fresh).status_code == 302


def test_a_valid_moment_stays_while_other_fields_are_corrected(house, client):
    moment = made(600)

    assert post(client, made=moment, email="").context["form"]["made"].value() == moment


def test_one_address_sends_five_an_hour_and_keeps_its_text(house, client):
    for _number in range(contact.MOST):
        assert post(client).status_code == 302
    answer = post(client)

    assert answer.status_code == 429
    assert "etwas später" in body(answer)
    assert MESSAGE in body(answer)
    assert Enquiry.objects.count() == contact.MOST
    assert Client(REMOTE_ADDR="192.0.2.7").post("/de/contact/", filled()).status_code == 302


def test_addresses_of_one_household_count_as_one(house):
    for number in range(contact.MOST):
        assert post(Client(REMOTE_ADDR=f"2001:db8::{number}")).status_code == 302

    assert post(Client(REMOTE_ADDR="2001:db8::ffff")).status_code == 429
    assert post(Client(REMOTE_ADDR="2001:db8:1::1")).status_code == 302


def test_two_addresses_of_ipv4_are_two_whatever_the_socket_calls_them(house):
    for _number in range(5):
        assert post(Client(REMOTE_ADDR="::ffff:192.0.2.7")).status_code == 302
    assert post(Client(REMOTE_ADDR="192.0.2.7")).status_code == 429
    assert post(Client(REMOTE_ADDR="::ffff:192.0.2.8")).status_code == 302


def test_a_form_without_its_token_is_refused_with_our_page(house):
    answer = Client(enforce_csrf_checks=True).post("/de/contact/", filled())

    assert answer.status_code == 403
    assert "ConnActions" in body(answer)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_answered(house, client, method):
    assert getattr(client, method)("/de/contact/").status_code == 405


def test_no_cache_keeps_the_page(house, client):
    for answer in (client.get("/de/contact/"), post(client, email="")):
        assert {"private", "no-store", "no-cache"} <= {word.strip() for word in answer["Cache-Control"].split(",")}


# --- The desk --------------------------------------------------------------------------------------


def test_the_team_reads_marks_and_deletes_but_nobody_adds(house, client):
    post(client)
    found, edda = Enquiry.objects.get(), house.client("edda")
    address = f"/admin/enquiry/edit/{found.pk}/"

    assert "eva@example.com" in body(edda.get("/admin/enquiry/"))
    assert MESSAGE in body(edda.get(address))
    assert edda.post(address, {"answered": "on", "email": "other@example.org", "message": "other"}).status_code == 302
    found.refresh_from_db()
    assert (found.answered, found.email, found.message) == (True, "eva@example.com", MESSAGE)
    assert edda.get("/admin/enquiry/new/").status_code in {302, 403}
    assert edda.post(f"/admin/enquiry/delete/{found.pk}/").status_code == 302
    assert not Enquiry.objects.exists()
    assert [entry for entry in ModelLogEntry.objects.all() if "example" in entry.label + str(entry.data)] == []


@pytest.mark.parametrize("name", ["ada", "carla", "kim", "stella"])
def test_nobody_else_reads_enquiries(house, client, name):
    post(client)

    for address in ("/admin/enquiry/", f"/admin/enquiry/edit/{Enquiry.objects.get().pk}/"):
        assert house.client(name).get(address).status_code == 404


def test_enquiries_are_forgotten_after_half_a_year(house, client):
    post(client)
    post(client, name="Neuer")
    Enquiry.objects.filter(name="Eva Muster").update(created_at=timezone.now() - KEPT - timedelta(minutes=1))

    assert forget_old_enquiries() == 1
    assert forget_old_enquiries() == 0
    assert Enquiry.objects.get().name == "Neuer"
