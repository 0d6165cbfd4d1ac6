"""How the rooms declare what is to be done: durable tasks, and jobs that come round."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event

from django.db import transaction
from django.dispatch import receiver
from django_tasks import task
from django_tasks.signals import task_enqueued

BACKEND = "durable"
wake = Event()  # set when a task of this process is committed, so that the consumer need not wait for its next look

durable = partial(task, backend=BACKEND)


@receiver(task_enqueued, dispatch_uid="core.tasks.wake")
def wake_after_commit(task_result, **kwargs):
    if task_result.backend == BACKEND:
        transaction.on_commit(wake.set, robust=True)


@dataclass(frozen=True)
class Job:
    seconds: int
    run: Callable[[], object]


jobs: list[Job] = []


def every(seconds: int):
    """Have the consumer call the function this often. In the module `scheduled` of a room; twice must be harmless."""

    def register(function):
        jobs.append(Job(seconds, function))
        return function

    return register
