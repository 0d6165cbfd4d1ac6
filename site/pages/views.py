"""What composes all rooms: home, search over everything, the member's start page, the translation work list."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.facets import words_asked
from core.models import Page
from core.rules import is_team
from knowledge.adoptions.listing import ledger_of
from knowledge.glossary.contexts import terms_for
from knowledge.models import GoodPractice, Library, Publication, PublicationIndex
from knowledge.queues import awaiting, written_by
from networks.composition import compositions
from networks.models import BodyIndex, Directory, Membership, Network, Role
from pages.models import ContactPage, News, StandardPage
from pages.worklist import filters_for, work_list

SEARCHED = [
    GoodPractice, Network, News, Publication, StandardPage, ContactPage, BodyIndex, Directory, PublicationIndex,
]  # fmt: skip


@require_safe
def search(request):
    """A plain database search over what this reader may see (later the fallback of the index)."""
    query = words_asked(request.GET)
    found = Page.objects.none()
    if query:
        anywhere = Q()
        for model in SEARCHED:
            anywhere |= Q(pk__in=model.objects.visible_to(request.user).matching(query).values("pk"))
        found = Page.objects.filter(anywhere).order_by("-first_published_at", "-pk")
    paginator = Paginator(found.specific(), 20)
    page = paginator.get_page(request.GET.get("page"))
    terms = terms_for(request, query) if query else []
    context = {"query": query, "results": page, "total": paginator.count, "terms": terms}
    return render(request, "pages/search.html", context)


@login_required
@require_safe
def space(request):
    """The start page of a member: own networks and people, drafts with their state, what waits for a decision."""
    user = request.user
    memberships = list(
        Membership.objects.filter(person=user)
        .live()
        .select_related("network", "organisation")
        .order_by("network__path")
    )
    networks = {membership.network_id: membership.network for membership in memberships}
    made_up = compositions(networks.values())
    rows = written_by(user)
    context = {
        "today": timezone.localdate(),
        "networks": [
            {
                "network": membership.network,
                "role_label": membership.get_role_display(),
                "organisation": membership.organisation,
                "composition": made_up[membership.network_id],
                "coordinates": membership.role == Role.COORDINATOR,
            }
            for membership in memberships
        ],
        "colleagues": _colleagues(networks),
        "drafts": [row for row in rows if row["stage"].name not in {"network", "library"}],
        "live": [row for row in rows if row["stage"].name in {"network", "library"}],
        "reviews": awaiting(user),
        "ledger": ledger_of(user),
        "profiles_asked": _profiles_asked(memberships),
        "write_places": [*networks.values(), *(Library.objects.all() if is_team(user) else [])],
        "is_team": is_team(user),
    }
    return render(request, "pages/space.html", context)


def _profiles_asked(memberships) -> list:
    """The organisations a person acts for that have not said yet what they offer and look for."""
    mine = {membership.organisation_id: membership.organisation for membership in memberships}
    return [organisation for organisation in mine.values() if not organisation.has_profile]


def _colleagues(networks) -> list[dict]:
    people = Membership.objects.live().filter(network__in=networks).select_related("person", "organisation")
    grouped = {pk: [] for pk in networks}
    for membership in people.order_by("organisation__name", "person__last_name"):
        grouped[membership.network_id].append(membership)
    return [{"network": networks[pk], "memberships": members} for pk, members in grouped.items()]


@login_required
@require_safe
def translations(request):
    """What is missing or outdated in the other language, by type and network, for the team."""
    if not is_team(request.user):
        raise PermissionDenied
    return render(request, "pages/translations.html", work_list(request.GET, request.user) | filters_for(request.GET))
