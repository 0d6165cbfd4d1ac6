"""How the web asks: suggestions while typing, searches that people keep. The results page is in `pages`."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.bilingual import current_language
from core.errors import NotPossible
from core.facets import words_asked
from search import saving
from search.facets import known_only, shown_facets
from search.forms import SavedSearchForm
from search.models import SavedSearch
from search.question import Question
from search.suggesting import suggest


@require_safe
def suggestions(request):
    """`q` → {"words": [{text, lang}], "titles": [{text, lang, url, kind}]}."""
    typed = request.GET.get("q", "")
    found = suggest(words_asked(request.GET) + (" " if typed[-1:].isspace() else ""), request.user)
    answer = JsonResponse(
        {
            "words": [{"text": text, "lang": language} for text, language in found.words],
            "titles": [_title(card) for card in found.titles],
        }
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _title(card) -> dict:
    text, language = card.title()
    return {"text": text, "lang": language, "url": card.url, "kind": card.kind_label}


# --- Searches that people keep ------------------------------------------------------------------------


@login_required
@require_POST
def save(request):
    """Keep the search whose query string is posted, and go back to it."""
    question = Question.saved(request.POST.get("search", "")[:5000])
    try:
        _made, is_new = saving.save(question, current_language(), by=request.user)
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        if is_new:
            messages.success(request, _("Saved. You get an e-mail once a week if there is something new."))
        else:
            messages.success(request, _("You have saved this search already."))
    address = question.address
    return redirect(f"{reverse('search')}?{address}" if address else reverse("search"))


@login_required
@require_safe
def searches(request):
    return _list(request)


@login_required
@require_POST
def change(request, pk):
    """A new name, or another wish about mail."""
    form = SavedSearchForm(request.POST, instance=_own(request, pk), prefix=str(pk))
    if not form.is_valid():
        return _list(request, form)
    form.save()
    messages.success(request, _("Saved."))
    return redirect("searches")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    search = _own(request, pk)
    if request.method == "POST":
        saving.delete(search, by=request.user)
        messages.success(request, _("The search “%(name)s” is deleted.") % {"name": search.name})
        return redirect("searches")
    return render(request, "search/search_delete.html", {"search": search})


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the secret is the right
@require_http_methods(["GET", "HEAD", "POST"])
def off(request, secret):
    """No more mail about saved searches: asked on GET, done on POST, without signing in."""
    person = saving.person_of(secret)
    if person is None:
        return render(request, "search/searches_off.html", {"gone": True}, status=404)
    done = request.method == "POST"
    if done:
        saving.switch_off(person)
    if done and "List-Unsubscribe" in request.POST:
        return HttpResponse(status=204)
    answer = render(request, "search/searches_off.html", {"done": done})
    answer["Cache-Control"] = "private, no-store"
    return answer


def _own(request, pk) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.filter(user=request.user), pk=pk)


def _list(request, refused=None):
    """All of them, each with its form; the refused one with what was typed."""
    rows = []
    for search in SavedSearch.objects.filter(user=request.user):
        form = SavedSearchForm(instance=search, prefix=str(search.pk))
        address = f"{reverse('search')}?{search.query}"
        if refused and refused.instance.pk == search.pk:
            form = refused
        rows.append({"search": search, "form": form, "url": address, "chosen": _chosen(search, request.user)})
    return render(request, "search/searches.html", {"rows": rows})


def _chosen(search, user) -> list[str]:
    """The labels of its filters."""
    filters = known_only(Question.saved(search.query).filters, user)
    return [value.label for facet in shown_facets({}, filters, user) for value in facet.values if value.chosen]
