"""The mails of this room. Each says what is true when it is sent; who may no longer see the practice gets none."""

from django.urls import reverse
from wagtail.models import TaskState

from accounts.notifications import full, mail
from core.bilingual import read
from knowledge import rules
from knowledge.models import GoodPractice
from networks.rules import network_above


def _about(to, practice, view):
    """The practice, its network and the address where the recipient goes on; None where it is theirs no more."""
    found = GoodPractice.objects.filter(pk=practice).select_related("owner").first()
    if found is None or not rules.may_follow(to.person, found):
        return None
    network = network_above(found)
    draft = found.get_latest_revision_as_object()
    return {
        "practice": found,
        "practice_title": read(draft, "heading"),
        "network_name": read(network, "heading") if network else "",
        "author": found.owner,
        "url": full(reverse(view, args=[found.pk])),
    }


def _decided(to, practice, decision):
    about = _about(to, practice, "practice-status")
    state = TaskState.objects.select_related("finished_by", "workflow_state").filter(pk=decision).first()
    if about is None or state is None:
        return None
    return about | {"by": state.finished_by, "comment": state.comment, "state": state}


@mail("practice_submitted")
def practice_submitted(to, *, practice):
    return _about(to, practice, "practice-review")


@mail("practice_awaits_editors")
def practice_awaits_editors(to, *, practice):
    return _about(to, practice, "practice-review")


@mail("practice_admitted_network")
def practice_admitted_network(to, *, practice, decision):
    context = _decided(to, practice, decision)
    return context and context | {"next": context["state"].workflow_state.is_active}


@mail("practice_sent_back")
def practice_sent_back(to, *, practice, decision):
    context = _decided(to, practice, decision)
    return context and context | {"reason": context["comment"]}


@mail("practice_admitted_library")
def practice_admitted_library(to, *, practice, decision):
    context = _decided(to, practice, decision)
    return context and context | {"audience_label": context["practice"].get_admitted_display()}
