"""Translating: source on the left, target on the right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.errors import NotPossible
from knowledge import actions, rules
from knowledge.desk import autosaving
from knowledge.models import GoodPractice
from knowledge.translate_form import TranslateForm
from knowledge.translating import is_behind, save_translation, version_translated
from networks.rules import network_above


@login_required
def translate(request, pk):
    practice = get_object_or_404(GoodPractice, pk=pk)
    if not rules.may_translate(request.user, practice):
        if autosaving.is_autosave(request) and rules.may_follow(request.user, practice):
            return autosaving.resting()
        return _not_now(request, practice)
    draft = practice.get_latest_revision_as_object()
    behind = is_behind(draft)
    then = version_translated(draft) if behind else None
    form = TranslateForm(request.POST or None, practice=draft, then=then)
    if request.method == "POST" and form.is_valid():
        try:
            holds = request.POST.get("action") == "hold"
            texts, last = form.texts(), autosaving.over(request)
            revision = save_translation(draft, texts, by=request.user, still_holds=holds, over=last)
        except actions.Overtaken:  # at this very moment: asked again, the form sees it and says so
            return translate(request, pk)
        except NotPossible as error:
            messages.error(request, str(error))
            return _back(request, practice)
        autosaving.note(request, revision)
        return autosaving.saved(draft) if autosaving.is_autosave(request) else _saved(request, practice)
    if autosaving.is_autosave(request):
        return autosaving.not_saved(form)
    context = {
        "form": form,
        "practice": draft,
        "author": practice.owner,
        "network": network_above(practice),
        "behind": behind,
        "then": then,
        "follows": rules.may_follow(request.user, practice),
        "live_url": practice.get_url(request) if practice.live else "",
    }
    return render(request, "knowledge/practice_translate.html", context, status=409 if form.is_overtaken else 200)


def _not_now(request, practice):
    """Those it concerns are told why; for all others there is no such address."""
    if not rules.may_follow(request.user, practice) and not rules.reads_in_network(request.user, practice):
        raise Http404
    messages.info(
        request, _("Nothing is to be translated here just now: both languages are level, or somebody is revising it.")
    )
    return _back(request, practice)


def _back(request, practice):
    if rules.may_follow(request.user, practice):
        return redirect("practice-status", practice.pk)
    return redirect(practice.get_url(request))


def _saved(request, practice):
    if request.POST.get("action") != "submit":
        messages.success(request, _("Saved. You can go on at any time."))
        return redirect("practice-translate", practice.pk)
    try:
        actions.submit(GoodPractice.objects.get(pk=practice.pk), by=request.user)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("practice-translate", practice.pk)
    messages.success(request, _("Submitted. You will get a mail as soon as it has been decided."))
    return _back(request, practice)
