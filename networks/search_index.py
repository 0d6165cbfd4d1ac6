"""What can be found of networks: they themselves, organisations of the directory, bodies and partners."""

from datetime import timedelta

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from core import audience
from core.bilingual import read
from core.markup import one_line
from core.regions import region_name
from networks.directory.addresses import name_in_address
from networks.models import Body, BodyIndex, Directory, Membership, Network, Organisation
from search.records import PageSource, Source, Texts, register
from search.texts import light, line, paragraphs, said


def name_networks(pages: list) -> list:
    """Give each page `in_network`: the network in whose tree it stands, or None. In one query."""
    ends = range(Network.steplen, max((len(page.path) for page in pages), default=0) + 1, Network.steplen)
    above = {page.path[:end] for page in pages for end in ends}
    networks = list(Network.objects.filter(path__in=above)) if above else []
    for page in pages:
        page.in_network = next((each for each in networks if page.path.startswith(each.path)), None)
    return pages


def network_codes(page) -> tuple[str, ...]:
    """The facet of a page that `name_networks` has seen."""
    return (page.in_network.slug,) if page.in_network else ()


def network_fact(page, user) -> str:
    """The name of its network, for those to whom the network shows itself."""
    network = page.in_network
    return read(network, "heading") if network and network.is_visible_to(user) else ""


class NetworkSource(PageSource):
    kind = "network"
    label = _("model networks")
    model = Network
    follows = ("regions",)

    def complete(self, rows):
        return list(rows.prefetch_related("regions"))

    def texts(self, row, language):
        regions = ", ".join(region_name(region.code, language) for region in row.regions.all())
        body = light(getattr(row, f"description_{language}"))
        return Texts(line(row, "heading", language), line(row, "theme", language), paragraphs(body, regions))

    def facets(self, row):
        codes = tuple(region.code for region in row.regions.all())
        return {"region": codes, "country": tuple(sorted({code[:2] for code in codes})), "network": (row.slug,)}

    def facts(self, row, user):
        return tuple(region_name(region.code) for region in row.regions.all())


class OrganisationSource(Source):
    """Who has consented is found by everybody, who otherwise takes part by the networks, as in the directory."""

    kind = "organisation"
    label = _("organisations")
    model = Organisation
    follows = ("memberships__network",)
    below = Directory
    named_by = ("name", "city")

    def live(self):
        return Organisation.objects.taking_part()

    def complete(self, rows):
        acting = Membership.objects.live().select_related("network")
        return list(rows.prefetch_related(Prefetch("memberships", acting, to_attr="acting")))

    def texts(self, row, language):
        kind = str(row.get_actor_type_display())
        place = ", ".join(filter(None, [one_line(row.city), region_name(row.region, language)]))
        says = said(row, ("offers", "seeks"), language)
        return Texts(one_line(row.name), *said(row, ("about",), language), paragraphs(*says, kind, place))

    def tokens(self, row):
        wished = audience.PUBLIC if row.is_public else audience.COMMUNITY
        return (audience.narrower(wished, row.above.token),)

    def facets(self, row):
        return {
            "country": (row.country,),
            "region": (row.region,),
            "type": (row.actor_type,),
            "sector": (row.sector,),
            "network": tuple(sorted({each.network.slug for each in row.acting if each.network.live})),
        }

    def url(self, row, base):
        return f"{base}{name_in_address(row)}/"

    def facts(self, row, user):
        return (str(row.get_actor_type_display()), one_line(row.city), region_name(row.region))

    def changing_on(self, day):
        began, ended = Membership.objects.filter(starts=day), Membership.objects.filter(ends=day - timedelta(days=1))
        return (began | ended).values_list("organisation", flat=True).distinct()


class BodySource(Source):
    kind = "body"
    label = _("bodies and partners")
    model = Body
    below = BodyIndex
    named_by = ("name_de", "name_it")

    def live(self):
        return Body.objects.all()

    def visible_to(self, user):
        return Body.objects.all()  # those who see the page they stand on; `cards` has asked

    def texts(self, row, language):
        """Each side knows it by its own name too: a body that has none in a language keeps the other's."""
        names = [one_line(name) for name in (row.name_de, row.name_it)]
        own, other = names if language == "de" else names[::-1]
        kind = str(row.get_actor_type_display()) if row.actor_type else ""
        return Texts(own or other, line(row, "task", language), paragraphs(other if own else "", kind))

    def facets(self, row):
        return {"country": ("DE", "IT") if row.country == Body.BOTH else (row.country,), "type": (row.actor_type,)}

    def url(self, row, base):
        return base

    def facts(self, row, user):
        return (str(row.get_kind_display()), str(row.get_country_display()))


register(NetworkSource())
register(OrganisationSource())
register(BodySource())
