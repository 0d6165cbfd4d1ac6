"""Searches that people keep: saved, renamed, deleted, and one mail about what is new."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail, signing
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Notification, User
from core.actions import set_audience
from core.errors import NotPossible
from core.tasks import run_ready
from search import engines, saving
from search.engines.base import EngineDown
from search.models import IndexChange, SavedSearch
from search.question import Question
from tests.cast import canary, text_of, write_news, write_practice

Notify = SavedSearch.Notify


@pytest.fixture
def saved(house, search_index):
    """Ada's search for “Praxis”, with what it finds today seen, and due."""
    with override("de"):
        made, _new = saving.save(Question("Praxis"), "de", by=house.user("ada"))
    return overdue(made)


def overdue(search, days=8):
    SavedSearch.objects.filter(pk=search.pk).update(looked_at=timezone.now() - timedelta(days=days))
    return SavedSearch.objects.get(pk=search.pk)


def told() -> list:
    """The mails of one round about saved searches; not what is written about new practices meanwhile."""
    run_ready()
    mail.outbox.clear()
    saving.tell_of_new_hits()
    run_ready()
    return letters()


def letters() -> list:
    return [message for message in mail.outbox if "List-Unsubscribe" in message.extra_headers]


# --- Kept ---------------------------------------------------------------------------------------------


def test_a_search_is_saved_from_the_page_once_and_stands_in_the_space(house, search_index):
    client = house.client("ada")
    for _twice in range(2):
        answer = client.post("/de/search/save/", {"search": "kind=practice&q=Praxis&sort=date&page=3"})
        assert (answer.status_code, answer["Location"]) == (302, "/de/search/?q=Praxis&kind=practice&sort=date")
    search = SavedSearch.objects.get()
    assert (search.user, search.name, search.query, search.language) == (
        house.user("ada"),
        "Praxis",
        "q=Praxis&kind=practice",
        "de",
    )
    assert search.notify == Notify.WEEKLY
    assert f"practice:{house.practices['public'].pk}" in search.seen
    page = text_of(client.get("/de/space/searches/"))
    assert 'href="/de/search/?q=Praxis&amp;kind=practice"' in page
    assert "Gute Praktiken" in page


@pytest.mark.parametrize("search", ["", "page=3", "q=+", "planet=mars", "q=%00", "sort=date"])
def test_nothing_is_not_saved(house, search_index, search):
    assert house.client("ada").post("/de/search/save/", {"search": search}).status_code == 302
    assert not SavedSearch.objects.exists()


def test_a_person_keeps_no_more_than_fifty(house, search_index):
    ada = house.user("ada")
    for number in range(saving.MOST):
        SavedSearch.objects.create(user=ada, name="x", query=f"q={number}", language="de")
    with pytest.raises(NotPossible):
        saving.save(Question("eine mehr"), "de", by=ada)


def test_while_the_index_is_down_nothing_is_saved_and_it_is_said(house, monkeypatch, client):
    def down():
        raise EngineDown("gone")

    monkeypatch.setattr(engines, "engine", down)
    with pytest.raises(NotPossible):
        saving.save(Question("Praxis"), "de", by=house.user("ada"))


def test_the_database_keeps_a_search_once(house):
    values = {"user": house.user("ada"), "name": "x", "query": "q=x", "language": "de"}
    SavedSearch.objects.create(**values)
    with pytest.raises(IntegrityError):
        SavedSearch.objects.create(**values)


def test_a_search_is_renamed_and_silenced_by_its_owner_only(house, saved):
    form = {f"{saved.pk}-name": " Neue\tNamen ", f"{saved.pk}-notify": "never"}
    address = f"/de/space/searches/{saved.pk}/"
    assert house.client("moritz").post(address, form).status_code == 404
    assert house.client("ada").post(address, form).status_code == 302
    saved.refresh_from_db()
    assert (saved.name, saved.notify) == ("Neue Namen", Notify.NEVER)


def test_a_refused_name_stays_in_its_form(house, saved):
    form = {f"{saved.pk}-name": "", f"{saved.pk}-notify": "hourly"}
    answer = house.client("ada").post(f"/de/space/searches/{saved.pk}/", form)
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in text_of(answer)
    saved.refresh_from_db()
    assert saved.name == "Praxis"


def test_a_search_is_deleted_after_a_question_by_its_owner_only(house, saved):
    address = f"/it/space/searches/{saved.pk}/delete/"
    assert house.client("carla").post(address).status_code == 404
    assert house.client("ada").get(address).status_code == 200
    assert SavedSearch.objects.exists()
    assert house.client("ada").post(address).status_code == 302
    assert not SavedSearch.objects.exists()


# --- What is new --------------------------------------------------------------------------------------


def test_what_is_new_is_told_once_in_the_persons_language(house, saved, search_index):
    assert told() == []
    User.objects.filter(pk=house.ada.pk).update(language="it")
    practice = write_practice(house, "Neuling", wished="public")
    search_index()
    overdue(saved)
    [message] = told()
    assert message.to == ["ada@example.org"]
    assert message.subject == "1 nuovo risultato: Praxis"
    assert "Praxis Neuling (Buona pratica)" in message.body
    assert "http://testserver/it/search/?q=Praxis&sort=date" in message.body
    assert f"practice:{practice.pk}" in SavedSearch.objects.get().seen
    overdue(saved)
    assert told() == []


def test_nobody_is_told_before_the_time_has_come_or_who_does_not_wish(house, saved, search_index):
    write_practice(house, "Neuling", wished="public")
    search_index()
    for notify, days, mails in (
        (Notify.WEEKLY, 6, 0),
        (Notify.NEVER, 99, 0),
        (Notify.DAILY, 0.5, 0),
        (Notify.DAILY, 1, 1),
    ):
        SavedSearch.objects.update(notify=notify)
        overdue(saved, days)
        assert len(told()) == mails, (notify, days)


def test_several_searches_of_one_person_are_one_mail(house, saved, search_index):
    other, _new = saving.save(Question("Nachricht"), "de", by=house.user("ada"))
    write_practice(house, "Neuling", wished="public")
    write_news("Neuestes", token="public")
    search_index()
    overdue(saved), overdue(other)
    [message] = told()
    assert message.subject == "2 neue Treffer für Ihre Suchen"
    assert "Praxis Neuling" in message.body
    assert "Nachricht Neuestes" in message.body


def test_rights_are_asked_when_the_mail_is_sent(house, saved, search_index):
    practice = write_practice(house, "Neuling", wished="public")
    search_index()
    saving.tell_of_new_hits()
    set_audience(practice, "committee", by=house.edda)
    run_ready()
    assert letters() == []


def test_what_was_closed_before_it_was_told_is_told_when_it_opens(house, saved, search_index):
    piece = write_news("Praxis", token="committee")
    search_index()
    assert told() == []
    set_audience(piece, "public", by=house.edda)
    search_index()
    overdue(saved)
    assert len(told()) == 1


def test_of_two_consumers_one_tells(house, saved, search_index):
    write_practice(house, "Neuling", wished="public")
    search_index()
    both = [SavedSearch.objects.get(), SavedSearch.objects.get()]
    now = timezone.now()
    assert [saving._taken(search, ["practice:1"], now) for search in both] == [True, False]


def test_while_the_index_lags_everything_waits(house, saved, search_index):
    write_practice(house, "Neuling", wished="public")
    search_index()
    IndexChange.objects.create(key="practice:1")
    IndexChange.objects.update(since=timezone.now() - timedelta(minutes=5))
    assert told() == []
    IndexChange.objects.all().delete()
    assert len(told()) == 1


def test_who_has_been_deactivated_hears_nothing(house, saved, search_index):
    write_practice(house, "Neuling", wished="public")
    search_index()
    User.objects.filter(pk=house.ada.pk).update(is_active=False)
    assert told() == []
    assert not Notification.objects.filter(kind="saved_searches").exists()


# --- Switched off -------------------------------------------------------------------------------------


def link_of(message) -> str:
    return re.search(rf"{settings.SITE_URL}(/\w+/search/off/\S+)", message.body)[1]


def test_a_link_in_the_mail_switches_it_off_after_a_question(house, saved, search_index):
    write_practice(house, "Neuling", wished="public")
    search_index()
    [message] = told()
    link, client = link_of(message), Client(enforce_csrf_checks=True)
    assert message.extra_headers["List-Unsubscribe"] == f"<{settings.SITE_URL}{link}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.get(link).status_code == 200
    assert SavedSearch.objects.get().notify == Notify.WEEKLY
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert SavedSearch.objects.get().notify == Notify.NEVER
    assert client.post(link).status_code == 200


def test_only_a_link_of_this_purpose_that_is_not_too_old_switches_off(house, saved, client, monkeypatch):
    ada = house.user("ada")
    foreign = signing.dumps(ada.pk, salt="something-else")
    secret = saving.secret_of(ada)
    for bad in (foreign, secret[:-1], secret + "x", str(ada.pk), "x"):
        assert client.post(f"/de/search/off/{bad}/").status_code == 404
    monkeypatch.setattr(saving, "OFF_ENDS", timedelta(seconds=-1))
    assert client.post(f"/de/search/off/{secret}/").status_code == 404
    assert SavedSearch.objects.get().notify == Notify.WEEKLY


def test_a_name_of_ones_own_is_no_markup_in_the_mail(house, saved, search_index):
    SavedSearch.objects.update(name="<b>Praxis</b>\r\nBcc: x")
    write_practice(house, canary("neu"), wished="public")
    search_index()
    [message] = told()
    assert "\n" not in message.subject
    assert "&lt;b&gt;Praxis&lt;/b&gt;" in message.alternatives[0][0]
