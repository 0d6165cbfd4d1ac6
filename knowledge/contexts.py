"""What the pages of this room show: the library and one practice."""

from django.core.paginator import Paginator
from django.db.models import Count

from core.audience import may_see
from core.bilingual import OTHER, State, current_language, fallback_fields
from core.contexts import gives_context
from knowledge import rules
from knowledge.models import GoodPractice, Library, OccupationalField
from knowledge.models.practice import NEWEST_FIRST
from knowledge.stages import stage_of
from networks.models import Network
from networks.rules import network_above

PER_PAGE = 20


def with_networks(practices) -> list:
    """The practices with `.network` set (or None), in one query for all."""
    practices = list(practices)
    above = {practice.path[: -practice.steplen] for practice in practices}
    networks = {network.path: network for network in Network.objects.filter(path__in=above)}
    for practice in practices:
        practice.network = networks.get(practice.path[: -practice.steplen])
    return practices


@gives_context(Library)
def library_context(page, request) -> dict:
    """The list: what this reader may see, by words and by occupational field, newest first."""
    query = request.GET.get("q", "").strip()[:200]
    visible = GoodPractice.objects.visible_to(request.user)
    found = visible.matching(query) if query else visible
    fields = list(OccupationalField.objects.all())
    field = next((each for each in fields if each.code == request.GET.get("field")), None)
    counts = _by_field(found)
    if field:
        found = found.filter(occupational_fields=field)
    paginator = Paginator(found.order_by(*NEWEST_FIRST).values_list("pk", flat=True), PER_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    # Sorted as numbers first: to sort ten thousand whole practices takes three times as long.
    rows = visible.filter(pk__in=list(shown.object_list)).for_lists().order_by(*NEWEST_FIRST)
    shown.object_list = with_networks(rows)
    used = [each for each in fields if each.pk in counts]
    for each in used:
        each.count = counts[each.pk]
    return {"practices": shown, "query": query, "fields": used, "field": field, "total": paginator.count}


def _by_field(practices) -> dict[int, int]:
    """How many of them each occupational field has, by its id; one that has none is missing."""
    counted = practices.filter(occupational_fields__isnull=False).order_by().values_list("occupational_fields")
    return dict(counted.annotate(Count("pk")))


@gives_context(GoodPractice)
def practice_context(practice, request) -> dict:
    """One practice as this reader sees it; state and way only for those it concerns."""
    user = request.user
    concerned = not getattr(request, "is_preview", False) and practice.pk and rules.may_follow(user, practice)
    other = OTHER[current_language()]
    return {
        "network": network_above(practice) if practice.depth else None,
        "attachments": [each for each in _attachments(practice) if _readable(each.document, user)],
        "picture": practice.picture if practice.picture and _readable(practice.picture, user) else None,
        "occupational_fields": practice.occupational_fields.all(),
        "tags": practice.tags.all(),
        "fallback": bool(fallback_fields(practice)),
        "fallback_language": other,
        "outdated": practice.translation_state == State.OUTDATED and practice.target_language == current_language(),
        "stage": stage_of(practice) if concerned else None,
        "may_edit": bool(concerned) and rules.may_edit(user, practice),
    }


def _attachments(practice):
    return practice.attachments.all() if not practice.pk else practice.attachments.select_related("document")


def _readable(file, user) -> bool:
    return may_see(user, file.token) or file.is_visible_to(user)
