"""Law 3: what was enqueued with a change is done, once in effect, whatever dies on the way."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone, translation
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from taggit.models import Tag

from core.models import TaskRun
from core.tasks import consumer, queue, run_ready
from core.tasks.declare import Job, wake
from tests.core import durable_samples as samples

pytestmark = pytest.mark.django_db


def names():
    return sorted(Tag.objects.values_list("name", flat=True))


def the_task():
    return DBTaskResult.objects.select_related("run").get()


def make_due(task):
    DBTaskResult.objects.filter(pk=task.pk).update(run_after=timezone.now())


# --- Enqueued with the change it belongs to ----------------------------------------------------------


def test_a_task_runs_after_its_transaction_and_is_done():
    samples.note.enqueue("one")
    assert names() == []
    assert run_ready() == 1
    assert names() == ["one"]
    task = the_task()
    assert (task.status, task.run.attempts, task.run.lease_until) == (TaskResultStatus.SUCCESSFUL, 1, None)
    assert run_ready() == 0


def test_a_task_disappears_with_the_transaction_that_was_rolled_back():
    with transaction.atomic():
        samples.note.enqueue("one")
        transaction.set_rollback(True)
    assert run_ready() == 0
    assert names() == []


def test_a_commit_wakes_the_consumer(django_capture_on_commit_callbacks):
    wake.clear()
    with django_capture_on_commit_callbacks(execute=True):
        samples.note.enqueue("one")
        assert not wake.is_set()
    assert wake.is_set()


def test_no_more_tasks_run_than_wanted():
    for name in ("one", "two", "three"):
        samples.note.enqueue(name)
    assert run_ready(limit=2) == 2
    assert names() == ["one", "two"]


def test_a_task_for_later_waits():
    samples.note.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("one")
    assert run_ready() == 0
    make_due(the_task())
    assert run_ready() == 1


def test_a_task_learns_its_attempt():
    samples.note_attempt.enqueue("try")
    run_ready()
    assert names() == ["try-1"]


def test_a_language_does_not_leak_from_a_task():
    samples.speaks_italian.enqueue()
    with translation.override("de"):
        run_ready()
        assert translation.get_language() == "de"


# --- Failing and trying again ------------------------------------------------------------------------


def test_what_fails_is_tried_again_after_a_pause():
    samples.fails.enqueue("ada")
    before = timezone.now()
    assert run_ready() == 1
    task = the_task()
    assert task.status == TaskResultStatus.READY
    assert task.run.last_error == "builtins.ValueError"
    assert task.run_after - before >= timedelta(seconds=30)
    assert run_ready() == 0
    make_due(task)
    assert run_ready() == 1
    assert the_task().run.attempts == 2


def test_pauses_grow_from_half_a_minute_to_hours():
    pauses = [queue.pause_after(attempts) for attempts in range(1, queue.TRIES)]
    assert pauses[0] == timedelta(seconds=30)
    assert pauses == sorted(pauses)
    assert timedelta(hours=2) < pauses[-1] < timedelta(hours=12)


def give_up():
    samples.fails.enqueue("zwetschge")
    for _ in range(queue.TRIES):
        make_due(the_task())
        assert run_ready() == 1
    return the_task()


def test_after_the_last_try_a_task_has_given_up():
    task = give_up()
    assert task.status == TaskResultStatus.FAILED
    assert task.run.gave_up_at is not None
    make_due(task)
    assert run_ready() == 0


def test_an_error_is_kept_without_the_words_of_its_message():
    task = give_up()
    assert task.exception_class_path == "builtins.ValueError"
    assert "in fails" in task.traceback
    assert "zwetschge" not in task.traceback


def test_what_gave_up_can_be_put_back_with_all_its_tries():
    task = give_up()
    call_command("tasks", "retry", str(task.pk), stdout=StringIO())
    assert run_ready() == 1
    assert (the_task().status, the_task().run.attempts, the_task().run.gave_up_at) == (TaskResultStatus.READY, 1, None)


@pytest.mark.parametrize("id", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_retrying_what_is_not_there_is_an_error(id):
    with pytest.raises(CommandError, match=id):
        call_command("tasks", "retry", id)


def test_the_command_counts_what_waits_runs_and_gave_up():
    give_up()
    samples.note.enqueue("one")
    samples.note.enqueue("two")
    queue.claim("someone")
    out = StringIO()
    call_command("tasks", stdout=out)
    assert re.findall(r"^(\S.*): (\d)$", out.getvalue(), re.M) == [
        ("waiting", "1"),
        ("running", "1"),
        ("given up", "1"),
    ]
    assert "6 of 6 tries · builtins.ValueError" in out.getvalue()
    assert "zwetschge" not in out.getvalue()


def test_a_task_whose_function_is_gone_fails_like_any_other():
    samples.note.enqueue("one")
    DBTaskResult.objects.update(task_path="tests.core.durable_samples.no_more")
    assert run_ready() == 1
    assert the_task().run.last_error == "builtins.ImportError"


def test_a_task_cannot_end_its_worker():
    samples.ends_the_process.enqueue()
    samples.note.enqueue("one")
    assert run_ready() == 2
    assert names() == ["one"]


def test_what_is_done_is_forgotten_after_a_while():
    samples.note.enqueue("old")
    samples.note.enqueue("new")
    run_ready()
    old = DBTaskResult.objects.first()
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=timezone.now() - queue.KEEP_DONE - timedelta(hours=1))
    assert queue.prune() == 1
    assert DBTaskResult.objects.count() == TaskRun.objects.count() == 1


# --- Leases ------------------------------------------------------------------------------------------


def expire(run):
    TaskRun.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_claimed_task_is_nobody_elses():
    samples.note.enqueue("one")
    assert queue.claim("first").attempts == 1
    assert queue.claim("second") is None
    assert queue.requeue_expired() == 0


def test_an_expired_lease_hands_the_task_on():
    samples.note.enqueue("one")
    expire(queue.claim("dead"))
    assert run_ready() == 1
    assert names() == ["one"]
    assert the_task().run.attempts == 2


def test_a_task_that_kills_every_worker_gives_up():
    samples.note.enqueue("one")
    for _ in range(queue.TRIES):
        expire(queue.claim("dead"))
        assert queue.requeue_expired() == 1
    assert the_task().run.gave_up_at is not None
    assert run_ready() == 0


@pytest.mark.parametrize("late", [queue.finish, queue.extend, lambda run: queue.fail(run, ValueError())])
def test_who_lost_the_lease_no_longer_decides(late):
    samples.note.enqueue("one")
    lost = queue.claim("slow")
    expire(lost)
    queue.requeue_expired()
    held = queue.claim("quick")
    late(lost)
    row = the_task()
    assert (row.status, row.run.attempts, row.run.lease_until) == (TaskResultStatus.RUNNING, 2, held.lease_until)


def test_what_gave_up_holds_no_lease():
    samples.note.enqueue("one")
    run = queue.claim("someone")
    run.gave_up_at = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        run.save()


@pytest.mark.django_db(transaction=True)
def test_a_long_task_keeps_its_lease(monkeypatch):
    monkeypatch.setattr(queue, "LEASE", timedelta(seconds=0.45))
    samples.outlives_its_lease.enqueue("one")
    assert run_ready() == 1
    assert names() == ["one"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work_and_nothing_is_done_twice(monkeypatch):
    done = Counter()
    monkeypatch.setattr(consumer, "_call", lambda row: done.update([row.args_kwargs["args"][0]]))
    for number in range(12):
        samples.note.enqueue(f"n{number}")

    def work():
        run_ready()
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert done == Counter(f"n{number}" for number in range(12))
    assert not DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).exists()


# --- The consumer ------------------------------------------------------------------------------------


@pytest.fixture
def running_consumer(monkeypatch):
    """The consumer's thread with one job that counts its calls and one that always fails."""
    calls = []

    def broken():
        raise RuntimeError("this job always fails")

    monkeypatch.setattr(consumer, "jobs", [Job(3600, broken), Job(3600, lambda: calls.append(1))])
    thread = consumer.Consumer()
    thread.calls = calls
    thread.start()
    yield thread
    thread.stop(10)
    assert not thread.is_well()


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_the_consumer_runs_tasks_and_jobs_and_outlives_errors(running_consumer):
    wait_for(lambda: running_consumer.calls)
    samples.fails.enqueue("ada")
    samples.note.enqueue("one")
    wait_for(lambda: names() == ["one"])
    assert running_consumer.is_well()
    assert running_consumer.calls == [1]


# --- Processes that die ------------------------------------------------------------------------------

WORKER = """
import datetime, django
django.setup()
from django.core.management import call_command
from core.tasks import queue
queue.LEASE = datetime.timedelta(seconds=1)
call_command("worker")
"""


@pytest.fixture
def start_worker():
    """`start_worker()` starts `manage worker` on this test's database, with a lease of one second."""
    environment = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    processes = []

    def start():
        processes.append(subprocess.Popen([sys.executable, "-c", WORKER], env=environment, stdout=subprocess.DEVNULL))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.mark.django_db(transaction=True)
def test_a_task_whose_worker_is_killed_is_done_once_in_effect_by_another(start_worker, tmp_path):
    """kill -9 in mid-task: the next worker (here this process) takes over when the lease has run out, not before."""
    samples.hangs_at_first.enqueue(str(tmp_path), "one")
    victim = start_worker()
    wait_for((tmp_path / "begun").exists)
    assert run_ready() == 0
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    wait_for(lambda: run_ready() == 1)
    assert names() == ["one"]
    assert (the_task().status, the_task().run.attempts) == (TaskResultStatus.SUCCESSFUL, 2)
    assert (tmp_path / "begun").read_text().split() == [str(victim.pid), str(os.getpid())]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_asked_to_end_finishes_its_task_and_begins_no_other(start_worker, tmp_path):
    samples.note_after_a_while.using(priority=1).enqueue(str(tmp_path), "one")
    samples.note.enqueue("two")
    worker = start_worker()
    wait_for((tmp_path / "begun").exists)
    worker.terminate()
    assert worker.wait(30) == 0
    assert names() == ["one"]
    assert queue.due().count() == 1
