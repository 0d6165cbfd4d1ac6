"""What is wrong with terms: colliding words, one-sided entries, differences that nobody explains.

Works on terms as they are in memory, so the loader asks before it writes and the editor after.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.bilingual import LANGUAGES, text_in
from knowledge.glossary.wording import bare, fold, lines
from knowledge.models import GlossaryField, GlossaryTerm, Relation

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EXPLAINED = (Relation.BROADER, Relation.NARROWER, Relation.NONE)  # relations that say nothing without a note


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one term.

    Attributes:
        slug: of the term.
        field: column of the model, or a relation's name.
        reason: a sentence for the editor.
    """

    slug: str
    field: str
    reason: str

    def __str__(self):
        return f"{self.slug}, {self.field}: {self.reason}"


def faults(terms: Iterable[GlossaryTerm]) -> list[Fault]:
    """All faults of these terms, taken together: each alone, then words that two of them share."""
    terms = list(terms)
    return [fault for term in terms for fault in _alone(term)] + list(_collisions(terms))


def faults_of(term: GlossaryTerm) -> list[Fault]:
    """What is wrong with this saved term, beside all the others."""
    return [fault for fault in faults(GlossaryTerm.objects.all()) if fault.slug == term.slug]


def _alone(term):
    def fault(field, reason):
        return Fault(term.slug, field, reason)

    if not SLUG.fullmatch(term.slug):
        yield fault("slug", _("Small letters, digits and single hyphens only."))
    if term.relation not in Relation.values:
        yield fault("relation", _("“%(value)s” is not one of the relations.") % {"value": term.relation})
    if term.field not in GlossaryField.values:
        yield fault("field", _("“%(value)s” is not one of the fields.") % {"value": term.field})
    for name in ("label", "definition"):
        for language in LANGUAGES:
            if not (text_in(term, name, language) or "").strip():
                yield fault(f"{name}_{language}", _("Missing: a term has a label and a definition in both languages."))
    for language in LANGUAGES:
        if term.relation in EXPLAINED and not (text_in(term, "note", language) or "").strip():
            yield fault(f"note_{language}", _("Missing: where the concepts differ, a note says how."))
    if _looks_the_same(term) and term.relation != Relation.EXACT and not (term.note_de or term.note_it):
        yield fault("note_de", _("Both languages use the same word: a note says whether it is a false friend."))


def _looks_the_same(term) -> bool:
    return bool(term.label_de) and fold(bare(term.label_de)) == fold(bare(term.label_it or ""))


def _collisions(terms):
    for language in LANGUAGES:
        users = defaultdict(list)
        for term in terms:
            for field, word in _words(term, language):
                users[fold(bare(word))].append((term.slug, field, word))
        for found in users.values():
            for number, (slug, field, word) in enumerate(found):
                others = [other for place, (other, *_rest) in enumerate(found) if place != number]
                if others:
                    yield Fault(slug, field, _collision(word, slug, others))


def _collision(word, slug, others):
    foreign = sorted(set(others) - {slug})
    if not foreign:
        return _("“%(word)s” stands there twice.") % {"word": word}
    return _("“%(word)s” also names %(others)s.") % {"word": word, "others": ", ".join(foreign)}


def _words(term, language):
    if label := text_in(term, "label", language):
        yield f"label_{language}", label
    for synonym in lines(text_in(term, "synonyms", language)):
        yield f"synonyms_{language}", synonym
