"""From what a source declares to SQL: which rows of which tables enter its records."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model
from django.db.models.sql import Query

# Bookkeeping of drafts and of the tree, which no record shows: to save a draft is no change of what can be found.
UNREAD = {
    "draft_title",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision_created_at",
    "latest_revision_id",
    "live_revision_id",
    "lock_owner",
    "locked",
    "locked_at",
    "locked_by_id",
    "numchild",
}


@dataclass(frozen=True)
class Step:
    """One table, and how its rows lead to records.

    Args:
        table: its name.
        columns: those of which a change counts.
        select: takes the names of a row (`OLD`, `NEW`) and gives the SQL that selects the ids of the records.
    """

    table: str
    columns: tuple[str, ...]
    select: Callable[[tuple[str, ...]], str]


def steps(source) -> Iterator[Step]:
    """Every table that a source declares, with those that its models inherit from."""
    for model in source.models():
        yield _own(model)
        yield from _inherited(model, [])
        for path in source.follows:
            yield from _along(model, path)
        if source.below:
            yield from _above(model, source.below)


def _own(model):
    pk = model._meta.pk.column
    return _step(model, lambda rows: " UNION ".join(f"SELECT {row}.{q(pk)} AS pk" for row in rows))


def _along(model, path: str) -> Iterator[Step]:
    """The tables of a path of relations, one after the other."""
    hops = Query(model).names_to_path(path.split("__"), model._meta, fail_on_missing=True)[0]
    for number, hop in enumerate(hops):
        yield _step(hop.to_opts.model, _through(model, hops[:number], hop))
        yield from _inherited(hop.to_opts.model, hops[: number + 1], model)


def _inherited(model, hops, start=None) -> Iterator[Step]:
    for parent in model._meta.get_parent_list():
        *before, last = model._meta.get_path_to_parent(parent)
        yield _step(parent, _through(start or model, [*hops, *before], last))


def _above(model, page) -> Iterator[Step]:
    """All records stand below one page: whatever is written of it concerns all."""
    every = f"SELECT {q(model._meta.pk.column)} AS pk FROM {q(model._meta.db_table)}"
    yield _step(page, lambda rows: f"{every} WHERE true")
    own = f"SELECT 1 FROM {q(page._meta.db_table)} WHERE {q(page._meta.pk.column)}"
    for parent in page._meta.get_parent_list():
        column = parent._meta.pk.column
        yield _step(parent, lambda rows, column=column: f"{every} WHERE EXISTS ({own} IN ({_of(rows, column)}))")


def _through(model, before, last) -> Callable[[tuple[str, ...]], str]:
    """The records to which a row at the end of these hops belongs: its own table need not be joined."""
    sql = f"SELECT t0.{q(model._meta.pk.column)} AS pk FROM {q(model._meta.db_table)} t0"
    for number, hop in enumerate(before):
        here, there = _columns(hop)
        sql += f" JOIN {q(hop.to_opts.db_table)} t{number + 1} ON t{number}.{q(here)} = t{number + 1}.{q(there)}"
    here, there = _columns(last)
    return lambda rows: f"{sql} WHERE t{len(before)}.{q(here)} IN ({_of(rows, there)})"


def _columns(hop) -> tuple[str, str]:
    [(here, there)] = hop.join_field.get_joining_fields()
    return here.column, there.column


def _step(model: type[Model], select) -> Step:
    columns = (field.column for field in model._meta.local_concrete_fields)
    return Step(model._meta.db_table, tuple(column for column in columns if column not in UNREAD), select)


def _of(rows, column) -> str:
    return ", ".join(f"{row}.{q(column)}" for row in rows)


def q(name: str) -> str:
    return connection.ops.quote_name(name)
