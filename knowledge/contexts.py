"""What the pages of this room show: the library and one practice."""

from django.core.paginator import Paginator
from django.db.models import Count

from core.audience import COMMUNITY, may_see
from core.bilingual import State, current_language, fallback_fields
from core.contexts import gives_context
from knowledge import organisations, rules  # noqa: F401 – it says what it knows of an organisation
from knowledge.adoptions import contexts as adoption_contexts  # noqa: F401 – the ledger says its own
from knowledge.glossary import contexts as glossary_contexts  # noqa: F401 – the glossary says its own
from knowledge.library import citing
from knowledge.library.blocks import of_practice, used_by
from knowledge.library.listing import PER_PAGE, Choice, chips, facets_for, listed, sort_choices
from knowledge.library.reading import chapters, facts
from knowledge.models import Adoption, GoodPractice, Library
from knowledge.publications import contexts as publication_contexts  # noqa: F401 – publications say their own
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
        "chips": chips(request.GET, choice, facets, user),
        "sorts": sort_choices(choice),
        "total": len(known["pks"]),
    }


@gives_context(Network)
def practices_of_network(network, request) -> dict:
    """How often each of the network's practices has been taken over; whoever sees a practice may know that."""
    counted = Adoption.objects.confirmed().filter(practice__path__startswith=network.path).order_by()
    return {"adoption_counts": dict(counted.values_list("practice").annotate(Count("pk")))}


def library_url(request) -> str:
    """The address of the library; empty for those to whom it is closed."""
    library = Library.objects.visible_to(request.user).first()
    return library.get_url(request) if library else ""


@gives_context(GoodPractice)
def practice_context(practice, request) -> dict:
    """One practice as this reader sees it; state and way only for those it concerns."""
    user = request.user
    concerned = not getattr(request, "is_preview", False) and practice.pk and rules.may_follow(user, practice)
    return {
        "network": network_above(practice) if practice.depth else None,
        "attachments": [each for each in _attachments(practice) if _readable(each.document, user)],
        "picture": practice.picture if practice.picture and _readable(practice.picture, user) else None,
        "tags": practice.tags.all(),
        "library_url": library_url(request),
        "fallback": bool(fallback_fields(practice)),
        "outdated": practice.translation_state == State.OUTDATED and practice.target_language == current_language(),
        "stage": stage_of(practice) if concerned else None,
        "may_edit": bool(concerned) and rules.may_edit(user, practice),
        "may_translate": _may_translate(practice, request),
        "chapters": chapters(practice),
        "facts": facts(practice),
        "contact": practice.contact if may_see(user, COMMUNITY) else "",
        "blocks": of_practice(practice, user),
        "used_blocks": used_by(practice, user),
        "adoption_counts": {practice.pk: Adoption.objects.confirmed().filter(practice=practice.pk).count()},
        "cite": citing.sentence(practice, practice.get_full_url(request)) if practice.live else "",
        "licence_words": citing.licence_words(practice),
    }


def _may_translate(practice, request) -> bool:
    """Asked only where there is something to translate, and never in a preview."""
    wanted = practice.pk and practice.translation_state != State.CURRENT and request.user.is_authenticated
    return bool(wanted) and not getattr(request, "is_preview", False) and rules.may_translate(request.user, practice)


def _attachments(practice):
    return practice.attachments.all() if not practice.pk else practice.attachments.select_related("document")


def _readable(file, user) -> bool:
    return may_see(user, file.token) or file.is_visible_to(user)
