"""The index A–Z in the reader's language."""

from dataclasses import dataclass, field

from core.bilingual import LANGUAGES, OTHER, current_language, text_in
from knowledge.glossary.wording import fold, forms
from knowledge.models import GlossaryField, GlossaryTerm

NO_LETTER = "#"


@dataclass(frozen=True)
class Entry:
    slug: str
    label: str
    other: str
    relation: str


@dataclass
class Letter:
    """A letter that begins something, with what it begins."""

    letter: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"letter-{self.letter.lower()}" if self.letter != NO_LETTER else "letter-other"


def letters(terms, language: str | None = None) -> list[Letter]:
    """The terms by the first letter of their label in this language; umlauts stand with their base letters."""
    language = language or current_language()
    found: dict[str, Letter] = {}
    for term in in_order(terms, language):
        first = fold(text_in(term, "label", language))[:1].upper()
        letter = first if first.isascii() and first.isalpha() else NO_LETTER
        entry = Entry(
            term.slug, text_in(term, "label", language), text_in(term, "label", OTHER[language]), term.relation
        )
        found.setdefault(letter, Letter(letter)).entries.append(entry)
    return [*(found[key] for key in sorted(found) if key != NO_LETTER), *filter(None, [found.get(NO_LETTER)])]


def in_order(terms, language: str) -> list[GlossaryTerm]:
    return sorted(terms, key=lambda term: (fold(text_in(term, "label", language)), term.slug))


def matching(terms, query: str) -> list[GlossaryTerm]:
    """Those of which some form, of either language, holds every word of the query; accents and case do not count."""
    words = fold(query).split()
    return [term for term in terms if any(all(word in form for word in words) for form in _folded_forms(term))]


def _folded_forms(term):
    for language in LANGUAGES:
        yield fold(text_in(term, "label", language))
        yield from map(fold, forms(term, language))


def fields_with_counts(terms) -> list[dict]:
    """The fields that have terms: code, label, count, in the order of the list of fields."""
    counts = {}
    for term in terms:
        counts[term.field] = counts.get(term.field, 0) + 1
    return [
        {"code": each.value, "label": each.label, "count": counts[each.value]}
        for each in GlossaryField
        if each.value in counts
    ]
