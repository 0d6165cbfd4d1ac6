"""The library beside its pages: building blocks, practices side by side, on paper and as a reference."""

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import audience
from core.bilingual import fallback_fields
from core.drawn import Busy
from core.facets import words_asked
from knowledge.contexts import library_url, with_networks
from knowledge.library import blocks as building_blocks
from knowledge.library import citing, comparing
from knowledge.library.paper import paper
from knowledge.library.qr import qr_path
from knowledge.library.reading import essences, facts
from knowledge.models import BuildingBlock, GoodPractice
from networks.rules import network_above


@require_safe
def blocks(request):
    """All building blocks this reader may see, by word and occupational field."""
    query = words_asked(request.GET)
    fields = list(building_blocks.fields_of_blocks(request.user))
    field = next((each for each in fields if each.code == request.GET.get("field")), None)
    found = building_blocks.found_blocks(request.user, query, field.code if field else "")
    shown = Paginator(found, building_blocks.PER_PAGE).get_page(request.GET.get("page"))
    kept = building_blocks.with_usage(BuildingBlock.objects.visible_to(request.user), request.user)
    known = kept.select_related("practice").in_bulk([each.pk for each in shown.object_list])
    shown.object_list = [known[each.pk] for each in shown.object_list if each.pk in known]
    with_networks([each.practice for each in shown.object_list])
    context = {"blocks": shown, "query": query, "field": field, "fields": fields, "library_url": library_url(request)}
    return render(request, "knowledge/building_blocks.html", context)


@require_safe
def block(request, pk):
    """One building block: what it is, where it comes from, who else uses it."""
    readable = building_blocks.with_usage(BuildingBlock.objects.visible_to(request.user), request.user)
    found = get_object_or_404(readable.select_related("practice"), pk=pk)
    context = {
        "found": found,
        "practice": found.practice,
        "network": network_above(found.practice),
        "uses": building_blocks.uses_of(found, request.user),
        "fallback": bool(fallback_fields(found)),
    }
    return _for(found.practice, render(request, "knowledge/building_block.html", context))


@require_safe
def compare(request):
    """Two or three practices in columns, chosen by their numbers."""
    asked = comparing.asked(request.user, request.GET)
    context = {
        "asked": asked,
        "practices": with_networks(asked.practices),
        "fact_rows": comparing.fact_rows(asked.practices),
        "text_rows": comparing.text_rows(asked.practices),
        "library_url": library_url(request),
    }
    return render(request, "knowledge/compare.html", context)


@require_safe
def sheet(request, pk):
    """The practice in short, on one page of A4."""
    practice = _practice(request, pk)
    url = _address(practice, request)
    context = {
        "practice": practice,
        "network": network_above(practice),
        "facts": [fact for fact in facts(practice) if fact.key not in {"maturity", "language", "published"}],
        "essences": essences(practice),
        "url": url,
        "qr": qr_path(url),
        "cite": citing.sentence(practice, url),
        "licence": citing.licence_words(practice),
    }
    return _for(practice, render(request, "knowledge/practice_sheet.html", context))


@require_safe
def pdf(request, pk):
    """The whole practice as an accessible PDF."""
    practice = _practice(request, pk)
    try:
        content = paper(practice, _address(practice, request))
    except Busy:
        return HttpResponse(status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{practice.slug}.pdf"'
    response._csp_replace = {"default-src": ["'none'"], "sandbox": True}
    return _for(practice, response)


@require_safe
def cite_bib(request, pk):
    practice = _practice(request, pk)
    entry = citing.bibtex(practice, _address(practice, request))
    return _download(practice, HttpResponse(entry, content_type="application/x-bibtex; charset=utf-8"), "bib")


@require_safe
def cite_json(request, pk):
    practice = _practice(request, pk)
    items = citing.csl(practice, _address(practice, request))
    kind = "application/vnd.citationstyles.csl+json"
    options = {"ensure_ascii": False, "indent": 1}
    return _download(practice, JsonResponse(items, safe=False, content_type=kind, json_dumps_params=options), "json")


def _practice(request, pk) -> GoodPractice:
    """The one door: what this reader may see, as it is live."""
    readable = GoodPractice.objects.visible_to(request.user)
    return get_object_or_404(readable.select_related("responsible", "owner", "translated_by", "picture"), pk=pk)


def _address(practice, request) -> str:
    return practice.get_full_url(request)


def _download(practice, response, suffix):
    response["Content-Disposition"] = f'attachment; filename="{citing.key(practice)}.{suffix}"'
    return _for(practice, response)


def _for(practice, response):
    """What not everybody may read is kept nowhere on its way."""
    if practice.token != audience.PUBLIC:
        response["Cache-Control"] = "private, no-store"
    return response
