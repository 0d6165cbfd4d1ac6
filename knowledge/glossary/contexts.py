"""What the glossary's pages show: the index, and one term with its neighbours."""

from django.urls import reverse

from core.bilingual import LANGUAGES, OTHER, current_language, language_of, text_in
from core.contexts import gives_context
from core.facets import words_asked
from core.rules import is_team
from knowledge.glossary.listing import fields_with_counts, in_order, letters, matching
from knowledge.glossary.wording import bare, lines
from knowledge.models import Glossary, GlossaryField, GlossaryTerm, Relation

# How a relation is drawn: icon, state, line between the labels.
DRAWN = {
    Relation.EXACT: ("check", "ok", ""),
    Relation.CLOSE: ("check", "ok", "old"),
    Relation.BROADER: ("warn", "wait", "old"),
    Relation.NARROWER: ("warn", "wait", "old"),
    Relation.NONE: ("warn", "todo", "gap"),
}
SHOWN_IN_SEARCH = 5
LISTED = tuple(f"{name}_{language}" for name in ("label", "synonyms") for language in LANGUAGES)


def line_of(relation: str) -> str:
    """How the line between two labels is drawn: whole, dashed, dotted where there is no counterpart."""
    return DRAWN[relation][2]


@gives_context(Glossary)
def glossary_context(page, request) -> dict:
    """The index in the reader's language, narrowed by `field` and by words of either language, `q`."""
    query = words_asked(request.GET)
    terms = list(GlossaryTerm.objects.only("slug", "field", "relation", *LISTED))
    found = matching(terms, query) if query else terms
    fields = fields_with_counts(found)
    field = request.GET.get("field")
    if field in GlossaryField.values:
        found = [term for term in found if term.field == field]
    return {
        "letters": letters(found),
        "total": len(found),
        "query": query,
        "fields": fields,
        "field": GlossaryField(field) if field in GlossaryField.values else None,
        "other": OTHER[current_language()],
    }


def terms_for(request, query: str) -> list[dict]:
    """The first few terms that the words of a search name, with their addresses; none where the glossary is closed."""
    glossary = Glossary.objects.visible_to(request.user).first()
    if glossary is None:
        return []
    mine, url = current_language(), glossary.get_url(request)
    found = in_order(matching(GlossaryTerm.objects.only("slug", "relation", *LISTED), query), mine)[:SHOWN_IN_SEARCH]
    return [
        {
            "url": f"{url}{term.slug}/",
            "label": text_in(term, "label", mine),
            "other": OTHER[mine],
            "other_label": text_in(term, "label", OTHER[mine]),
        }
        for term in found
    ]


@gives_context(GlossaryTerm)
def term_context(term, request) -> dict:
    """One term: both sides, the reader's first, and what stands before and after it in the reader's alphabet."""
    mine = current_language()
    ordered = in_order(GlossaryTerm.objects.only("slug", *LISTED), mine)
    place = ordered.index(term)
    before, after = ordered[max(place - 1, 0) : place], ordered[place + 1 : place + 2]
    icon, state, line = DRAWN[term.relation]
    return {
        "term": term,
        "sides": [_side(term, language) for language in (mine, OTHER[mine])],
        "icon": icon,
        "state": state,
        "line": line,
        "note_language": language_of(term, "note"),
        "before": before[0] if before else None,
        "after": after[0] if after else None,
        "words": bare(text_in(term, "label", mine)),
        "edit_url": reverse("glossaryterm:edit", args=[term.pk]) if is_team(request.user) else "",
    }


def _side(term, language) -> dict:
    texts = {name: text_in(term, name, language) for name in ("label", "official", "definition", "example")}
    return texts | {"language": language, "synonyms": lines(text_in(term, "synonyms", language))}
