"""Adopters are asked how it goes after half a year and a year, once more after thirty days, then left alone."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from accounts.models import Notification
from core.tasks.declare import jobs
from knowledge import scheduled
from knowledge.adoptions import actions, schedule
from knowledge.models import Adoption
from tests.cast import canary, fresh, write_practice

BEGUN = date(2030, 1, 31)  # after every membership of the cast has begun


@pytest.fixture
def on(monkeypatch):
    """Sets today's date."""

    def set_day(day):
        monkeypatch.setattr(timezone, "now", lambda: datetime(day.year, day.month, day.day, 10, tzinfo=UTC))

    return set_day


@pytest.fixture
def adoption(house, on):
    practice = write_practice(house, canary("asked"), wished="community")
    on(BEGUN)
    made = actions.declare(practice, house.organisations["vineyard"], by=house.user("berta"), since=date(2025, 9, 1))
    actions.confirm(made, by=house.user("carla"))
    return fresh(made)


def asked() -> int:
    """How many mails have gone out so far to each of the adopter's two people."""
    return Notification.objects.filter(kind="adoption_asked").count() / 2


def run(on, *days):
    """What happens on these days: for each, how often each person has been asked by then."""
    counts = []
    for day in days:
        on(day)
        scheduled.ask_adopters()
        scheduled.ask_adopters()  # twice is harmless
        counts.append(asked())
    return counts


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2030, 1, 31), 6, date(2030, 7, 31)),
        (date(2030, 8, 31), 6, date(2031, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2030, 12, 1), 1, date(2031, 1, 1)),
    ],
)
def test_months_end_where_shorter_ones_do(day, months, expected):
    assert schedule.months_after(day, months) == expected


def test_the_job_comes_round_every_day():
    assert [job.seconds for job in jobs if job.run is scheduled.ask_adopters] == [86400]


def test_who_never_answers_is_asked_four_times_in_all(adoption, on):
    days = [date(2030, 7, 30), date(2030, 7, 31), date(2030, 8, 29), date(2030, 8, 30), date(2031, 1, 30)]
    assert run(on, *days) == [0, 1, 1, 2, 2]
    assert run(on, date(2031, 1, 31), date(2031, 3, 1), date(2031, 3, 2), date(2032, 3, 2)) == [3, 3, 4, 4]
    assert fresh(adoption).ask_again_on is None


def test_an_answer_ends_the_asking_until_the_next_round(adoption, on, house):
    run(on, date(2030, 7, 31))
    on(date(2030, 8, 2))
    actions.advance(adoption, by=house.user("berta"), stage="embedded", note="läuft")
    assert run(on, date(2030, 9, 15), date(2031, 1, 31)) == [1, 2]
    on(date(2031, 2, 1))
    actions.advance(adoption, by=house.user("bruno"), stage="embedded")
    assert run(on, date(2031, 4, 1), date(2032, 1, 31)) == [2, 2]


def test_what_is_given_up_is_not_asked_after(adoption, on, house):
    actions.give_up(adoption, by=house.user("berta"), reason="kein Platz")
    assert run(on, date(2030, 8, 1), date(2031, 2, 1)) == [0, 0]


def test_what_is_not_confirmed_is_not_asked_after(house, on, adoption):
    Adoption.objects.filter(pk=adoption.pk).update(source_confirmed_at=None)
    assert run(on, date(2030, 8, 1)) == [0]


def test_no_answer_is_shown_after_the_reminder_until_there_is_one(adoption, on, house):
    shown = []
    for day in (date(2030, 7, 31), date(2030, 8, 29), date(2030, 8, 30), date(2030, 12, 1)):
        run(on, day)
        shown.append(actions.unanswered_since(fresh(adoption)))
    assert shown == [None, None, date(2030, 7, 31), date(2030, 7, 31)]
    actions.advance(adoption, by=house.user("berta"), stage="reusing")
    assert actions.unanswered_since(fresh(adoption)) is None


def test_no_answer_is_shown_to_the_parties_only(adoption, on, house):
    run(on, date(2030, 7, 31), date(2030, 8, 30))
    address = f"/de/space/adoptions/{adoption.pk}/"
    words = "31. Juli 2030"
    seen = {
        name for name in ("berta", "ada", "edda", "kim") if words in house.client(name).get(address).content.decode()
    }
    assert seen == {"berta", "ada", "edda"}


def test_a_late_run_asks_once_and_waits_its_thirty_days(adoption, on):
    assert run(on, date(2030, 8, 20), date(2030, 9, 18), date(2030, 9, 19)) == [1, 1, 2]


def test_what_was_recorded_long_ago_is_asked_after_from_then_on(house):
    practice = write_practice(house, canary("old"), wished="community")
    made = actions.record_adoption(practice, house.organisations["vineyard"], stage="reusing", since=date(2024, 5, 5))
    expected = schedule.months_after(timezone.localdate(), 6)
    assert (made.ask_again_on, actions.unanswered_since(made)) == (expected, None)
