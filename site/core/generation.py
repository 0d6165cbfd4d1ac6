"""The generation of everything readable: each writing transaction moves it on, in that transaction (decision 11).

Seen at the database's own door, so that `update()`, bulk and raw statements count as much as `save()`. What nobody can
read without signing in is named below; a table that is not named counts.
"""

import asyncio
import itertools
import logging
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.db import Error, connection, connections, transaction
from django.db.backends.signals import connection_created

from core.tasks.declare import wake

logger = logging.getLogger("connactions.generation")

TABLE = "core_cachegeneration"
KEPT = 200  # rows that a sweep leaves
SWEEP = 50  # own commits between two sweeps
NO_PAGE_SHOWS = re.compile(
    rf"{TABLE}$|core_taskrun$|django_(session|migrations|content_type|tasks)|account_|mfa_|auth_"
    r"|networks_invitation$|accounts_notification$|pages_enquiry$|search_(indexchange|filetext|learnedlexicon|savedsearch)$"
    r"|wagtailcore_(revision|pagelogentry|modellogentry|referenceindex|comment|pagesubscription|workflow|task|group)"
    r"|wagtail(search|admin|users)_"
)
WRITE = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+[\"`]?(\w+)", re.IGNORECASE
)
ASK = f"SELECT count(*), coalesce(sum(id), 0) FROM {TABLE}"

_commits = itertools.count(1)


# --- Writing -----------------------------------------------------------------------------------------


def watch(connection, **_kwargs):
    """Receiver of `connection_created`: from now on every statement of this connection passes `_seen`."""
    if _seen not in connection.execute_wrappers:
        connection.execute_wrappers.append(_seen)


def start_watching():
    connection_created.connect(watch, dispatch_uid="core.generation")


def _seen(execute, sql, params, many, context):
    outcome = execute(sql, params, many, context)
    written = WRITE.match(sql) if isinstance(sql, str) else None
    if written and not NO_PAGE_SHOWS.match(written[1]) and not _moved(context["connection"]):
        _move(context["connection"])
    return outcome


def _moved(connection) -> bool:
    """Whether this transaction has moved the generation already, outside of any savepoint rolled back since: Django
    drops what a rolled back savepoint wanted to do on commit, and so our note."""
    return any(todo[1] is _committed for todo in connection.run_on_commit)


def _move(connection):
    if not _table_is_there(connection):
        return  # migrations that write before it is made
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} DEFAULT VALUES")
    if connection.in_atomic_block:
        transaction.on_commit(_committed, using=connection.alias, robust=True)
    else:
        wake.set()


def _table_is_there(connection) -> bool:
    if not getattr(connection, "has_generations", False):
        connection.has_generations = TABLE in connection.introspection.table_names()
    return connection.has_generations


def _committed():
    wake.set()  # the consumer, who has the search index follow
    if next(_commits) % SWEEP == 0:
        sweep()


def sweep():
    """Forget old rows. A cache takes that for a change, which costs it a page and harms nobody."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE id <= (SELECT max(id) - {KEPT} FROM {TABLE})")


# --- Reading -----------------------------------------------------------------------------------------


def reader():
    """What tells the generation of this site's database: `await reader.read()`, something comparable or None."""
    return SQLiteReader() if connections.settings["default"]["ENGINE"].endswith("sqlite3") else DatabaseReader()


class SQLiteReader:
    """From the event loop itself, over a connection of its own: `data_version` (5 µs) moves when anybody commits,
    and only then the table is asked. Readers never wait in WAL."""

    def __init__(self):
        self.connection = self.version = self.generation = None

    async def read(self):
        try:
            self.connection = self.connection or self._connect()
            version = self.connection.execute("PRAGMA data_version").fetchone()
            if version != self.version:
                self.generation = self.connection.execute(ASK).fetchone()
                self.version = version
            return self.generation
        except sqlite3.Error:
            logger.exception("the generation cannot be read")
            self.close()

    def _connect(self):
        address = f"{Path(str(settings.DATABASES['default']['NAME'])).absolute().as_uri()}?mode=rw"
        return sqlite3.connect(address, uri=True, timeout=0.05, isolation_level=None, check_same_thread=False)

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = self.version = None


class DatabaseReader:
    """From a thread of its own. Who asks while an answer is under way gets the next one: an answer begun before a
    question may be older than what the asker has already seen."""

    def __init__(self):
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="generation")
        self.running = self.following = None

    async def read(self):
        if self.running is None or self.running.done():
            self.running = asyncio.ensure_future(self._ask())
            return await asyncio.shield(self.running)
        if self.following is None:
            self.following = asyncio.ensure_future(self._after(self.running))
        return await asyncio.shield(self.following)

    async def _after(self, earlier):
        await asyncio.wait([earlier])
        self.running, self.following = asyncio.current_task(), None
        return await self._ask()

    async def _ask(self):
        return await asyncio.get_running_loop().run_in_executor(self.thread, _ask_database)

    def close(self):
        self.thread.submit(lambda: connection.close())
        self.thread.shutdown()


def current() -> tuple | None:
    """The generation of what has been committed; None inside a transaction, whose own writes may still be undone."""
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(ASK)
        return cursor.fetchone()


def _ask_database():
    try:
        return current()
    except Error:
        logger.exception("the generation cannot be read")
        connection.close()
