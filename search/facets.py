"""By what a search is narrowed. Rooms contribute a facet in their `search_index.py`: its title and its labels."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.bilingual import LANGUAGES
from core.facets import ShownFacet, shown
from core.templatetags.bilingual import language_name
from search.records import sources

ORDER = (
    "kind", "language", "country", "topic", "field", "region", "action", "group", "maturity", "network", "year", "tag",
)  # fmt: skip
OPEN = 4  # facets that show their values at once
MOST_SHOWN = 20  # values of one facet, the most frequent ones; and all that are chosen


@dataclass(frozen=True)
class Facet:
    """One way to narrow a search.

    Attributes:
        key: as records name it, and in addresses.
        labels: user, codes → (code, label) in the order to be shown. Codes that are not known, or not to this person,
            are left out: they are neither shown nor searched by.
    """

    key: str
    title: str
    labels: Callable[[object, Iterable[str]], list[tuple[str, str]]]


_facets: dict[str, Facet] = {}


def contribute(*facets: Facet):
    _facets.update({facet.key: facet for facet in facets})


def known() -> list[Facet]:
    return [_facets[key] for key in ORDER if key in _facets]


def known_only(filters: dict[str, tuple[str, ...]], user) -> dict[str, tuple[str, ...]]:
    """Of what an address filters by, what this person can know of."""
    kept = {
        facet.key: tuple(code for code, _label in facet.labels(user, filters[facet.key]))
        for facet in known()
        if filters.get(facet.key)
    }
    return {key: codes for key, codes in kept.items() if codes}


def shown_facets(counts: dict[str, dict[str, int]], chosen: dict[str, tuple[str, ...]], user) -> list[ShownFacet]:
    """The facets that have values to choose from; the first few are open."""
    found = []
    for facet in known():
        numbers, ours = counts.get(facet.key, {}), chosen.get(facet.key, ())
        most = sorted(numbers, key=lambda code: (-numbers[code], code))[:MOST_SHOWN]
        if labels := facet.labels(user, {*most, *ours}):
            found.append(shown(facet.key, facet.title, labels, numbers, ours, open=len(found) < OPEN))
    return found


def _kinds(_user, codes):
    return [(kind, capfirst(str(source.label))) for kind, source in sources.items() if kind in codes]


def _languages(_user, codes):
    return [(code, capfirst(language_name(code))) for code in LANGUAGES if code in codes]


contribute(Facet("kind", _("Kind"), _kinds), Facet("language", _("To be read in"), _languages))
