"""A term's page below the glossary's address, and the whole glossary as a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from core.contexts import context_of
from knowledge.glossary import skos, tbx
from knowledge.models import Glossary, GlossaryTerm

FORMATS = {
    "ttl": (skos.turtle, "text/turtle; charset=utf-8"),
    "tbx": (tbx.document, "application/x-tbx+xml; charset=utf-8"),
}


@require_safe
def term(request, glossary, slug):
    """One term. `glossary` is the page below which it stands; that page has asked whether the reader may see it."""
    found = get_object_or_404(GlossaryTerm, slug=slug)
    context = {"page": glossary} | context_of(found, request)
    return TemplateResponse(request, "knowledge/glossary_term.html", context)


@require_safe
def export(request, slug, form):
    """All terms in SKOS or TBX, for whom the glossary is open; both languages, whatever the address's."""
    glossary = get_object_or_404(Glossary.objects.visible_to(request.user), slug=slug)
    write, content_type = FORMATS[form]
    answer = HttpResponse(write(glossary, GlossaryTerm.objects.all()), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{glossary.slug}.{form}"'
    return answer
