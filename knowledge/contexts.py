"""What the pages of this room show: the library and one practice."""

from django.core.paginator import Paginator

from core.audience import may_see
from core.bilingual import OTHER, State, current_language, fallback_fields
from core.contexts import gives_context
from knowledge import rules
from knowledge.adoptions import contexts as adoption_contexts  # noqa: F401 – the ledger says its own
from knowledge.library.listing import PER_PAGE, Choice, chips, facets_for, listed, sort_choices
from knowledge.models import GoodPractice, Library
from knowledge.stages import stage_of
from networks.models import Network
from networks.rules import network_above


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
    """The list: what this reader may see, by words and facets."""
    user, choice = request.user, Choice.of(request.GET)
    known = listed(user, choice)
    shown = Paginator(known["pks"], PER_PAGE).get_page(request.GET.get("page"))
    keys = list(shown.object_list)
    found = {
        practice.pk: practice for practice in GoodPractice.objects.visible_to(user).filter(pk__in=keys).for_lists()
    }
    shown.object_list = with_networks(found[key] for key in keys if key in found)
    facets = facets_for(user, choice, known["counts"])
    return {
        "practices": shown,
        "choice": choice,
        "facets": facets,
        "chips": chips(request.GET, choice, facets),
        "sorts": sort_choices(choice),
        "total": len(known["pks"]),
    }


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
        "may_translate": _may_translate(practice, request),
    }


def _may_translate(practice, request) -> bool:
    """Asked only where there is something to translate, and never in a preview."""
    wanted = practice.pk and practice.translation_state != State.CURRENT and request.user.is_authenticated
    return bool(wanted) and not getattr(request, "is_preview", False) and rules.may_translate(request.user, practice)


def _attachments(practice):
    return practice.attachments.all() if not practice.pk else practice.attachments.select_related("document")


def _readable(file, user) -> bool:
    return may_see(user, file.token) or file.is_visible_to(user)
