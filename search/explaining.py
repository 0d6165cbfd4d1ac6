"""Why a query finds a record: its units, the ways of each, and what of them the record has."""

from collections.abc import Iterator
from dataclasses import replace

from search import engines, entries, fields
from search.engines.base import Entry, Scope
from search.planning.current import planner
from search.planning.planner import Planner
from search.planning.tree import Node, Plan, terms
from search.planning.ways import Unit, Way
from search.records import records_of

LOOKED_AT = 1000  # hits among which a record's score is looked for


def explain(query: str, language: str, key: str = "") -> Iterator[str]:
    """Lines for people who look after the search; not for readers: it says what stands in records of all audiences.

    Args:
        key: of a record, `practice:42`: which ways it answers, and with what score.

    Raises:
        EngineDown.
        LookupError: there is no record of this key.
    """
    made = planner()
    entry = _entry(key) if key else None
    plan = made.plan(query, language)
    if not plan.units:
        yield "The query has no word that says anything."
    for unit in plan.units:
        yield from _unit(unit, made, entry)
    if entry:
        yield from _score(plan, entry)


def _entry(key: str) -> Entry:
    for record in records_of([key]):
        return entries.of(record)
    raise LookupError(f"There is no record {key}.")


def _unit(unit: Unit, made: Planner, entry: Entry | None, indent: str = "") -> Iterator[str]:
    yield f"{indent}{unit.written}"
    places = sorted({place for way in unit.ways for group in way.groups for place in group})
    counts = made.frequencies(places)
    for way in sorted(unit.ways, key=lambda each: -each.worth):
        mark = ("✓ " if _answers(entry, way) else "  ") if entry else ""
        yield f"{indent}  {mark}{way.worth:.2f}  {_groups(way, counts)}{_reason(way)}"
    for inner in unit.inner:
        yield from _unit(inner, made, entry, indent + "  ")


def _groups(way: Way, counts) -> str:
    """`de:betrieb (12) or parts_de:betrieb (3)`, in brackets the number of entries."""
    return " and ".join(
        " or ".join(f"{field}:{key} ({counts.get((field, key), 0)})" for field, key in group) for group in way.groups
    )


def _reason(way: Way) -> str:
    said = [f"{way.origin}: {way.text}" if way.text else way.origin, f"for {way.like}" if way.like else ""]
    return "".join(f"  [{each}]" for each in said if each)


def _answers(entry: Entry, way: Way) -> bool:
    return all(any(_has(entry, *place) for place in group) for group in way.groups)


def _has(entry: Entry, field: str, key: str) -> bool:
    return key in entry.fields.get(field, "").split()


def _score(plan: Plan, entry: Entry) -> Iterator[str]:
    """The place and score of the record, and what each part of the query alone would give it."""
    place, score = _found(plan, entry)
    if not place:
        yield f"{entry.key} is not among the first {LOOKED_AT} hits."
        return
    yield f"{entry.key}: hit {place}, score {score:.2f}, of which"
    for node in plan.should:
        alone = replace(plan, must=(), should=(node,), never=())
        _place, part = _found(alone, entry)
        yield f"  {part:.2f}  {_names(node)}"


def _found(plan: Plan, entry: Entry) -> tuple[int, float]:
    hits = engines.engine().search(plan, Scope(None), limit=LOOKED_AT).hits
    return next(((n, score) for n, (key, score) in enumerate(hits, 1) if key == entry.key), (0, 0.0))


def _names(node: Node) -> str:
    found = list(dict.fromkeys(f"{term.field}:{term.key}" for term in terms(node)))
    where = "in the title: " if all(term.field in fields.TITLE.values() for term in terms(node)) else ""
    return where + ", ".join(found[:6]) + (" …" if len(found) > 6 else "")
