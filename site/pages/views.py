"""What composes all rooms: home, search over everything, the member's start page, the translation work list."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.facets import chips
from core.rules import is_team
from knowledge.adoptions.listing import ledger_of
from knowledge.contexts import library_url
from knowledge.glossary.contexts import terms_for
from knowledge.models import Library
from knowledge.queues import awaiting, written_by
from networks.composition import compositions
from networks.models import Membership, Role
from pages.worklist import filters_for, work_list
from search.facets import shown_facets
from search.finding import find
from search.question import Question

SHORTEST, TERMS = 3, 3  # letters of a question for which terms of the glossary are shown, and how many of these


@require_safe
def search(request):
    """What a question finds within what this reader may see; without a question, the newest of everything."""
    question = Question.of(request.GET)
    found = find(question, request.user)
    chosen = shown_facets({}, found.question.filters, request.user)
    context = {
        "found": found,
        "choice": question,
        "facets": found.facets,
        "chips": chips(request.GET, chosen),
        "clear_url": _search_url(question.without_filters()),
        "terms": _terms_beside(found, request),
        "library_url": library_url(request) if not found.total else "",
        "address": question.address,
        "mended_url": _search_url(found.mended.question) if found.mended else "",
    }
    answer = render(request, "pages/search.html", context)
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _terms_beside(found, request) -> list[dict]:
    """Terms of the glossary that the question names, where none is among the hits."""
    query = found.question.query
    if len(query) < SHORTEST or any(hit.kind == "term" for hit in found.page.object_list):
        return []
    return terms_for(request, query)[:TERMS]


def _search_url(question) -> str:
    return f"{reverse('search')}?{question.address}"


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
