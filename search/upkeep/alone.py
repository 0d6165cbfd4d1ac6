"""Only one process writes to the index at a time. The lock goes with the process, however that ends."""

import fcntl
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

LOCK = 5_736_201  # any number that nobody else uses on PostgreSQL


@contextmanager
def alone(*, patient=False):
    """Hold the lock for the block. Gives whether it is ours.

    Args:
        patient: wait until whoever has it is done.
    """
    hold = _on_postgresql if connection.vendor == "postgresql" else _beside_the_database
    with hold(patient) as ours:
        yield ours


@contextmanager
def _on_postgresql(patient):
    """Of the session: a transaction that lasts as long as the writing would keep others waiting."""
    take = "SELECT pg_advisory_lock(%s) IS NOT NULL" if patient else "SELECT pg_try_advisory_lock(%s)"
    with connection.cursor() as cursor:
        cursor.execute(take, [LOCK])
        ours = cursor.fetchone()[0]
    try:
        yield ours
    finally:
        if ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def _beside_the_database(patient):
    with (settings.DATA_DIR / "search.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if patient else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
