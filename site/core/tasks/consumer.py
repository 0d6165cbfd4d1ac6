"""Who does the work: `run_ready` in the calling thread; `Consumer`, the thread of the server or of `manage worker`."""

import logging
import os
import socket
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import translation
from django.utils.module_loading import autodiscover_modules
from django_tasks import TaskContext

from core.database import wait_until_migrated

from . import queue
from .declare import jobs, wake

logger = logging.getLogger("connactions.tasks")

POLL = 1.0  # seconds between two looks for what other processes enqueued
BATCH = 1  # tasks between two looks at the clock: the index follows between them
PAUSE_WHEN_BROKEN = 5.0  # seconds, e.g. while the database is away
LONGEST = timedelta(minutes=15)  # nobody vouches longer for a task that does not end


def run_ready(limit: int | None = None, *, wanted=lambda: True) -> int:
    """Run what is due, one task after the other, in this thread, and say how many were begun.

    Args:
        limit: stop after so many.
        wanted: asked before each task; False stops.
    """
    worker = f"{socket.gethostname()}:{os.getpid()}"[:64]
    queue.requeue_expired()
    count = 0
    while (limit is None or count < limit) and wanted() and (run := queue.claim(worker)):
        _perform(run)
        count += 1
    return count


def _perform(run):
    try:
        with _signs_of_life(run), translation.override(settings.LANGUAGE_CODE):
            _call(run.task)
    except (Exception, SystemExit) as error:
        queue.fail(run, error)
        logger.exception("%s failed (%s of %s)", run.task.task_path, run.attempts, queue.TRIES)
    else:
        queue.finish(run)


def _call(row):
    result = row.task_result  # raises when the function no longer exists
    context = [TaskContext(task_result=result)] if result.task.takes_context else []
    result.task.call(*context, *result.args, **result.kwargs)


@contextmanager
def _signs_of_life(run):
    """Extend the lease from a thread of its own as long as the block runs, but not for ever."""
    done = threading.Event()
    thread = threading.Thread(target=_extend_until, args=(run, done), name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _extend_until(run, done):
    give_up = time.monotonic() + LONGEST.total_seconds()
    try:
        while not done.wait(queue.LEASE.total_seconds() / 3) and time.monotonic() < give_up:
            try:
                if not queue.extend(run):
                    return
            except Exception:
                logger.exception("the lease of %s could not be extended", run.task.task_path)
    finally:
        connections.close_all()  # this thread's own


class Consumer(threading.Thread):
    """Runs durable tasks and the jobs that come round. A daemon: what it leaves undone, a lease returns."""

    def __init__(self):
        super().__init__(name="consumer", daemon=True)
        autodiscover_modules("scheduled")
        self._ending = threading.Event()
        self._next = dict.fromkeys(jobs, 0.0)
        self._sign = time.monotonic()

    def run(self):
        wait_until_migrated(self._wanted)
        while self._wanted():
            if not self._round():
                wake.wait(POLL)
                wake.clear()
        connections.close_all()

    def _wanted(self):
        self._sign = time.monotonic()
        return not self._ending.is_set()

    def _round(self) -> bool:
        """Whether there is more to do at once."""
        try:
            close_old_connections()
            self._jobs_that_are_due()
            return run_ready(BATCH, wanted=self._wanted) == BATCH
        except Exception:
            logger.exception("the consumer could not look for tasks")
            self._ending.wait(PAUSE_WHEN_BROKEN)
            return False

    def _jobs_that_are_due(self):
        for job, moment in self._next.items():
            if self._wanted() and moment <= time.monotonic():
                self._next[job] = time.monotonic() + job.seconds
                try:
                    job.run()
                except Exception:
                    logger.exception("%s failed", job.run.__qualname__)

    def is_well(self) -> bool:
        """Alive, and not stuck in one task."""
        return self.is_alive() and time.monotonic() - self._sign < LONGEST.total_seconds()

    def stop(self, patience: float | None = None):
        """End after the current task; wait so many seconds for that."""
        self._ending.set()
        wake.set()
        self.join(patience)


_of_this_process: Consumer | None = None


def start():
    """Start the consumer of this process."""
    global _of_this_process
    _of_this_process = Consumer()
    _of_this_process.start()


def stop(patience: float):
    if _of_this_process:
        _of_this_process.stop(patience)


def is_well() -> bool:
    """Whether this process has a consumer that works."""
    return _of_this_process is not None and _of_this_process.is_well()
