"""The versions of a practice: listed, compared, taken up again."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.numbers import is_possible
from knowledge import rules
from knowledge.desk.door import do, followed
from knowledge.versions import comparison, restore, versions_of

PER_PAGE = 25


def _revisions(practice):
    return practice.revisions.select_related("user").order_by("-created_at", "-pk")


@login_required
@require_safe
def versions(request, pk):
    practice = followed(request.user, pk)
    page = Paginator(_revisions(practice), PER_PAGE).get_page(request.GET.get("page"))
    end = page.end_index()
    earlier = _revisions(practice)[end : end + 1].first() if page.has_next() else None
    listed = versions_of(practice, page.object_list, earlier)
    page.object_list = listed
    context = {
        "practice": practice.get_latest_revision_as_object(),
        "versions": page,
        "may_edit": rules.may_edit(request.user, practice),
    }
    return render(request, "knowledge/practice_versions.html", context)


@login_required
@require_safe
def compare(request, pk):
    """Two versions, `?old=` and `?new=` by their numbers; the older one first, however they were chosen."""
    practice = followed(request.user, pk)
    if not {"old", "new"} <= set(request.GET):  # the form sent with nothing chosen
        return redirect("practice-versions", pk)
    chosen = [_chosen(practice, request.GET.get(name, "")) for name in ("old", "new")]
    old, new = sorted(chosen, key=lambda revision: (revision.created_at, revision.pk))
    context = {
        "practice": practice.get_latest_revision_as_object(),
        "old": old,
        "new": new,
        "sections": comparison(old.as_object(), new.as_object(), request.user),
    }
    return render(request, "knowledge/practice_compare.html", context)


def _chosen(practice, number):
    if not number.isdecimal() or not is_possible(number):
        raise Http404
    return get_object_or_404(_revisions(practice), pk=number)


@login_required
def take_up(request, pk, revision_id):
    """Ask first, then make an older version the latest draft."""
    practice = followed(request.user, pk)
    revision = get_object_or_404(_revisions(practice), pk=revision_id)
    if request.method != "POST":
        context = {"practice": practice.get_latest_revision_as_object(), "revision": revision}
        return render(request, "knowledge/practice_restore.html", context)
    return do(
        request,
        lambda: restore(practice, revision, by=request.user),
        _("The older version is the draft now. Readers see it when it has been admitted."),
        redirect(reverse("practice-status", args=[pk])),
    )
