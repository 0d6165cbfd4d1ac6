"""The consumer: whatever fails, nothing is lost, and what is well is not held up."""

import logging
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from core.audience import PUBLIC
from core.health import readyz
from networks.models import Membership
from search import entries, scheduled
from search.engines.base import EngineDown
from search.models import IndexChange
from search.records import sources
from search.upkeep import building, changes, following
from search.upkeep.health import is_behind
from tests.cast import write_news
from tests.search.upkeep import fakes

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece(house, index):
    """A piece of news that the index has not followed yet."""
    piece = write_news("Spatenstich", token=PUBLIC)
    assert changes.waiting().exists()
    return f"news:{piece.pk}"


def later():
    """The pause is over."""
    following.pause.until = 0.0


def queue_of(*keys):
    return list(IndexChange.objects.filter(key__in=keys).order_by("key").values_list("key", "times", "failures"))


def status() -> str:
    out = StringIO()
    call_command("search_index", "status", stdout=out)
    return out.getvalue()


# --- The queue ---------------------------------------------------------------------------------------


def test_a_record_that_changes_twice_waits_once(house, index):
    changes.changed("news:1", "news:2", "news:1")
    changes.changed("news:2")
    assert queue_of("news:1", "news:2") == [("news:1", 1, 0), ("news:2", 2, 0)]


def test_many_changes_are_few_statements(index, django_assert_num_queries):
    with django_assert_num_queries(3):
        changes.changed(*(f"news:{number}" for number in range(550)))


def test_what_changed_again_while_it_was_read_stays(index):
    changes.changed("news:1", "news:2")
    taken = list(IndexChange.objects.all())
    changes.changed("news:2")
    assert changes.forget(taken) == 1
    assert queue_of("news:1", "news:2") == [("news:2", 2, 0)]


def test_a_change_after_the_row_was_taken_away_is_another_row(index):
    changes.changed("news:1")
    taken = list(IndexChange.objects.all())
    changes.forget(taken)
    changes.changed("news:1")
    assert changes.forget(taken) == 0
    assert queue_of("news:1") == [("news:1", 1, 0)]


# --- Failing and coming back -------------------------------------------------------------------------


def test_while_the_engine_is_down_changes_wait_and_arrive_when_it_is_back(piece, index, caplog):
    index.down = "no space left on device"
    with caplog.at_level(logging.WARNING, "connactions.search"):
        assert following.follow() == 0
        later()
        assert following.follow() == 0
        assert [record.message for record in caplog.records] == [
            "the search engine is down, changes wait: no space left on device"
        ]
        assert changes.waiting().filter(key=piece).exists()
        index.down = ""
        later()
        assert following.follow() > 0
        assert caplog.records[-1].message == "the search engine is back"
    assert index.tokens(piece) == (PUBLIC,)


def test_a_broken_engine_is_left_alone_for_growing_pauses(piece, index, monkeypatch):
    """It may still say its version while nothing can be written."""
    monkeypatch.setattr(index, "version", lambda: fakes.VERSION)
    monkeypatch.setattr(index, "write", full_disk)
    pauses = []
    for _attempt in range(8):
        later()
        following.follow()
        pauses.append(following.pause.seconds)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    monkeypatch.undo()
    assert following.follow() == 0  # the pause lasts


def full_disk(put, delete):
    raise EngineDown("no space left on device")


def test_a_record_that_cannot_be_read_holds_nobody_up(house, piece, index, monkeypatch):
    poison = f"news:{house.news['public'].pk}"
    break_analysis(monkeypatch, poison)
    changes.changed(poison)
    following.follow()
    assert index.tokens(piece) == (PUBLIC,)
    assert queue_of(poison, piece) == [(poison, 1, 1)]
    assert changes.lag() == 0
    assert index.tokens(poison) is None  # rather not found than found as it no longer is


def break_analysis(monkeypatch, key):
    def of(record):
        if record.key == key:
            raise ZeroDivisionError("what somebody wrote")
        return fakes.of(record)

    monkeypatch.setattr(entries, "of", of)


def test_it_is_set_aside_after_five_tries_and_tried_once_a_day(house, index, monkeypatch):
    poison = f"news:{house.news['public'].pk}"
    break_analysis(monkeypatch, poison)
    changes.changed(poison)
    following.follow()
    for _minute in range(6):
        following.try_again()
    assert queue_of(poison) == [(poison, 1, 5)]
    assert changes.set_aside().get().last_error == "builtins.ZeroDivisionError"
    assert f"{poison} · 5 of 5 tries · builtins.ZeroDivisionError" in status()
    monkeypatch.setattr(entries, "of", fakes.of)
    following.try_again()
    assert index.tokens(poison) is None
    scheduled.try_set_aside()
    assert index.tokens(poison) == (PUBLIC,)
    assert queue_of(poison) == []


def test_a_record_that_was_set_aside_and_is_written_again_is_tried_at_once(house, index):
    row = house.news["public"]
    IndexChange.objects.create(key=f"news:{row.pk}", failures=5, last_error="builtins.ZeroDivisionError")
    type(row).objects.filter(pk=row.pk).update(body_de="Besser")
    following.follow()
    assert "besser" in index.text(f"news:{row.pk}")


def test_records_that_fail_while_they_are_read_hold_up_no_other_kind(house, piece, index, monkeypatch):
    def broken(pks):
        raise LookupError

    monkeypatch.setattr(sources["page"], "records", broken)
    changes.changed(f"page:{house.pages['public'].pk}")
    following.follow()
    assert index.tokens(piece) == (PUBLIC,)
    assert [key for key, _times, failures in IndexChange.objects.values_list("key", "times", "failures")] == [
        f"page:{house.pages['public'].pk}"
    ]


def test_an_entry_that_the_engine_refuses_is_counted_and_the_others_go_in(house, piece, index):
    refused = f"news:{house.news['public'].pk}"
    index.refuses = {refused}
    changes.changed(refused)
    following.follow()
    assert index.tokens(piece) == (PUBLIC,)
    assert index.tokens(refused) is None
    assert queue_of(refused, piece) == [(refused, 1, 1)]


def test_a_database_that_goes_away_is_no_fault_of_the_records(piece, index, monkeypatch):
    def away(pks):
        raise OperationalError

    monkeypatch.setattr(sources["news"], "records", away)
    with pytest.raises(OperationalError):
        following.follow()
    assert changes.waiting().filter(key=piece).exists()


# --- One at a time, built anew -----------------------------------------------------------------------


def test_a_first_index_is_built_by_itself_with_everything(house, engine):
    scheduled.build_and_try_again()
    everything = {source.key(pk) for source in sources.values() for pk in source.pks()}
    assert {key for key, _print in engine.fingerprints()} == everything
    assert not changes.waiting().exists()


def test_an_index_of_another_version_is_built_anew_before_it_is_followed(piece, index):
    index.built_with = "last year's"
    following.follow()
    assert index.version() == fakes.VERSION
    assert index.tokens(piece) == (PUBLIC,)


def test_what_changes_while_an_index_is_built_arrives_afterwards(house, index, monkeypatch):
    row = house.news["public"]
    key = f"news:{row.pk}"

    def with_a_change_in_the_middle(entries):
        for number, entry in enumerate(entries):
            if number == 0:
                type(row).objects.filter(pk=row.pk).update(token="committee")
                changes.changed("news:999999")
            yield entry

    building.build(with_a_change_in_the_middle)
    assert {key for key, _times, _failures in queue_of(key, "news:999999")} == {key, "news:999999"}
    following.follow()
    assert index.tokens(key) == ("committee",)


def test_a_record_that_cannot_be_read_is_left_out_of_a_new_index_and_waits(house, index, monkeypatch):
    poison = f"news:{house.news['public'].pk}"
    break_analysis(monkeypatch, poison)
    building.build()
    assert index.tokens(poison) is None
    assert queue_of(poison) == [(poison, 1, 0)]


# --- Compared, shown, by the clock -------------------------------------------------------------------


def test_check_names_what_is_missing_stale_and_superfluous_and_repairs_it(house, index):
    missing, stale = (f"news:{house.news[name].pk}" for name in ("public", "community"))
    index.memory.pop(missing)
    index.memory[stale] = fakes.PlainEntry(stale, {}, [], {}, "old")
    index.memory["news:999999"] = fakes.PlainEntry("news:999999", {}, [PUBLIC], {}, "gone")
    out = StringIO()
    with pytest.raises(CommandError, match="check --repair"):
        call_command("search_index", "check", stdout=out)
    assert out.getvalue().split() == [
        "missing:",
        "1",
        missing,
        "stale:",
        "1",
        stale,
        "superfluous:",
        "1",
        "news:999999",
    ]
    call_command("search_index", "check", "--repair", stdout=StringIO())
    assert not building.compare()
    assert index.tokens("news:999999") is None
    call_command("search_index", "check", stdout=StringIO())


def test_what_waits_is_no_difference(piece, index):
    assert not building.compare()


def test_differences_are_repaired_at_night(house, index, monkeypatch):
    gone = f"news:{house.news['public'].pk}"
    index.memory.pop(gone)
    for hour, there in ((4, None), (3, (PUBLIC,))):
        night = SimpleNamespace(localtime=lambda hour=hour: timezone.now().replace(hour=hour))
        monkeypatch.setattr(scheduled, "timezone", night)
        scheduled.compare_at_night()
        following.follow()
        assert index.tokens(gone) == there


def test_rebuild_and_status_say_what_they_find(piece, index):
    assert "changes waiting: " in status()
    out = StringIO()
    call_command("search_index", "rebuild", stdout=out)
    count = index.size()[0]
    assert out.getvalue() == f"{count} entries in the new index\n"
    assert index.tokens(piece) == (PUBLIC,)
    assert status().splitlines() == [
        "changes waiting: 0, for 0 seconds",
        "cannot be read: 0, of which set aside: 0",
        "engine: fake",
        f"entries: {count}",
        f"version: {fakes.VERSION}",
    ]


def test_status_says_when_there_is_no_index_yet(house, engine):
    said = f"engine: fake\nversion: none yet; this code's is {fakes.VERSION}: made anew soon\n"
    assert status().endswith(said)


def test_a_command_says_why_the_engine_is_down(index):
    index.down = "no space left on device"
    with pytest.raises(CommandError, match="no space left on device"):
        call_command("search_index", "rebuild")


def test_an_organisation_leaves_on_the_day_after_its_last_membership(house, index):
    vineyard = house.organisations["vineyard"]
    key, today = f"organisation:{vineyard.pk}", timezone.localdate()
    Membership.objects.filter(organisation=vineyard).update(
        starts=today - timedelta(days=9), ends=today - timedelta(days=1)
    )
    IndexChange.objects.all().delete()  # it was written long ago
    scheduled.follow_the_calendar()
    following.follow()
    assert index.tokens(key) is None


def test_a_supervisor_hears_when_the_search_lags(piece, index, rf):
    following.follow()
    assert b"search" not in readyz(rf.get("/")).content
    assert not is_behind()
    changes.changed(piece)
    IndexChange.objects.update(since=timezone.now() - timedelta(seconds=42))
    assert 42 <= changes.lag() < 52
    assert is_behind()
    answer = readyz(rf.get("/"))
    assert answer.status_code == 200
    assert b"lags 4" in answer.content
