"""The rule a model network answers to: in each country at least three actors, public and private ones."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.models import PRIVATE, PUBLIC, Membership, Organisation

ACTORS_PER_COUNTRY = 3
# Shown with the country's name inside the sentence, where German and Italian need the article or preposition.
IN_COUNTRY = {"DE": lambda: _("in Germany"), "IT": lambda: _("in Italy")}


@dataclass(frozen=True)
class Country:
    code: str
    public: int
    private: int

    @property
    def actors(self) -> int:
        return self.public + self.private

    @property
    def complete(self) -> bool:
        return bool(self.public and self.private and not self.needed)

    @property
    def needed(self) -> int:
        return max(0, ACTORS_PER_COUNTRY - self.actors)


@dataclass(frozen=True)
class Composition:
    """How a network is made up today, counted over organisations with a live membership."""

    countries: tuple[Country, Country]

    @property
    def public(self) -> int:
        return sum(country.public for country in self.countries)

    @property
    def private(self) -> int:
        return sum(country.private for country in self.countries)

    @property
    def complete(self) -> bool:
        return all(country.complete for country in self.countries)

    @cached_property
    def missing(self) -> list[str]:
        """What is missing, one sentence each, in the reader's language."""
        return [sentence for country in self.countries for sentence in _missing_in(country)]


def _missing_in(country) -> list[str]:
    where = IN_COUNTRY[country.code]()
    sentences = []
    if country.needed:
        sentence = ngettext(
            "%(count)d actor is missing %(where)s.", "%(count)d actors are missing %(where)s.", country.needed
        )
        sentences.append(sentence % {"count": country.needed, "where": where})
    if not country.public:
        sentences.append(_("A public body is missing %(where)s.") % {"where": where})
    if not country.private:
        sentences.append(_("A private organisation is missing %(where)s.") % {"where": where})
    return sentences


def composed_of(actors) -> Composition:
    """The composition of actors given as pairs of country and sector, each organisation once."""
    count = Counter(actors)
    return Composition(tuple(Country(code, count[code, PUBLIC], count[code, PRIVATE]) for code in ("DE", "IT")))


def composition(network) -> Composition:
    actors = Organisation.objects.filter(memberships__in=network.memberships.live()).distinct()
    rows = actors.values_list("pk", "country", "sector")
    return composed_of((country, sector) for _pk, country, sector in rows)


def compositions(networks) -> dict[int, Composition]:
    """The same for several networks in one query: network id → Composition."""
    rows = (
        Membership.objects.live()
        .filter(network__in=[network.pk for network in networks])
        .values_list("network_id", "organisation_id", "organisation__country", "organisation__sector")
        .distinct()
        .order_by()
    )
    grouped: dict[int, list] = {network.pk: [] for network in networks}
    for network_id, _organisation, country, sector in rows:
        grouped[network_id].append((country, sector))
    return {pk: composed_of(actors) for pk, actors in grouped.items()}
