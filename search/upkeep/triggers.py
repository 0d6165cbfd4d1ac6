"""What writes a row for the index into the transaction that changes a record: triggers in the database itself.

Saved, updated in bulk, moved with its subtree by raw SQL of Wagtail, deleted by a cascade: nothing passes by. They
are made after each `migrate` from what sources declare (`Source.follows`), and taken away before one alters tables.
"""

import hashlib
from functools import cache

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from search.models import IndexChange
from search.records import sources

from .changes import everything_changed
from .paths import q, steps

PREFIX = "search_follows_"
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
QUEUE = IndexChange._meta.db_table
NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "statement_timestamp()"}
DISTINCT = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}

# As `changes.changed`, which does it from Python: a first change waits from now on, another one raises `times`.
UPSERT = (
    "INSERT INTO {queue} (key, times, since, failures, last_error)"
    " SELECT '{kind}:' || pk, 1, {now}, 0, '' FROM (SELECT DISTINCT pk FROM ({select}) AS every) AS found"
    " WHERE true ORDER BY pk"
    " ON CONFLICT (key) DO UPDATE SET times = {queue}.times + 1, failures = 0, last_error = '';"
)
CREATE = {
    "sqlite": "CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW{when} BEGIN {body} END",
    "postgresql": (
        "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        " $follows$ BEGIN {body} RETURN NULL; END $follows$;"
        " CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW{when} EXECUTE FUNCTION {name}()"
    ),
}
DROP = {
    "sqlite": "DROP TRIGGER {name}",
    "postgresql": "DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()",
}
THERE = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, %s) = %s",
    "postgresql": (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE pg_table_is_visible(c.oid) AND substr(t.tgname, 1, %s) = %s"
    ),
}


@cache
def wanted() -> dict[str, tuple[str, str]]:
    """Name → (table, SQL) of each trigger. The name carries a digest: what changes is called otherwise."""
    found = {}
    for table, columns, statements in _by_table():
        for event, rows in ROWS.items():
            body = " ".join(_upsert(kind, select(rows)) for kind, select in statements)
            when = _when(columns) if event == "UPDATE" else ""
            digest = hashlib.blake2s(f"{body}{when}{CREATE}".encode(), digest_size=4).hexdigest()
            name = f"{PREFIX}{event[:3].lower()}_{table[:30]}_{digest}"
            sql = CREATE[connection.vendor].format(name=name, event=event, table=q(table), when=when, body=body)
            found[name] = (table, sql)
    return found


def _by_table():
    columns, statements = {}, {}
    for source in sources.values():
        for step in steps(source):
            columns[step.table] = step.columns
            listed = statements.setdefault(step.table, {})
            listed.setdefault((source.kind, step.select(("NEW",))), step.select)
    for table in sorted(statements):
        yield table, columns[table], [(kind, select) for (kind, _sql), select in sorted(statements[table].items())]


def _upsert(kind, select):
    return UPSERT.format(queue=QUEUE, kind=kind, select=select, now=NOW[connection.vendor])


def _when(columns):
    differs = DISTINCT[connection.vendor]
    return " WHEN (" + " OR ".join(f"OLD.{q(column)} {differs} NEW.{q(column)}" for column in columns) + ")"


def there() -> dict[str, str]:
    """Name → table of the triggers that are in the database."""
    with connection.cursor() as cursor:
        cursor.execute(THERE[connection.vendor], [len(PREFIX), PREFIX])
        return dict(cursor.fetchall())


def install() -> bool:
    """Make the triggers as they are declared; whether any was missing. What was written without is read anew."""
    known = there()
    missing = wanted().keys() - known.keys()
    if missing and _half_migrated():
        return False
    _drop({name: table for name, table in known.items() if name not in wanted()})
    for name in sorted(missing):
        _execute(wanted()[name][1])
    if missing:
        everything_changed()
    return bool(missing)


def remove() -> None:
    _drop(there())


def _drop(triggers):
    for name, table in triggers.items():
        _execute(DROP[connection.vendor].format(name=name, table=q(table)))


def _execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _half_migrated() -> bool:
    """`manage migrate` to an earlier state: tables are not those that the models describe."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def before_migration(plan=(), **_kwargs):
    """SQLite makes tables anew to alter them, and a trigger would name what is not there for a moment."""
    if plan:
        remove()


def after_migration(**_kwargs):
    install()
