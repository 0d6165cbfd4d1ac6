"""What the pages of this room show: the list of networks and a network's public profile."""

from core.bilingual import current_language
from core.contexts import gives_context
from core.models import Page
from core.regions import COUNTRIES
from core.rules import is_team
from networks.composition import composition, compositions
from networks.directory import contexts as directory_contexts  # noqa: F401 – the directory says its own
from networks.directory.addresses import organisation_urls
from networks.models import Body, BodyIndex, Network, NetworkIndex, Organisation
from networks.rules import is_member, may_coordinate, may_see_people

HOME_OF = {"de": "DE", "it": "IT"}


def cards(networks) -> list[dict]:
    """What a list of networks shows of each: dicts of network and composition, in constant queries."""
    networks = list(networks.prefetch_related("regions"))
    made_up = compositions(networks)
    return [{"network": network, "composition": made_up[network.pk]} for network in networks]


@gives_context(NetworkIndex)
def network_index_context(page, request) -> dict:
    return {"networks": cards(Network.objects.visible_to(request.user).by_heading())}


@gives_context(Network)
def network_context(network, request) -> dict:
    """The public profile; what it lists below is only what this reader may see."""
    visible = Page.objects.visible_to(request.user).child_of(network)
    return {
        "composition": composition(network),
        "shores": shores(network, request),
        "regions": network.regions.all(),
        "children": visible.specific(),
        "is_member": is_member(request.user, network),
        "may_see_people": may_see_people(request.user, network),
        "may_coordinate": may_coordinate(request.user, network),
    }


def shores(network, request) -> list[dict]:
    """Both countries' actors side by side, the reader's country first; with `.url` where the directory shows them."""
    actors = list(Organisation.objects.filter(memberships__in=network.memberships.live()).distinct().order_by("name"))
    urls = organisation_urls(actors, request)
    for actor in actors:
        actor.url = urls.get(actor.pk, "")
    mine = HOME_OF[current_language()]
    return [
        {"code": code, "name": name, "organisations": [actor for actor in actors if actor.country == code]}
        for code, name in sorted(COUNTRIES, key=lambda country: country[0] != mine)
    ]


@gives_context(BodyIndex)
def body_index_context(page, request) -> dict:
    """The bodies as steps, from the frame to the recommendations; the partners by country, the reader's own first."""
    found = list(Body.objects.all())
    partners = [body for body in found if body.kind == Body.Kind.PARTNER]
    mine = HOME_OF[current_language()]
    countries = sorted(COUNTRIES, key=lambda country: country[0] != mine)
    return {
        "bodies": [body for body in found if body.kind == Body.Kind.BODY],
        "partners": partners,
        "shores": [
            {"code": code, "name": name, "partners": [each for each in partners if each.country == code]}
            for code, name in countries
        ],
        "common": [each for each in partners if each.country == Body.BOTH],
        "is_team": is_team(request.user),
    }
