"""Tasks for the tests, in a module that another process imports too. The effect is a tag, unique by its name."""

import os
import time
from pathlib import Path

from django.utils import translation
from taggit.models import Tag

from core.tasks import durable, queue

SLEEP = 0.9


@durable
def note(name):
    Tag.objects.get_or_create(name=name, defaults={"slug": name})


@durable
def fails(name):
    raise ValueError(f"no letter to {name}@example.org")


@durable
def ends_the_process():
    raise SystemExit(1)


@durable(takes_context=True)
def note_attempt(context, name):
    note.func(f"{name}-{context.attempt}")


@durable
def speaks_italian():
    translation.activate("it")


@durable
def note_after_a_while(folder, name):
    begin(folder)
    time.sleep(SLEEP)
    note.func(name)


@durable
def hangs_at_first(folder, name):
    """The first run never comes to an end by itself."""
    if begin(folder) == 1:
        time.sleep(60)
    note.func(name)


@durable
def outlives_its_lease(name):
    time.sleep(SLEEP)
    if queue.requeue_expired() == 0:
        note.func(name)


def begin(folder) -> int:
    """Write down who runs; says how many have begun."""
    file = Path(folder) / "begun"
    with file.open("a") as lines:
        lines.write(f"{os.getpid()}\n")
    return len(file.read_text().splitlines())
