"""Comments on a draft: at the place they concern, by those who follow it, by mail and beside the field."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django_tasks_db.models import DBTaskResult

from accounts.models import Notification
from core.errors import NotAllowed, NotPossible
from core.tasks import run_ready
from knowledge import actions, commenting
from knowledge.models import DraftComment
from tests.cast import fresh, write_practice
from tests.pages.test_queries import asked

FOLLOWERS = {"ada", "carla", "edda", "root"}


def send(house, practice, name, place="summary", text="Wer zahlt die Reise?", **more):
    return house.client(name).post(
        f"/de/space/practices/{practice.pk}/comments/", {"place": place, "text": text} | more
    )


def said(practice):
    return list(practice.draft_comments.values_list("place", "text"))


# --- Who may, as a table -----------------------------------------------------------------------------


def test_only_those_who_follow_the_practice_comment_on_it(house):
    practice = write_practice(house, "x", upto="submitted")
    for name in house.people:
        status = send(house, practice, name, text=name).status_code
        assert status == (302 if name in FOLLOWERS else 404), name
    assert {text for _place, text in said(practice)} == FOLLOWERS
    for name in set(house.people) - FOLLOWERS:
        with pytest.raises(NotAllowed):
            commenting.comment_on(practice, "summary", "?", by=house.user(name))


def test_everybody_deletes_their_own_only(house):
    practice = write_practice(house, "x", upto="submitted")
    comment = commenting.comment_on(practice, "summary", "Meins", by=house.carla)
    for name in ("ada", "edda"):
        with pytest.raises(NotAllowed):
            commenting.remove(fresh(comment), by=house.user(name))
    house.client("carla").post(f"/de/space/practices/{practice.pk}/comments/{comment.pk}/", {"action": "remove"})
    assert not DraftComment.objects.exists()


def test_a_comment_is_reached_through_its_own_practice_only(house):
    practice, other = write_practice(house, "x", upto="draft"), write_practice(house, "y", upto="draft")
    comment = commenting.comment_on(practice, "summary", "Meins", by=house.ada)
    answer = house.client("ada").post(f"/de/space/practices/{other.pk}/comments/{comment.pk}/", {"action": "remove"})
    assert (answer.status_code, DraftComment.objects.count()) == (404, 1)


# --- What is said and where --------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "text"), [("summary", " "), ("nowhere", "Text"), ("summary", "x" * 2001)])
def test_an_empty_a_long_and_a_placeless_comment_are_refused(house, place, text):
    practice = write_practice(house, "x", upto="draft")
    with pytest.raises(NotPossible):
        commenting.comment_on(practice, place, text, by=house.ada)


def test_a_comment_stands_on_both_pages_and_beside_its_field(house):
    practice = write_practice(house, "x", upto="submitted")
    send(house, practice, "carla", place="target_group", text="Ab welchem Alter?")
    for address in (
        f"/de/space/practices/{practice.pk}/",
        f"/de/space/reviews/{practice.pk}/",
        f"/de/space/practices/{practice.pk}/sections/people/",
    ):
        assert "Ab welchem Alter?" in house.client("carla").get(address).content.decode(), address


def test_what_is_done_stands_no_longer_beside_the_field_and_can_be_opened_again(house):
    practice = write_practice(house, "x", upto="draft")
    comment = commenting.comment_on(practice, "summary", "Kürzer bitte", by=house.carla)
    edit, answer = (
        f"/de/space/practices/{practice.pk}/edit/",
        f"/de/space/practices/{practice.pk}/comments/{comment.pk}/",
    )
    client = house.client("ada")
    assert "Kürzer bitte" in client.get(edit).content.decode()
    client.post(answer, {"action": "done"})
    assert (fresh(comment).done_by, "Kürzer bitte" in client.get(edit).content.decode()) == (house.ada, False)
    client.post(answer, {"action": "open"})
    assert "Kürzer bitte" in client.get(edit).content.decode()


def test_the_authors_start_page_counts_the_open_ones(house):
    practice = write_practice(house, "x", upto="draft")
    commenting.comment_on(practice, "summary", "Eins", by=house.carla)
    rows = house.client("ada").get("/de/space/").context["drafts"]
    assert {row["practice"].pk: row["comments"] for row in rows}[practice.pk] == 1


# --- Mail --------------------------------------------------------------------------------------------


def let_pass(minutes):
    """As if so many minutes had passed since everything that has happened."""
    past = timedelta(minutes=minutes)
    DraftComment.objects.update(written_at=F("written_at") - past)
    Notification.objects.update(created_at=F("created_at") - past)
    DBTaskResult.objects.filter(run_after__year__lt=9999).update(run_after=F("run_after") - past)


def told(house):
    let_pass(6)
    run_ready()
    names = sorted(message.to[0].partition("@")[0] for message in mail.outbox if "Wer zahlt" in message.body)
    mail.outbox.clear()
    return names


def test_the_other_side_is_told_by_mail(house, django_capture_on_commit_callbacks):
    practice = write_practice(house, "x", upto="draft")
    send(house, practice, "carla")
    assert told(house) == ["ada"]
    actions.submit(fresh(practice), by=house.ada)
    send(house, practice, "ada")
    assert told(house) == ["carla"]


def test_the_mail_names_the_place_in_the_readers_language(house, django_capture_on_commit_callbacks):
    practice = write_practice(house, "x", upto="submitted")
    send(house, practice, "ada", place="people")
    let_pass(6)
    run_ready()
    letter = next(
        message for message in mail.outbox if message.to == ["carla@example.org"] and "Wer zahlt" in message.body
    )
    assert "Chi, dove e quando" in letter.body


def about_the_draft(name):
    """What somebody has got since the last look."""
    run_ready()
    letters = [letter.body for letter in mail.outbox if letter.to == [f"{name}@example.org"]]
    mail.outbox.clear()
    return letters


def test_what_one_person_says_within_minutes_is_one_mail_that_has_it_all(house):
    practice = write_practice(house, "x", upto="draft")
    about_the_draft("ada")
    for place, text in (("summary", "Kürzer bitte"), ("people", "Wer noch?"), ("means", "Wie teuer?")):
        commenting.comment_on(practice, place, text, by=house.carla)
        let_pass(1)
    assert about_the_draft("ada") == []
    let_pass(3)
    (letter,) = about_the_draft("ada")
    assert all(text in letter for text in ("Kürzer bitte", "Wer noch?", "Wie teuer?"))
    let_pass(60)
    assert about_the_draft("ada") == []


def test_what_is_said_later_is_another_mail_and_nothing_is_said_twice(house):
    practice = write_practice(house, "x", upto="draft")
    commenting.comment_on(practice, "summary", "Früh", by=house.carla)
    let_pass(5)  # the first mail is due at any moment
    commenting.comment_on(practice, "summary", "Spät", by=house.carla)
    let_pass(1)
    (first,) = about_the_draft("ada")
    let_pass(6)
    (second,) = about_the_draft("ada")
    assert ["Früh" in first, "Spät" in first, "Früh" in second, "Spät" in second] == [True, False, False, True]


def test_two_people_on_one_practice_and_one_person_on_two_write_each_their_mail(house):
    practice, other = write_practice(house, "x", upto="submitted"), write_practice(house, "y", upto="submitted")
    for where, name in ((practice, "carla"), (practice, "edda"), (other, "carla")):
        commenting.comment_on(where, "summary", f"Sagt {name}", by=house.user(name))
    let_pass(6)
    assert sum("Sagt" in letter for letter in about_the_draft("ada")) == 3


def test_what_is_done_or_gone_before_the_mail_leaves_is_not_in_it(house):
    practice = write_practice(house, "x", upto="draft")
    done, gone, stays = (
        commenting.comment_on(practice, "summary", text, by=house.carla) for text in ("Getan", "Fort", "Bleibt")
    )
    commenting.mark(done, done=True, by=house.ada)
    commenting.remove(gone, by=house.carla)
    let_pass(6)
    (letter,) = about_the_draft("ada")
    assert [text in letter for text in ("Getan", "Fort", "Bleibt")] == [False, False, True]
    commenting.remove(stays, by=house.carla)
    commenting.comment_on(practice, "summary", "Auch fort", by=house.carla).delete()
    let_pass(6)
    assert about_the_draft("ada") == []


def test_both_pages_ask_as_often_for_many_comments_as_for_few(house):
    practice = write_practice(house, "x", upto="submitted")
    client = house.client("carla")
    addresses = [f"/de/space/practices/{practice.pk}/", f"/de/space/reviews/{practice.pk}/"]
    commenting.comment_on(practice, "summary", "Eins", by=house.ada)
    few = [len(asked(client, address)) for address in addresses]
    for place in ("summary", "people", "means", "maturity"):
        commenting.comment_on(practice, place, place, by=house.carla)
    assert [len(asked(client, address)) for address in addresses] == few
