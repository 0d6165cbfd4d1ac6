"""What a practice's page shows of its adoptions: the picture, the list, the table, and what the reader may do."""

from collections import Counter

from django.utils.translation import gettext as _

from core.audience import COMMUNITY, may_see
from core.contexts import gives_context
from core.templatetags.look import day
from knowledge.adoptions import rules
from knowledge.adoptions.lineage import LEAST_WIDTH, Node, picture, places, size, tree
from knowledge.fit import fit_for
from knowledge.models import Adoption, GoodPractice
from networks.models import Membership, Network


@gives_context(GoodPractice)
def practice_context(practice, request) -> dict:
    return adoptions_on(practice, request.user) | {
        "fit": fit_for(practice, request.user, request.GET.get("network", "")) if practice.pk else None
    }


def adoptions_on(practice, user) -> dict:
    """The adoptions of a practice that this reader may see, oldest first, and their lineage (None where none)."""
    shown = []
    if practice.pk:
        visible = Adoption.objects.visible_to(user).filter(practice=practice, adopter_confirmed_at__isnull=False)
        shown = list(visible.select_related("organisation", "block", "taken_from__organisation"))
        for each in shown:
            each.practice = practice
    return {
        "adoptions": shown,
        "lineage": lineage_of(practice, shown, user) if shown else None,
        "may_adopt": bool(practice.pk) and rules.may_declare(user, practice),
        "shows_contacts": may_see(user, COMMUNITY),
        "my_adoptions": {each.pk for each in shown if rules.is_concerned(user, each)},
    }


def lineage_of(practice, shown, user) -> dict:
    """The tree of these adoptions and its picture."""
    hues = _hues([each.organisation_id for each in shown], user)
    towns = Counter(each.organisation.city for each in shown)
    original = _original(practice)
    towns[original.name] += 1
    nodes = {each.pk: _node(each, towns, hues) for each in shown}
    parents = dict(Adoption.objects.filter(practice=practice).values_list("pk", "taken_from"))
    root = tree(original, nodes, parents)
    return {"root": root, "picture": picture(root), "wide": size(places(root))[0] > LEAST_WIDTH}


def _original(practice) -> Node:
    responsible = practice.responsible
    begun = practice.period_from or practice.first_published_at
    name = responsible and (responsible.city or responsible.name)
    return Node(
        name=name or _("the original"),
        full=responsible.name if responsible else "",
        words=_("origin, %(year)s") % {"year": begun.year} if begun else _("origin"),
        country=practice.country or practice.source_language.upper(),
    )


def _node(adoption, towns, hues) -> Node:
    organisation = adoption.organisation
    alone = organisation.city and towns[organisation.city] == 1
    words = adoption.get_stage_display() if adoption.is_confirmed else _("not confirmed yet")
    return Node(
        name=organisation.city if alone else organisation.name,
        full=organisation.name,
        words=words if adoption.is_given_up else f"{words}, {day(adoption.since, 'Y')}",
        country=organisation.country,
        hue=hues.get(organisation.pk),
        gone=adoption.is_given_up,
        adoption=adoption,
    )


def _hues(organisations, user) -> dict[int, int]:
    """The inks of the networks in which these organisations work, where this reader may see the network."""
    live = Membership.objects.live().filter(organisation__in=organisations)
    live = live.filter(network__in=Network.objects.visible_to(user).values("pk"))
    return dict(live.order_by("-pk").values_list("organisation", "network__hue"))
