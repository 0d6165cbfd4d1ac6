"""What the pages of this room show: the library and one practice."""

from django.core.paginator import Paginator
from django.db.models import Count, Q

from core.audience import may_see
from core.bilingual import OTHER, State, current_language, fallback_fields
from core.contexts import gives_context
from knowledge import rules
from knowledge.models import GoodPractice, Library, OccupationalField
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
    fields = OccupationalField.objects.annotate(
        count=Count("practices", filter=Q(practices__in=found.values("pk")), distinct=True)
    ).filter(count__gt=0)
    field = OccupationalField.objects.filter(code=request.GET.get("field", "")).first()
    if field:
        found = found.filter(occupational_fields=field)
    paginator = Paginator(found.for_lists().order_by("-first_published_at", "-pk"), PER_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    shown.object_list = with_networks(shown.object_list)
    return {"practices": shown, "query": query, "fields": fields, "field": field, "total": paginator.count}


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
