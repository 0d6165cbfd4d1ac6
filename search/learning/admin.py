"""Where the team looks through what was learned and forbids what is wrong."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.markup import one_line
from core.rules import is_team
from search.dictionary.actions import forbid
from search.learning import store
from search.learning.inspecting import newest
from search.models import DictionaryEntry

AT_ONCE = 50
LONGEST = DictionaryEntry._meta.get_field("german").max_length


def pairs_view(request):
    """The learned pairs, new ones first; `q` searches in them."""
    _only_the_team(request)
    asked = request.GET.get("q", "").strip()
    page = Paginator(newest(asked), AT_ONCE).get_page(request.GET.get("p"))
    return render(request, "search/admin/learned.html", {"page": page, "asked": asked, "lexicon": store.newest()})


@require_POST
def forbid_view(request):
    """Forbid a pair; then back to the list as it was."""
    _only_the_team(request)
    german, italian = (one_line(request.POST.get(name, "")) for name in ("german", "italian"))
    if not (german and italian) or max(len(german), len(italian)) > LONGEST:
        return HttpResponseBadRequest(_("A pair has a German and an Italian word."))
    entry = forbid(german, italian, by=request.user)
    messages.success(request, _("“%(pair)s” must not translate each other any more.") % {"pair": entry})
    back = {name: request.POST[name] for name in ("q", "p") if request.POST.get(name)}
    return redirect(f"{reverse('learned-pairs')}?{urlencode(back)}")


def _only_the_team(request):
    if not is_team(request.user):
        raise PermissionDenied
