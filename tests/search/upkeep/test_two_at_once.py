"""Real transactions: writers beside writers, the consumer beside writers, and processes that die."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections, transaction

from core.audience import PUBLIC
from core.tasks import consumer
from core.tasks.declare import Job, wake
from knowledge.models import Tag, TaggedPractice
from search import scheduled
from search.models import IndexChange
from search.upkeep import changes, following, triggers
from search.upkeep.alone import alone
from tests.cast import fresh, write_news
from tests.search.upkeep import fakes

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]


def in_threads(*acts):
    """Run them at the same time; what one raises, the test raises."""
    raised = []

    def run(act):
        try:
            act()
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if raised:
        raise raised[0]


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def test_writers_of_the_same_records_raise_one_anothers_rows(index):
    keys = [f"news:{number}" for number in range(1, 41)]

    def write():
        for _time in range(5):
            changes.changed(*keys)

    in_threads(write, write, write)
    assert set(IndexChange.objects.filter(key__in=keys).values_list("times", flat=True)) == {15}
    assert IndexChange.objects.count() == 40


def test_what_a_writer_has_not_committed_is_not_forgotten(house, index):
    """The consumer reads the old text, the writer commits the new one: the row must stay."""
    row = house.news["public"]
    key = f"news:{row.pk}"
    changes.changed(key)
    taken = list(IndexChange.objects.filter(key=key))
    begun, go_on = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(body_de="Neufassung")
            begun.set()
            go_on.wait(20)

    def forget():
        begun.wait(20)
        if connection.vendor == "sqlite":  # there the consumer waits for the writer, who waits for nobody
            go_on.set()
        changes.forget(taken)
        go_on.set()

    in_threads(write, forget)
    assert IndexChange.objects.get(key=key).times == 2
    following.follow()
    assert "neufassung" in index.text(key)


def test_following_beside_writers_ends_with_what_they_wrote_last(house, index):
    row = house.news["public"]
    done = threading.Event()

    def write():
        try:
            for number in range(30):
                type(row).objects.filter(pk=row.pk).update(body_de=f"Fassung {number}.")
        finally:
            done.set()

    def follow():
        while not done.is_set():
            following.follow()

    in_threads(write, follow)
    following.follow()
    assert "fassung 29." in index.text(f"news:{row.pk}")
    assert not IndexChange.objects.exists()


def test_who_does_not_hold_the_lock_leaves_the_changes_to_who_does(house, index):
    key = f"news:{write_news('Spatenstich', token=PUBLIC).pk}"
    followed = []
    with alone() as ours:
        assert ours
        in_threads(lambda: followed.append(following.follow()))
    assert followed == [0]
    assert changes.waiting().filter(key=key).exists()
    assert following.follow() > 0
    assert index.tokens(key) == (PUBLIC,)


def test_who_is_patient_waits_for_the_lock():
    held, order = threading.Event(), []

    def first():
        with alone():
            held.set()
            time.sleep(0.1)
            order.append("first")

    def second():
        held.wait(20)
        with alone(patient=True) as ours:
            order.append(f"second {ours}")

    in_threads(first, second)
    assert order == ["first", "second True"]


def test_a_commit_wakes_the_consumer_and_a_rolled_back_one_does_not(index):
    wake.clear()
    with transaction.atomic():
        Tag.objects.create(name="eins", slug="eins")
        transaction.set_rollback(True)
    assert not wake.is_set()
    with transaction.atomic():
        Tag.objects.create(name="eins", slug="eins")
        assert not wake.is_set()
    assert wake.is_set()


def test_a_chosen_tag_counts_even_where_the_database_is_told_to_ignore_conflicts(house, index):
    """SQLite takes the outer statement's way with conflicts into its triggers."""
    practice, tag = house.practices["public"], Tag.objects.create(name="eins", slug="eins")
    for times in (1, 2):
        row = TaggedPractice(tag=tag, content_object=practice)
        TaggedPractice.objects.bulk_create([row], ignore_conflicts=True)
        assert IndexChange.objects.get(key=f"practice:{practice.pk}").times == times


def test_the_consumer_of_the_server_follows_what_is_committed(house, index, monkeypatch):
    monkeypatch.setattr(consumer, "jobs", [Job(0, scheduled.follow_changes)])
    thread = consumer.Consumer()
    thread.start()
    try:
        key = f"news:{write_news('Spatenstich', token=PUBLIC).pk}"
        wait_for(lambda: index.tokens(key) == (PUBLIC,))
        wait_for(lambda: not IndexChange.objects.exists())
    finally:
        thread.stop(20)


# --- kill -9 -----------------------------------------------------------------------------------------

FOLLOWER = """
import pathlib, sys, time
import django
django.setup()
from search import engines, entries
from search.upkeep import changes, following
from tests.search.upkeep import fakes

engine = fakes.FakeEngine(pathlib.Path(sys.argv[1]))
engine.built_with = fakes.VERSION
engines.engine = lambda: engine
entries.of, entries.version = fakes.of, lambda: fakes.VERSION

def stop(what):
    print("here", flush=True)
    time.sleep(60)

{where}
following.follow()
"""
WHERE = {
    "before the engine has written": "engine.write = lambda put, delete: stop(put)",
    "between the writing and the taking away": "following.forget = stop",
    "while it reads": "entries.of = stop",
    "while an index is built": "engine.built_with = ''; engine._keep = stop",
}


@pytest.mark.parametrize("where", WHERE)
def test_a_consumer_that_is_killed_loses_nothing(house, engine, tmp_path, where):
    engine.file = tmp_path / "index.json"
    following.build_if_outdated()
    following.follow()
    row = write_news("Spatenstich", token=PUBLIC)
    gone = f"news:{house.news['public'].pk}"
    fresh(house.news["public"]).unpublish()
    kill_follower(WHERE[where], engine.file)
    assert {f"news:{row.pk}", gone} <= set(IndexChange.objects.values_list("key", flat=True))
    following.follow()
    assert engine.tokens(f"news:{row.pk}") == (PUBLIC,)
    assert engine.tokens(gone) is None
    assert not IndexChange.objects.exists()


def kill_follower(where, file):
    """Start a process that follows, and kill it when it has come so far. Its lock goes with it."""
    environment = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    code = [sys.executable, "-c", FOLLOWER.replace("{where}", where), str(file)]
    process = subprocess.Popen(code, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout.readline() == "here\n"
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


# --- Triggers ----------------------------------------------------------------------------------------


def test_missing_triggers_are_made_and_everything_is_read_anew(house, index):
    assert triggers.there().keys() == triggers.wanted().keys()
    assert not triggers.install()
    triggers.before_migration(plan=["a migration"])
    assert triggers.there() == {}
    type(house.news["public"]).objects.update(body_de="Heimlich")
    assert not IndexChange.objects.exists()
    triggers.after_migration()
    assert triggers.there().keys() == triggers.wanted().keys()
    following.follow()
    assert "heimlich" in index.text(f"news:{house.news['public'].pk}")


def test_a_declaration_that_changed_replaces_its_triggers(index, monkeypatch):
    real = triggers.wanted()
    name, (table, sql) = next((name, made) for name, made in real.items() if "_upd_core_page_" in name)
    other = {key: made for key, made in real.items() if key != name}
    monkeypatch.setattr(triggers, "wanted", lambda: other | {f"{name}x": (table, sql.replace(name, f"{name}x"))})
    assert triggers.install()
    assert f"{name}x" in triggers.there()
    assert name not in triggers.there()
    monkeypatch.setattr(triggers, "wanted", lambda: real)
    assert triggers.install()
    assert triggers.there().keys() == real.keys()


def test_fakes_are_what_a_subprocess_reads(tmp_path):
    engine = fakes.FakeEngine(tmp_path / "index.json")
    entry = fakes.PlainEntry("news:1", {"de": "text"}, [PUBLIC], {"year": ["2026"]}, "print")
    engine.write([entry], [])
    assert fakes.FakeEngine(engine.file).tokens("news:1") == (PUBLIC,)
