"""The queue of what the index has to read anew: one row for each record, in the transaction that changes it (law 3).

Rooms call nothing here: the database writes the rows itself (`triggers`).
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from django.db import connection, transaction
from django.utils import timezone

from core.tasks.declare import wake
from search.models import IndexChange
from search.records import sources

AT_ONCE = 200  # keys in one statement
TRIES = 5  # of a record that cannot be read before it is set aside


def changed(*keys: str) -> None:
    """Have these records read anew. Takes part in the transaction; a record that waits already is not listed twice."""
    rest = iter(sorted(set(keys)))
    while some := list(islice(rest, AT_ONCE)):
        _upsert(some)
    transaction.on_commit(wake.set, robust=True)


def _upsert(keys):
    table, now = IndexChange._meta.db_table, timezone.now()
    rows = ", ".join(["(%s, 1, %s, 0, '')"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, times, since, failures, last_error) VALUES {rows} "
            f"ON CONFLICT (key) DO UPDATE SET times = {table}.times + 1, failures = 0, last_error = ''",
            [value for key in keys for value in (key, connection.ops.adapt_datetimefield_value(now))],
        )


def everything_changed() -> None:
    changed(*all_keys())


def all_keys() -> Iterator[str]:
    """The keys of everything that belongs into the index now."""
    return chain.from_iterable(map(source.key, source.pks()) for source in sources.values())


def waiting():
    """Changes the index has not followed yet, as a queryset; not those whose record could not be read."""
    return IndexChange.objects.filter(failures=0)


def set_aside():
    """Those whose record could not be read again and again."""
    return IndexChange.objects.filter(failures__gte=TRIES)


def lag() -> float:
    """Seconds since the oldest change that the index has not followed; 0 when it is up to date.

    Pages withhold suggestions and facets when it passes ten seconds (law 3).
    """
    since = waiting().order_by("since").values_list("since", flat=True).first()
    return max((timezone.now() - since).total_seconds(), 0.0) if since else 0.0


def forget(taken: Iterable[IndexChange]) -> int:
    """Take away what has been followed, unless it has changed again since it was read. Says how many.

    Never waits for a writer, who may be waiting for us: a row that somebody is writing stays.
    """
    read = {change.pk: change.times for change in taken}
    with transaction.atomic():
        rows = IndexChange.objects.select_for_update(skip_locked=True).filter(pk__in=read)
        same = [row.pk for row in rows if row.times == read[row.pk]]
        return IndexChange.objects.filter(pk__in=same).delete()[0]
