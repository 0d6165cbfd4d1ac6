"""A publication as a reference for the reader's own bibliography."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core import audience
from knowledge.models import Publication
from knowledge.publications import citing

CSL = "application/vnd.citationstyles.csl+json"


@require_safe
def cite_bib(request, pk):
    publication, url = _publication(request, pk)
    entry = citing.bibtex(publication, url)
    return _download(publication, HttpResponse(entry, content_type="application/x-bibtex; charset=utf-8"), "bib")


@require_safe
def cite_json(request, pk):
    publication, url = _publication(request, pk)
    options = {"ensure_ascii": False, "indent": 1}
    answer = JsonResponse(citing.csl(publication, url), safe=False, content_type=CSL, json_dumps_params=options)
    return _download(publication, answer, "json")


def _publication(request, pk) -> tuple[Publication, str]:
    """The one door: what this reader may see, as it is live, with its address."""
    found = get_object_or_404(Publication.objects.visible_to(request.user), pk=pk)
    return found, found.get_full_url(request)


def _download(publication, response, suffix):
    response["Content-Disposition"] = f'attachment; filename="{citing.key(publication)}.{suffix}"'
    if publication.token != audience.PUBLIC:  # what not everybody may read is kept nowhere on its way
        response["Cache-Control"] = "private, no-store"
    return response
