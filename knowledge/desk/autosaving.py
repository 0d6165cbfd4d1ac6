"""Saving while somebody writes: the same form, sent in the background with `action=autosave`, answered in JSON.

An autosaved revision is remembered in the session; what the same person saves next takes its place, so that the
history holds one version for one sitting. Files, removals and order wait until somebody saves by hand.
"""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from knowledge.actions import AtRest, version_of
from knowledge.models import GoodPractice

KEY = "autosaved"
BY_HAND = ("-DELETE", "-ORDER")
REMOVALS = {"remove_picture", "remove_files"}


def is_autosave(request) -> bool:
    return request.method == "POST" and request.POST.get("action") == "autosave"


def posted(request):
    """What the form gets: all of it, or without what is done by hand only; None where nothing was sent."""
    if not is_autosave(request):
        return request.POST or None
    data = request.POST.copy()
    for name in [name for name in data if name.endswith(BY_HAND) or name in REMOVALS]:
        del data[name]
    return data


def files_of(request):
    return None if is_autosave(request) else request.FILES or None


def over(request) -> int | None:
    """The number of the revision that this session has autosaved last."""
    return request.session.get(KEY)


def note(request, revision) -> None:
    """Remember an autosaved revision, and forget it when somebody has saved by hand."""
    if is_autosave(request):
        request.session[KEY] = revision.pk
    else:
        request.session.pop(KEY, None)


def saved(practice, *, address="", keys=None) -> JsonResponse:
    """It is kept: its version, when, and where the form goes from now on."""
    fresh = GoodPractice.objects.get(pk=practice.pk)
    time = date_format(timezone.localtime(fresh.latest_revision_created_at), "H:i")
    said = _("Saved as a draft at %(time)s.") % {"time": time}
    return JsonResponse(
        {"version": version_of(fresh), "time": time, "said": said, "address": address, "keys": keys or {}}
    )


def not_saved(*forms) -> JsonResponse:
    """Why it is not: overtaken (409) or something to correct (422)."""
    if any(getattr(form, "is_overtaken", False) for form in forms):
        said = _("Somebody has saved this practice in the meantime. Your text is still here; save it to compare.")
        return JsonResponse({"said": said}, status=409)
    labels = [str(form[name].label) for form in _each(forms) for name in form.errors if name in form.fields]
    said = _("Not saved yet. Please check: %(fields)s.") % {"fields": ", ".join(labels)}
    return JsonResponse({"said": said}, status=422)


def resting(request, pk):
    """The answer to whoever would write while the text rests: in JSON, or back where it stands with the sentence."""
    said = str(AtRest())
    if is_autosave(request):
        return JsonResponse({"said": said}, status=409)
    messages.info(request, said)
    return redirect("practice-status", pk)


def _each(forms):
    for form in forms:
        yield from (form.forms if hasattr(form, "forms") else [form])
