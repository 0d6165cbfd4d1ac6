"""What a term is called: its label without the qualifier, its synonyms, and which words translate which for certain."""

import hashlib
import re
from collections.abc import Iterable

from core.bilingual import LANGUAGES, text_in
from knowledge.models import GlossaryTerm, Relation
from search.analysis import words

QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")
TWO_WORDS = re.compile(r"[\w-]+, [\w-]+")  # “Prüferin, Prüfer”, not “camera di commercio, industria, artigianato”
CERTAIN = (Relation.EXACT, Relation.CLOSE)


def bare(label: str) -> str:
    """A label without what stands in brackets at its end: “zuständige Stelle (Germania)” → “zuständige Stelle”."""
    return QUALIFIER.sub("", label).strip()


def fold(text: str) -> str:
    """For comparing and sorting: small letters without accents and umlauts, “ß” as “ss”, one kind of apostrophe."""
    return words.fold(text.replace("’", "'"))


def lines(text: str) -> list[str]:
    """Synonyms stand one on each line."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def forms(term: GlossaryTerm, language: str) -> list[str]:
    """Everything a text of this language may call the term, the label first, each once."""
    label = bare(text_in(term, "label", language) or "")
    labels = label.split(", ") if TWO_WORDS.fullmatch(label) else [label]
    found = [*labels, *(bare(synonym) for synonym in lines(text_in(term, "synonyms", language)))]
    return list(dict.fromkeys(form for form in found if form))


def certain_pairs(terms: Iterable[GlossaryTerm] | None = None) -> list[tuple[list[str], list[str]]]:
    """(German forms, Italian forms) of every concept that is the same or nearly the same in both countries.

    Labels without qualifiers and all synonyms, so that a search for any form of one language may go on with every form
    of the other. What is broader, narrower or without counterpart is left out: it would find what was not meant.

    Args:
        terms: instead of those in the database.
    """
    if terms is None:
        terms = GlossaryTerm.objects.filter(relation__in=CERTAIN)
    return [tuple(forms(term, language) for language in LANGUAGES) for term in terms if term.relation in CERTAIN]


def version() -> str:
    """Changes with everything that `certain_pairs` reads; one query."""
    names = [f"{name}_{language}" for name in ("label", "synonyms") for language in LANGUAGES]
    rows = list(GlossaryTerm.objects.order_by("pk").values_list("pk", "relation", *names))
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
