"""The glossary in SKOS, as Turtle.

An entry is one `skos:Concept` with labels, definition, note and example in both languages: the concept as the German
side has it. Where the Italian side is something of its own, that concept has the entry's address with `#it`, and a
mapping property says how it lies to the entry: exact, close, broad, narrow. Without a counterpart there is no mapping:
the Italian label only explains. Fields are collections. Turtle needs no more than escaped strings: no library for it.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import override

from core.bilingual import LANGUAGES, text_in
from core.markup import without_controls
from knowledge.glossary.wording import bare, lines
from knowledge.models import Glossary, GlossaryField, GlossaryTerm, Relation

MAPPINGS = {
    Relation.EXACT: "skos:exactMatch",
    Relation.CLOSE: "skos:closeMatch",
    Relation.BROADER: "skos:broadMatch",
    Relation.NARROWER: "skos:narrowMatch",
}
TEXTS = {"definition": "skos:definition", "note": "skos:scopeNote", "example": "skos:example", "official": "dct:source"}
PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def address_of(glossary: Glossary) -> str:
    """The glossary's German address: the name of the scheme, the same whoever asks in whichever language."""
    with override("de"):
        return settings.SITE_URL + glossary.get_url()


def turtle(glossary: Glossary, terms: Iterable[GlossaryTerm]) -> str:
    base, terms = address_of(glossary), list(terms)
    blocks = [PREFIXES, _scheme(base, glossary)]
    blocks += [_collection(base, each, terms) for each in GlossaryField if any(term.field == each for term in terms)]
    blocks += [_concept(base, term) for term in terms]
    return "\n".join(blocks)


def literal(text: str, language: str) -> str:
    return f'"{without_controls(text).translate(ESCAPES)}"@{language}'


def _statement(subject, kind, pairs) -> str:
    properties = "".join(f" ;\n    {name} {value}" for name, value in pairs)
    return f"<{subject}> a {kind}{properties} .\n"


def _scheme(base, glossary):
    titles = [("dct:title", literal(text_in(glossary, "heading", each), each)) for each in LANGUAGES]
    return _statement(base, "skos:ConceptScheme", titles)


def _collection(base, field, terms):
    pairs = []
    for language in LANGUAGES:
        with override(language):
            pairs.append(("skos:prefLabel", literal(str(field.label), language)))
    pairs += [("skos:member", f"<{base}{term.slug}/>") for term in terms if term.field == field]
    return _statement(f"{base}#{field.value}", "skos:Collection", pairs)


def _concept(base, term):
    address = f"{base}{term.slug}/"
    pairs = [("skos:inScheme", f"<{base}>"), ("skos:topConceptOf", f"<{base}>")]
    for language in LANGUAGES:
        label = text_in(term, "label", language)
        pairs.append(("skos:prefLabel", literal(label, language)))
        others = dict.fromkeys([bare(label), *lines(text_in(term, "synonyms", language))])
        pairs += [("skos:altLabel", literal(other, language)) for other in others if other != label]
        pairs += [
            (name, literal(text, language)) for field, name in TEXTS.items() if (text := text_in(term, field, language))
        ]
    if term.relation in MAPPINGS:
        pairs.append((MAPPINGS[term.relation], f"<{address}#it>"))
    return _statement(address, "skos:Concept", pairs)
