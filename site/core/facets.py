"""What a list is asked for and shows of its facets: values with counts, what has been chosen, addresses without it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.markup import one_line

LONGEST_QUERY = 200  # characters


def words_asked(parameters: Mapping[str, str]) -> str:
    """What a reader has typed into the search field of a list (`q`), in one line and of bounded length."""
    return one_line(parameters.get("q", ""))[:LONGEST_QUERY]


@dataclass(frozen=True)
class ShownValue:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class ShownFacet:
    """One facet for `_facets.html`; `key` is its name in an address, `open` whether its values show at once."""

    key: str
    title: str
    values: list[ShownValue]
    open: bool


def shown(key, title, labels: Iterable[tuple[str, str]], counts: Mapping[str, int], chosen, *, open) -> ShownFacet:
    """A facet with its values, given as (value, label) in their order; whatever is chosen, it is open."""
    values = [ShownValue(value, label, counts.get(value, 0), value in chosen) for value, label in labels]
    return ShownFacet(key, title, values, open or bool(chosen))


def chips(parameters, facets: Iterable[ShownFacet]) -> list[dict]:
    """The chosen values, each with the query string of the list without it."""
    return [
        {"label": value.label, "url": without(parameters, facet.key, value.value)}
        for facet in facets
        for value in facet.values
        if value.chosen
    ]


def without(parameters, key: str, value: str | None = None) -> str:
    """The query string without a value of a parameter, or without all of them; back on the first page."""
    left = parameters.copy()
    left.pop("page", None)
    left.setlist(key, [each for each in left.getlist(key) if value is not None and each != value])
    return f"?{left.urlencode()}"
