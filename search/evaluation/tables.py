"""The result as a table for people."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields

from search.evaluation.judged import Query
from search.evaluation.measures import NAMES, Measures, mean, measure

OVERALL = "overall"


def by_kind(queries: list[Query], rankings: dict[str, list[str]]) -> dict[str, list[Measures]]:
    """The measures of judged queries, overall first, then per kind, the most frequent first."""
    found: dict[str, list[Measures]] = defaultdict(list)
    for query in queries:
        if query.relevant:
            measured = measure(query.relevant, rankings[query.qid])
            found[OVERALL].append(measured)
            if query.kind:
                found[query.kind].append(measured)
    return dict(sorted(found.items(), key=lambda each: -len(each[1])))


def lines(title: str, found: dict[str, list[Measures]]) -> Iterator[str]:
    width = max([len(title), *map(len, found)])
    yield f"{title:<{width}}    n  " + "  ".join(NAMES.values())
    for kind, measured in found.items():
        means = mean(measured)
        values = (f"{getattr(means, f.name):{len(NAMES[f.name])}.3f}" for f in fields(Measures))
        yield f"{kind:<{width}} {len(measured):4}  " + "  ".join(values)
