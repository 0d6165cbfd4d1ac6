"""The writing and reviewing desk: HTTP in, one domain call, HTTP out. Every address needs a signed-in person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.bilingual import LANGUAGES
from core.errors import FilesTooNarrow, NotPossible
from core.models import Page
from knowledge import actions, rules
from knowledge.changes import changes_in, history_of
from knowledge.forms import AdmitForm, PracticeForm, SendBackForm
from knowledge.models import GoodPractice, Library
from knowledge.models.practice import Level, lower_level
from knowledge.queues import awaiting
from knowledge.stages import stage_of
from networks.models import Network
from networks.rules import network_above


def followed(user, pk) -> GoodPractice:
    """The one door to a practice's draft, state and history: who may not follow it gets a 404."""
    return get_object_or_404(rules.followable_by(user), pk=pk)


# --- Writing -------------------------------------------------------------------------------------


@login_required
def new(request, network_id):
    """Start a practice in one of my networks (or, for the team, in the library itself)."""
    parent = get_object_or_404(Page, pk=network_id).specific
    if not isinstance(parent, Network | Library) or not rules.may_write_in(request.user, parent):
        raise Http404
    network = parent if isinstance(parent, Network) else None
    form = PracticeForm(request.POST or None, request.FILES or None, in_network=network is not None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            draft = GoodPractice(source_language=form.written_language(), wished=form.cleaned_data["wished"])
            draft.responsible = _own_organisation(request.user, network)
            practice = actions.start_practice(parent, by=request.user, draft=form.fill(draft, by=request.user))
        return _saved(request, practice, form, network)
    return _form_page(request, form, None, network)


def _own_organisation(user, network):
    membership = network and network.memberships.live().filter(person=user).select_related("organisation").first()
    return membership.organisation if membership else None


@login_required
def edit(request, pk):
    """Go on with a practice, in the language it was written in or, with `?language=`, in the other one."""
    practice = followed(request.user, pk)
    if not rules.may_edit(request.user, practice):
        messages.info(request, _("The practice is being reviewed; its text rests until then."))
        return redirect("practice-status", pk)
    draft = practice.get_latest_revision_as_object()
    language = request.GET.get("language")
    language = language if language in LANGUAGES else draft.source_language
    network = network_above(practice)
    form = PracticeForm(
        request.POST or None,
        request.FILES or None,
        practice=draft,
        language=language,
        in_network=network is not None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.save_draft(form.fill(draft, by=request.user), by=request.user)
                if form.cleaned_data["wished"] != practice.wished:
                    actions.wish(practice, form.cleaned_data["wished"], by=request.user)
        except actions.Overtaken:  # at this very moment: asked again, the form sees it and says so
            return edit(request, pk)
        return _saved(request, draft, form, network)
    return _form_page(request, form, draft, network, status=409 if form.has_error("__all__", "overtaken") else 200)


def _saved(request, practice, form, network):
    """After saving: to the status page, or submit at once where that was the button."""
    if request.POST.get("action") != "submit":
        messages.success(request, _("Saved. You can go on at any time."))
        return redirect("practice-status", practice.pk)
    try:
        actions.submit(GoodPractice.objects.get(pk=practice.pk), by=request.user)
    except actions.Unfinished as error:
        for name in error.fields:
            form.add_error(name, _("This is still needed before it can be submitted."))
        messages.warning(request, _("Saved as a draft. Something is still missing before it can be submitted."))
        fresh = GoodPractice.objects.get(pk=practice.pk).get_latest_revision_as_object()
        form.data = form.data.copy()
        form.data["version"] = str(fresh.latest_revision_id)
        return _form_page(request, form, fresh, network, action=reverse("practice-edit", args=[practice.pk]))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Submitted. You will get a mail as soon as it has been decided."))
    return redirect("practice-status", practice.pk)


def _form_page(request, form, practice, network, *, action="", status=200):
    context = {
        "form": form,
        "practice": practice,
        "network": network,
        "language": form.language,
        "form_action": action,
        "editor_url": reverse("wagtailadmin_pages:edit", args=[practice.pk]) if practice else "",
    }
    return render(request, "knowledge/practice_form.html", context, status=status)


# --- Where it stands -----------------------------------------------------------------------------


@login_required
@require_safe
def status(request, pk):
    practice = followed(request.user, pk)
    stage = stage_of(practice)
    author = rules.is_author(request.user, practice)
    context = {
        "practice": practice.get_latest_revision_as_object(),
        "live": practice.live,
        "live_url": practice.get_url(request) if practice.live else "",
        "stage": stage,
        "missing": actions.missing_fields(practice.get_latest_revision_as_object()),
        "may_edit": rules.may_edit(request.user, practice),
        "may_submit": not stage.under_review
        and stage.name in {"draft", "sent_back"}
        and rules.may_edit(request.user, practice),
        "may_withdraw": author and stage.under_review,
        "may_decide": rules.may_decide(request.user, practice),
        "history": history_of(practice),
        "preview_url": reverse("practice-preview", args=[pk]),
    }
    return render(request, "knowledge/practice_status.html", context)


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
    return _do(
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
    return _do(
        request,
        lambda: actions.withdraw(practice, by=request.user),
        _("Taken back. It is a draft again."),
        redirect("practice-status", pk),
    )


def _do(request, act, done, answer):
    """Carry out one action and say how it went; a domain error is a sentence for the reader."""
    try:
        act()
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return answer


# --- Reviewing -----------------------------------------------------------------------------------


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
    draft = practice.current_workflow_task_state.revision.as_object()
    level = actions.level_at_stake(practice)
    context = {
        "practice": draft,
        "network": network_above(practice),
        "stage": stage_of(practice),
        "changes": changes_in(draft, practice if practice.live else None),
        "files": _files_for_review(draft, practice, level),
        "admit_form": admit_form or AdmitForm(),
        "send_back_form": send_back_form or SendBackForm(),
        "level_label": Level(lower_level(level, practice.wished)).label if level else "",
        "narrow_files": narrow_files,
        "preview_url": reverse("practice-preview", args=[practice.pk]),
    }
    return render(request, "knowledge/review.html", context, status=status)


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
    return _do(
        request,
        lambda: actions.send_back(practice, by=request.user, reason=form.cleaned_data["reason"]),
        _("Sent back. The author has got your question by mail."),
        redirect("reviews"),
    )
