"""The list: what a reader may see, narrowed by words and facets. Light rows are counted in memory, in two queries."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models.functions import Lower
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.bilingual import read
from core.facets import ShownFacet, shown, words_asked
from core.regions import COUNTRIES, region_name
from networks.models import PRIVATE, PUBLIC, ActorType, Membership, Network, Organisation

PER_PAGE = 20
PARTNERS = "1"


@dataclass(frozen=True)
class Row:
    """What of an organisation is counted: facet → its values."""

    pk: int
    values: dict[str, set[str]]


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list: its name in an address, its title, how a value is called."""

    key: str
    title: str
    label: Callable[[str, dict], str]


def _choice(choices):
    return lambda value, _networks: capfirst(str(dict(choices)[value]))


FACETS = [
    Facet("partner", _("Partner search"), lambda value, _networks: str(_("looks for partners"))),
    Facet("country", _("Country"), _choice(COUNTRIES)),
    Facet("region", _("Region"), lambda value, _networks: region_name(value)),
    Facet("type", _("Type of actor"), _choice(ActorType.choices)),
    Facet("sector", _("Sector"), _choice([(PUBLIC, _("public")), (PRIVATE, _("private"))])),
    Facet("network", _("Network"), lambda value, networks: read(networks[value], "heading")),
]


@dataclass(frozen=True)
class Choice:
    """What was asked for: words, and of each facet any of several values."""

    query: str = ""
    values: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, parameters):
        """From an address; what no row has is left out when it is compared, so nonsense does no harm."""
        query = words_asked(parameters)
        asked = {facet.key: frozenset(filter(None, parameters.getlist(facet.key)[:50])) for facet in FACETS}
        return cls(query, {key: values for key, values in asked.items() if values})

    @property
    def kept(self) -> dict[str, str]:
        """What stays when the facets change, by its name in an address."""
        return {"q": self.query} if self.query else {}


@dataclass
class Listing:
    """What a reader gets: the ids in their order, counts per facet, networks by slug, and the choice that was known."""

    pks: list[int]
    counts: dict[str, Counter]
    networks: dict[str, Network]
    choice: Choice


def listing(user, choice: Choice) -> Listing:
    """The organisations this reader may see, as chosen. Each facet counts what the others leave."""
    networks = {network.slug: network for network in Network.objects.visible_to(user).by_heading()}
    rows = _rows(Organisation.objects.visible_to(user).matching(choice.query), networks)
    known = {facet.key: set().union(*(row.values[facet.key] for row in rows)) for facet in FACETS}
    values = {key: asked & known[key] for key, asked in choice.values.items()}
    choice = Choice(choice.query, {key: kept for key, kept in values.items() if kept})
    counts = {facet.key: _count(rows, choice, facet.key) for facet in FACETS}
    return Listing([row.pk for row in rows if _fits(row, choice)], counts, networks, choice)


def _count(rows, choice: Choice, key: str) -> Counter:
    return Counter(value for row in rows if _fits(row, choice, but=key) for value in row.values[key])


def _rows(organisations, networks) -> list[Row]:
    slugs = {network.pk: slug for slug, network in networks.items()}
    acting: dict[int, set[str]] = {}
    members = Membership.objects.live().filter(network__in=slugs).values_list("organisation", "network").distinct()
    for organisation, network in members.order_by():
        acting.setdefault(organisation, set()).add(slugs[network])
    ordered = organisations.order_by(Lower("name"), "pk")
    columns = ("pk", "country", "region", "actor_type", "sector", "looks_for_partners")
    return [
        Row(
            pk,
            {
                "country": {country},
                "region": {region},
                "type": {kind},
                "sector": {sector},
                "partner": {PARTNERS} if looks else set(),
                "network": acting.get(pk, set()),
            },
        )
        for pk, country, region, kind, sector, looks in ordered.values_list(*columns)
    ]


def _fits(row: Row, choice: Choice, but: str = "") -> bool:
    return all(row.values[key] & values for key, values in choice.values.items() if key != but)


def facets_of(found: Listing) -> list[ShownFacet]:
    """The facets that have values; all are open but the long list of regions."""
    facets = []
    for facet in FACETS:
        chosen, counts = found.choice.values.get(facet.key, frozenset()), found.counts[facet.key]
        values = _in_order(facet.key, {*counts, *chosen}, found.networks)
        if labels := [(value, facet.label(value, found.networks)) for value in values]:
            facets.append(shown(facet.key, facet.title, labels, counts, chosen, open=facet.key != "region"))
    return facets


def _in_order(key: str, values: Iterable[str], networks) -> list[str]:
    if key == "network":
        return [slug for slug in networks if slug in values]
    if key == "region":
        return sorted(values, key=lambda code: (code[:2], region_name(code)))
    fixed = {"type": ActorType.values, "country": [code for code, _name in COUNTRIES], "sector": [PUBLIC, PRIVATE]}
    return [value for value in fixed.get(key, [PARTNERS]) if value in values]
