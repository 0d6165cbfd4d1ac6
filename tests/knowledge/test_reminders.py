"""Reminders: when a contribution lies with the same deciders, and when a question stays open."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from wagtail.models import TaskState

from core.tasks import run_ready
from knowledge import actions, commenting
from knowledge.models import DraftComment, GoodPractice
from knowledge.reminders import remind
from tests.cast import fresh, write_practice


@pytest.fixture
def quiet(house):
    """A house in which nothing else waits, so that only the practice of the test is reminded of."""
    TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).delete()
    return house


def let_lie(days):
    """As if the last days had passed without anybody doing anything."""
    past = timedelta(days=days)
    TaskState.objects.update(started_at=F("started_at") - past, finished_at=F("finished_at") - past)
    GoodPractice.objects.update(latest_revision_created_at=F("latest_revision_created_at") - past)
    DraftComment.objects.update(written_at=F("written_at") - past)


def told():
    """Who is told by a run, sorted."""
    mail.outbox.clear()
    remind()
    run_ready()
    return sorted(message.to[0].partition("@")[0] for message in mail.outbox)


def test_who_decides_is_reminded_after_a_week_and_after_three_and_then_the_team_too(quiet):
    write_practice(quiet, "x", upto="submitted")
    run_ready()
    got = []
    for days in (6, 1, 1, 12, 1, 30):  # the 6th, 7th, 8th, 20th, 21st and 51st day
        let_lie(days)
        got.append(told())
    assert got == [[], ["carla"], [], [], ["carla", "edda", "root"], []]


def test_the_editors_are_reminded_of_what_lies_with_them(quiet):
    write_practice(quiet, "x", upto="network")
    run_ready()
    let_lie(7)
    assert told() == ["edda", "root"]


def test_a_second_run_tells_nobody_again(quiet):
    write_practice(quiet, "x", upto="submitted")
    run_ready()
    let_lie(22)
    assert told() == ["carla", "edda", "root"]
    assert told() == []


def test_what_has_been_decided_is_not_reminded_of(quiet):
    practice = write_practice(quiet, "x", upto="submitted", wished="network")
    let_lie(8)
    actions.admit(fresh(practice), by=quiet.carla)
    run_ready()
    assert told() == []


def test_the_mail_to_the_team_names_those_with_whom_it_lies(quiet):
    write_practice(quiet, "x", upto="submitted")
    let_lie(21)
    told()
    letter = next(message for message in mail.outbox if message.to == ["edda@example.org"])
    assert "Carla Beispiel" in letter.body


def test_an_author_with_an_open_comment_is_asked_once_after_two_weeks(quiet):
    practice = write_practice(quiet, "x", upto="draft")
    commenting.comment_on(practice, "summary", "Wie lange?", by=quiet.carla)
    run_ready()
    got = []
    for days in (13, 1, 30):
        let_lie(days)
        got.append(told())
    assert got == [[], ["ada"], []]


def test_an_author_whose_practice_came_back_is_asked_once(quiet):
    practice = write_practice(quiet, "x", upto="submitted")
    actions.send_back(practice, by=quiet.carla, reason="Warum?")
    run_ready()
    let_lie(14)
    assert (told(), told()) == (["ada"], [])


def test_nobody_is_asked_once_the_comment_is_done(quiet):
    practice = write_practice(quiet, "x", upto="draft")
    comment = commenting.comment_on(practice, "summary", "Wie lange?", by=quiet.carla)
    commenting.mark(comment, done=True, by=quiet.ada)
    run_ready()
    let_lie(20)
    assert told() == []
