"""The rule a model network answers to: at least three actors per country, public and private on board."""

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
    actors: int

    @property
    def needed(self) -> int:
        return max(0, ACTORS_PER_COUNTRY - self.actors)


@dataclass(frozen=True)
class Composition:
    """How a network is made up today, counted over organisations with a live membership."""

    countries: tuple[Country, Country]
    public: int
    private: int

    @property
    def complete(self) -> bool:
        return bool(self.public and self.private and not any(country.needed for country in self.countries))

    @cached_property
    def missing(self) -> list[str]:
        """What is missing, one sentence each, in the reader's language."""
        sentences = [
            ngettext("%(count)d actor is missing %(where)s.", "%(count)d actors are missing %(where)s.", country.needed)
            % {"count": country.needed, "where": IN_COUNTRY[country.code]()}
            for country in self.countries
            if country.needed
        ]
        if not self.public:
            sentences.append(_("A public body is missing."))
        if not self.private:
            sentences.append(_("A private organisation is missing."))
        return sentences


def _of(actors) -> Composition:
    by_country = Counter(country for country, _sector in actors)
    by_sector = Counter(sector for _country, sector in actors)
    return Composition(
        countries=tuple(Country(code, by_country[code]) for code in ("DE", "IT")),
        public=by_sector[PUBLIC],
        private=by_sector[PRIVATE],
    )


def composition(network) -> Composition:
    actors = Organisation.objects.filter(memberships__in=network.memberships.live()).distinct()
    return _of(actors.values_list("country", "sector"))


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
    return {pk: _of(actors) for pk, actors in grouped.items()}
