"""What the directory and an organisation's page show."""

from django.core.paginator import Paginator

from core.audience import COMMUNITY, may_see
from core.bilingual import fallback_fields
from core.contexts import gives_context
from core.facets import chips
from networks.directory.addresses import name_in_address
from networks.directory.listing import PER_PAGE, Choice, facets_of, listing
from networks.directory.profile import takes_part
from networks.directory.rules import may_edit_profile
from networks.directory.spots import region_spots
from networks.models import Directory, Membership, Network, Organisation


@takes_part
def acting_in_a_network():
    return Membership.objects.live().values("organisation")


@gives_context(Directory)
def directory_context(page, request) -> dict:
    found = listing(request.user, Choice.of(request.GET))
    shown = Paginator(found.pks, PER_PAGE).get_page(request.GET.get("page"))
    known = Organisation.objects.visible_to(request.user).in_bulk(list(shown.object_list))
    shown.object_list = [_entry(known[pk], page, request) for pk in shown.object_list if pk in known]
    facets = facets_of(found)
    return {
        "organisations": shown,
        "total": len(found.pks),
        "choice": found.choice,
        "facets": facets,
        "chips": chips(request.GET, facets),
        "spots": region_spots(found.counts["region"]),
        "is_member": may_see(request.user, COMMUNITY),
    }


def _entry(organisation, page, request) -> dict:
    return {"organisation": organisation, "url": f"{page.get_url(request)}{name_in_address(organisation)}/"}


@gives_context(Organisation)
def organisation_context(organisation, request) -> dict:
    """One organisation as this reader sees it; its contact is for members."""
    user = request.user
    acting = Membership.objects.live().filter(organisation=organisation).values("network")
    return {
        "networks": list(Network.objects.visible_to(user).filter(pk__in=acting).by_heading()),
        "email": organisation.email if may_see(user, COMMUNITY) else "",
        "may_edit": may_edit_profile(user, organisation),
        "fallback": bool(fallback_fields(organisation)),
    }
