"""Where a practice stands, and its way: submitted, taken back."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge import actions, rules
from knowledge.changes import history_of
from knowledge.commenting import comments_by_section, places_in
from knowledge.completeness import completeness_of, with_places
from knowledge.desk.door import do, followed
from knowledge.models.practice import Level
from knowledge.models.record import SNAPSHOT
from knowledge.stages import stage_of


@login_required
@require_safe
def status(request, pk):
    practice = followed(request.user, pk)
    draft, stage = practice.get_latest_revision_as_object(), stage_of(practice)
    may_edit = rules.may_edit(request.user, practice)
    complete = completeness_of(practice.latest_revision.content)
    context = {
        "practice": draft,
        "author": practice.owner,
        "live": practice.live,
        "live_url": practice.get_url(request) if practice.live else "",
        "stage": stage,
        "keepers": _keepers(practice, stage),
        "missing": actions.missing_fields(draft),
        "may_edit": may_edit,
        "may_translate": rules.may_translate(request.user, practice),
        "may_submit": not stage.under_review and stage.name in {"draft", "sent_back"} and may_edit,
        "may_withdraw": rules.is_author(request.user, practice) and stage.under_review,
        "may_decide": rules.may_decide(request.user, practice),
        "history": history_of(practice),
        "preview_url": reverse("practice-preview", args=[pk]),
        "completeness": complete,
        "sections": _sections(practice, complete),
        "lacking": with_places(practice, complete.lacking) if _goes_beyond(practice) else [],
    }
    return render(request, "knowledge/practice_status.html", context)


def _goes_beyond(practice) -> bool:
    return practice.wished != Level.NETWORK


def _keepers(practice, stage) -> list:
    """Those with whom it lies, by name, where it lies with the coordination."""
    return list(actions.coordinators_of(practice)) if stage.name == "coordination" else []


def _sections(practice, complete) -> list[dict]:
    """The record's sections with their state, the addresses of what is missing, and what is said about each."""
    comments = comments_by_section(practice)
    return [
        {
            "state": state,
            "missing": with_places(practice, state.missing),
            "is_snapshot": state.section is SNAPSHOT,
            "comments": comments[state.section.key],
            "places": places_in(state.section),
        }
        for state in complete.sections
    ]


@login_required
@require_safe
def preview(request, pk):
    """The latest draft as readers would see it."""
    practice = followed(request.user, pk).get_latest_revision_as_object()
    request.is_preview = True
    response = practice.serve(request)
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def submit(request, pk):
    practice = followed(request.user, pk)
    return do(
        request,
        lambda: actions.submit(practice, by=request.user),
        _("Submitted. You will get a mail as soon as it has been decided."),
        redirect("practice-status", pk),
    )


@login_required
def withdraw(request, pk):
    """Ask first, then take a submitted practice back."""
    practice = followed(request.user, pk)
    if request.method != "POST":
        return render(request, "knowledge/practice_withdraw.html", {"practice": practice})
    return do(
        request,
        lambda: actions.withdraw(practice, by=request.user),
        _("Taken back. It is a draft again."),
        redirect("practice-status", pk),
    )
