"""Reviewing: what waits, one contribution, the decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import FilesTooNarrow, NotPossible
from knowledge import actions, rules
from knowledge.changes import changes_in, matter_of
from knowledge.commenting import comments_by_section, places_in
from knowledge.completeness import completeness_of, with_places
from knowledge.desk.door import do, followed
from knowledge.forms import AdmitForm, SendBackForm
from knowledge.models import CoordinatorAdmission
from knowledge.models.practice import Level, lower_level
from knowledge.models.record import SECTIONS
from knowledge.queues import awaiting
from knowledge.stages import stage_of
from knowledge.versions import beside_the_texts
from networks.rules import network_above


@login_required
@require_safe
def reviews(request):
    return render(request, "knowledge/reviews.html", {"reviews": awaiting(request.user)})


@login_required
@require_safe
def review(request, pk):
    return _review_page(request, followed(request.user, pk))


def _review_page(request, practice, *, admit_form=None, send_back_form=None, narrow_files=(), status=200):
    if not rules.may_decide(request.user, practice):
        return redirect("practice-status", practice.pk)
    revision = practice.current_workflow_task_state.revision
    draft, complete = revision.as_object(), completeness_of(revision.content)
    level = actions.level_at_stake(practice)
    context = {
        "practice": draft,
        "author": practice.owner,
        "completeness": complete,
        "lacking": with_places(practice, complete.lacking) if practice.wished != Level.NETWORK else [],
        "is_coordination": isinstance(practice.current_workflow_task.specific, CoordinatorAdmission),
        "matter": matter_of(draft),
        "remarks": _remarks(practice),
        "network": network_above(practice),
        "stage": stage_of(practice),
        "facts_changed": beside_the_texts(practice, draft, request.user) if practice.live else [],
        "changes": changes_in(draft, practice if practice.live else None),
        "files": _files_for_review(draft, practice, level),
        "admit_form": admit_form or AdmitForm(),
        "send_back_form": send_back_form or SendBackForm(),
        "level_label": Level(lower_level(level, practice.wished)).label if level else "",
        "narrow_files": narrow_files,
        "preview_url": reverse("practice-preview", args=[practice.pk]),
    }
    return render(request, "knowledge/review.html", context, status=status)


def _remarks(practice) -> list[dict]:
    """The sections with what is said about each."""
    comments = comments_by_section(practice)
    return [
        {"section": section, "comments": comments[section.key], "places": places_in(section)} for section in SECTIONS
    ]


def _files_for_review(draft, practice, level):
    """Each file with whether admission has to open it: (file, narrow)."""
    narrow = {(type(f), f.pk) for f in actions.files_to_open(practice, draft, level)}
    return [{"file": f, "narrow": (type(f), f.pk) in narrow} for f in draft.files()]


@login_required
@require_POST
def admit(request, pk):
    practice = followed(request.user, pk)
    form = AdmitForm(request.POST)
    if not form.is_valid():
        return _review_page(request, practice, admit_form=form)
    try:
        actions.admit(practice, by=request.user, **form.cleaned_data)
    except FilesTooNarrow as error:
        return _review_page(request, practice, admit_form=form, narrow_files=error.files, status=409)
    except actions.Incomplete as error:
        messages.error(request, str(error))
        return redirect("practice-review", pk)
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Admitted. The author has been told."))
    return redirect("reviews")


@login_required
@require_POST
def send_back(request, pk):
    practice = followed(request.user, pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _review_page(request, practice, send_back_form=form)
    return do(
        request,
        lambda: actions.send_back(practice, by=request.user, reason=form.cleaned_data["reason"]),
        _("Sent back. The author has got your question by mail."),
        redirect("reviews"),
    )
