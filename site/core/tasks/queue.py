"""The life of a durable task in the database: claimed under a lease, done, tried again, given up, forgotten.

Every function here is one short transaction and none spans the run of a task. SQLite serialises them (IMMEDIATE),
PostgreSQL locks the rows concerned and skips those that another worker has.
"""

import traceback
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from core.models.task import TaskRun

from .declare import BACKEND

LEASE = timedelta(seconds=60)  # a task whose worker shows no sign of life for so long belongs to nobody
TRIES = 6
FIRST_PAUSE = timedelta(seconds=30)
PAUSE_FACTOR = 5  # 30 s, 2½ min, 12½ min, 1 h, 5 h
KEEP_DONE = timedelta(days=7)
KEEP_GIVEN_UP = timedelta(days=90)


def pause_after(attempts: int) -> timedelta:
    """How long to wait before the next try, after so many."""
    return FIRST_PAUSE * PAUSE_FACTOR ** (attempts - 1)


def durable_tasks():
    return DBTaskResult.objects.filter(backend_name=BACKEND)


def due():
    """Tasks whose time has come, as a queryset, the most urgent first."""
    return durable_tasks().ready()


def waiting():
    return durable_tasks().filter(status=TaskResultStatus.READY)


def running():
    return durable_tasks().filter(status=TaskResultStatus.RUNNING)


def given_up():
    return durable_tasks().filter(status=TaskResultStatus.FAILED)


def claim(worker: str) -> TaskRun | None:
    """Take the most urgent due task under a lease; None when nothing is due."""
    if not due().exists():  # so that an idle worker never asks for the write lock
        return None
    with transaction.atomic():
        row = due().select_for_update(skip_locked=True).first()
        if row is None:
            return None
        row.claim(worker)
        run, _created = TaskRun.objects.get_or_create(task=row)
        run.attempts += 1
        run.lease_until = timezone.now() + LEASE
        run.save(update_fields=["attempts", "lease_until"])
        run.task = row
        return run


def _held(run: TaskRun):
    """The row of this run, as a queryset: empty when the lease ran out and the task is another's by now."""
    return TaskRun.objects.filter(pk=run.pk, attempts=run.attempts, lease_until__isnull=False)


def extend(run: TaskRun) -> bool:
    """A sign of life. False when the task is no longer this run's."""
    return bool(_held(run).update(lease_until=timezone.now() + LEASE))


@transaction.atomic
def finish(run: TaskRun):
    if _held(run).update(lease_until=None, last_error=""):
        durable_tasks().filter(pk=run.pk).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now(), exception_class_path="", traceback=""
        )


@transaction.atomic
def fail(run: TaskRun, error: Exception):
    """Note the error and plan the next try, or give up after the last. Messages are not kept: they quote people."""
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if _held(run).update(lease_until=None, last_error=name[:200]):
        durable_tasks().filter(pk=run.pk).update(
            exception_class_path=name, traceback="".join(traceback.format_tb(error.__traceback__))
        )
        _again(run.pk, run.attempts, pause_after(run.attempts))


def requeue_expired() -> int:
    """Hand on the tasks whose worker died: at once, for the lease was the pause. Says how many."""
    expired = TaskRun.objects.filter(lease_until__lt=timezone.now())
    if not expired.exists():  # as above
        return 0
    with transaction.atomic():
        runs = list(expired.select_for_update(skip_locked=True))
        for run in runs:
            TaskRun.objects.filter(pk=run.pk).update(lease_until=None, last_error="lease expired")
            _again(run.pk, run.attempts, timedelta(0))
    return len(runs)


def _again(pk, attempts, pause):
    now = timezone.now()
    if attempts < TRIES:
        durable_tasks().filter(pk=pk).update(status=TaskResultStatus.READY, run_after=now + pause)
    else:
        durable_tasks().filter(pk=pk).update(status=TaskResultStatus.FAILED, finished_at=now)
        TaskRun.objects.filter(pk=pk).update(gave_up_at=now)


@transaction.atomic
def retry(tasks) -> int:
    """Put given-up tasks (a queryset) back in the queue with all their tries. Says how many."""
    pks = list(given_up().filter(pk__in=tasks).values_list("pk", flat=True))
    TaskRun.objects.filter(pk__in=pks).update(attempts=0, gave_up_at=None)
    return (
        durable_tasks()
        .filter(pk__in=pks)
        .update(status=TaskResultStatus.READY, run_after=get_date_max(), finished_at=None)
    )


def prune() -> int:
    """Forget what was done a week ago and what gave up a quarter of a year ago. Says how many."""
    now = timezone.now()
    done = durable_tasks().filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEEP_DONE)
    lost = given_up().filter(finished_at__lt=now - KEEP_GIVEN_UP)
    return sum(old.delete()[1].get(DBTaskResult._meta.label, 0) for old in (done, lost))
