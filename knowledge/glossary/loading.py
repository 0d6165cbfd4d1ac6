"""Terms from files of JSON lines into the database; nothing is written where anything is wrong.

A line is one term: `slug`, `field`, `relation`, and in both languages `label`, `definition`, and where there is
something to say `synonyms` (a list), `official`, `note`, `example`; each with its language, as in `label_de`.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from core.bilingual import LANGUAGES
from knowledge.glossary.checking import faults
from knowledge.models import GlossaryTerm

CONTENT = Path(__file__).with_name("content")
SHARED = ("slug", "field", "relation")
TEXTS = tuple(f"{name}_{language}" for name in ("label", "definition") for language in LANGUAGES)
OPTIONAL = tuple(f"{name}_{language}" for name in ("official", "note", "example") for language in LANGUAGES)
LISTS = tuple(f"synonyms_{language}" for language in LANGUAGES)
FIELDS = (*SHARED, *TEXTS, *LISTS, *OPTIONAL)


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file; `line` counts from 1, `field` may be empty."""

    file: Path
    line: int
    field: str
    reason: str

    def __str__(self):
        return ": ".join([f"{self.file}, line {self.line}", *([self.field] if self.field else []), self.reason])


class BadTerms(Exception):
    """What is wrong with the files, as `problems`; nothing was written."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Loaded:
    """How many terms are new, were overwritten, or stay as the team has made them."""

    created: int
    updated: int
    kept: int


def shipped() -> list[Path]:
    """The files that come with the site, one for each field."""
    return sorted(CONTENT.glob("*.jsonl"))


def read_terms(files: Iterable[Path]) -> dict[str, GlossaryTerm]:
    """The terms of these files by their slug, unsaved.

    Raises:
        BadTerms: a line is no term, or the terms do not stand together.
    """
    return {slug: term for slug, (term, _place) in _read(files).items()}


def load(files: Iterable[Path], *, update: bool = False, progress: Callable = iter) -> Loaded:
    """Write the terms of these files.

    Args:
        update: overwrite terms that are there; otherwise what editors have made of them stays.
        progress: wraps the terms while they are looked at, for a progress bar.

    Raises:
        BadTerms: a line is no term, or its words collide with others, of the files or of the database.
    """
    found = _read(files, progress)
    with transaction.atomic():
        there = {term.slug: term for term in GlossaryTerm.objects.all()}
        new = [term for slug, (term, _place) in found.items() if slug not in there]
        changed = [term for slug, (term, _place) in found.items() if slug in there] if update else []
        _refuse_collisions(there, [*new, *changed], {slug: place for slug, (_term, place) in found.items()})
        GlossaryTerm.objects.bulk_create(new, batch_size=100)
        for term in changed:
            term.pk = there[term.slug].pk
        GlossaryTerm.objects.bulk_update(changed, [name for name in FIELDS if name != "slug"], batch_size=100)
    return Loaded(len(new), len(changed), len(found) - len(new) - len(changed))


def _read(files, progress=iter) -> dict[str, tuple[GlossaryTerm, tuple[Path, int]]]:
    """By its slug each term with the file and the line where it stands."""
    problems, found = [], {}
    for file, number, text in progress([line for each in files for line in _lines(each)]):
        term, wrong = _term(text)
        if term and term.slug in found:
            wrong.append(("slug", _("“%(slug)s” is there twice.") % {"slug": term.slug}))
        problems += [Problem(file, number, field, reason) for field, reason in wrong]
        if term and not wrong:
            found[term.slug] = (term, (file, number))
    if not problems:
        every = [term for term, _place in found.values()]
        problems = [Problem(*found[fault.slug][1], fault.field, fault.reason) for fault in faults(every)]
    if problems:
        raise BadTerms(problems)
    return found


def _lines(file):
    for number, line in enumerate(Path(file).read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield file, number, line


def _term(text) -> tuple[GlossaryTerm | None, list[tuple[str, str]]]:
    """The term of a line, or None, and what is wrong with it as (field, reason)."""
    try:
        entry = json.loads(text)
    except json.JSONDecodeError as error:
        return None, [("", _("This is not JSON: %(error)s") % {"error": error})]
    if not isinstance(entry, dict):
        return None, [("", _("A line is one object."))]
    wrong = [(name, _("No field of a term.")) for name in entry if name not in FIELDS]
    wrong += [(name, _("Missing.")) for name in (*SHARED, *TEXTS) if name not in entry]
    for name in FIELDS:
        wrong += [(name, reason) for reason in _value_faults(name, entry.get(name))]
    if wrong:
        return None, wrong
    for name in LISTS:
        entry[name] = "\n".join(entry.get(name, []))
    return GlossaryTerm(**dict.fromkeys(OPTIONAL, "") | entry), []


def _value_faults(name, value):
    if value is None:
        return
    if name in LISTS:
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            yield _("A list of words.")
        return
    if not isinstance(value, str):
        yield _("A text.")
        return
    longest = GlossaryTerm._meta.get_field(name).max_length
    if longest and len(value) > longest:
        yield _("%(length)d characters; %(longest)d fit.") % {"length": len(value), "longest": longest}


def _refuse_collisions(there, writing, places):
    """Against what stays in the database: an editor's own term may already use a word."""
    together = there | {term.slug: term for term in writing}
    slugs = {term.slug for term in writing}
    problems = [
        Problem(*places[fault.slug], fault.field, fault.reason)
        for fault in faults(together.values())
        if fault.slug in slugs
    ]
    if problems:
        raise BadTerms(problems)
