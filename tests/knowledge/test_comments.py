"""Comments on a draft: at the place they concern, by those who follow it, by mail and beside the field."""

import pytest
from django.core import mail

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


def told(house):
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
    run_ready()
    letter = next(
        message for message in mail.outbox if message.to == ["carla@example.org"] and "Wer zahlt" in message.body
    )
    assert "Chi, dove e quando" in letter.body


def test_both_pages_ask_as_often_for_many_comments_as_for_few(house):
    practice = write_practice(house, "x", upto="submitted")
    client = house.client("carla")
    addresses = [f"/de/space/practices/{practice.pk}/", f"/de/space/reviews/{practice.pk}/"]
    commenting.comment_on(practice, "summary", "Eins", by=house.ada)
    few = [len(asked(client, address)) for address in addresses]
    for place in ("summary", "people", "means", "maturity"):
        commenting.comment_on(practice, place, place, by=house.carla)
    assert [len(asked(client, address)) for address in addresses] == few
