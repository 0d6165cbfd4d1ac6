"""Comments at the place they concern, from the status and the review page."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge import commenting
from knowledge.desk.door import do, followed


@login_required
@require_POST
def comment(request, pk):
    practice, place = followed(request.user, pk), request.POST.get("place", "")
    return do(
        request,
        lambda: commenting.comment_on(practice, place, request.POST.get("text", ""), by=request.user),
        _("Your comment stands there now; the other side is told by mail in a few minutes."),
        _back(request, pk, place),
    )


@login_required
@require_POST
def answer(request, pk, comment_id):
    """One comment done, opened again or taken back."""
    found = get_object_or_404(followed(request.user, pk).draft_comments.select_related("practice"), pk=comment_id)
    verbs = {
        "done": (lambda: commenting.mark(found, done=True, by=request.user), _("Marked as done.")),
        "open": (lambda: commenting.mark(found, done=False, by=request.user), _("Open again.")),
        "remove": (lambda: commenting.remove(found, by=request.user), _("Your comment is gone.")),
    }
    act, said = verbs.get(request.POST.get("action"), verbs["open"])
    return do(request, act, said, _back(request, pk, found.place))


def _back(request, pk, place):
    """To where it was said: the review or the status page, at the section."""
    page = "practice-review" if request.POST.get("from") == "review" else "practice-status"
    section = commenting.SECTION_AT.get(place)
    return redirect(reverse(page, args=[pk]) + (f"#section-{section.key}" if section else ""))
