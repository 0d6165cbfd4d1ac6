"""How far a practice is described: what is there, what is missing and where it is written.

It blocks nothing but the editors' admission to the library, which asks for the few entries of `FOR_THE_LIBRARY`.
Everything is read from a revision's content, so that a list of drafts costs no query for each.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.bilingual import is_empty
from knowledge.models import GoodPractice
from knowledge.models.record import SECTIONS, SNAPSHOT


@dataclass(frozen=True)
class Entry:
    """Something to be said: any one of these fields says it."""

    names: tuple[str, ...]
    label: str = ""

    @property
    def name(self) -> str:
        return self.names[0]

    def __str__(self):
        return str(self.label or GoodPractice._meta.get_field(self.name).verbose_name)


def _entries(*names):
    return [Entry((name,)) for name in names]


TARGET_GROUP = Entry(("target_group", "target_groups"))
SNAPSHOT_TEXTS = _entries(*SNAPSHOT.texts)
EXPECTED = {
    "snapshot": [*SNAPSHOT_TEXTS, *_entries("occupational_fields")],
    "people": [TARGET_GROUP, *_entries("actors", "responsible", "region", "period_from")],
    "blocks": [Entry(("blocks", "used_blocks"), _("a building block"))],
    "means": _entries("resources"),
    "lessons": _entries("difficulties", "success_factors"),
    "transfer": _entries("transferability", "sustainability", "maturity", "licence"),
    "context": _entries("legal_basis", "places_of_learning", "who_pays"),
    "topics": _entries("fields_of_action"),
    "material": [Entry(("picture", "attachments", "links"), _("a picture, a file or a link"))],
}
FOR_THE_LIBRARY = [
    *SNAPSHOT_TEXTS,
    TARGET_GROUP,
    *_entries("responsible", "region", "maturity"),
    Entry(("difficulties", "success_factors"), _("what was difficult or what helped")),
]
SECTION_OF = {name: section for section in SECTIONS for name in (*section.texts, *section.facts, *section.parts)}
TEXTS = {name for section in SECTIONS for name in section.texts}
FILLED, BEGUN, EMPTY = "filled", "begun", "empty"
LABELS = {FILLED: _("filled in"), BEGUN: _("begun"), EMPTY: _("still empty")}


@dataclass(frozen=True)
class SectionState:
    """One section: its state (filled, begun, empty) and the entries it still lacks."""

    section: object
    state: str
    missing: list[Entry]

    @property
    def label(self) -> str:
        return str(LABELS[self.state])


@dataclass(frozen=True)
class Completeness:
    """Of one version, in the language it was written in."""

    sections: list[SectionState]
    total: int
    lacking: list[Entry]  # what the library asks for and is not there

    @property
    def missing(self) -> list[Entry]:
        return [entry for state in self.sections for entry in state.missing]

    @property
    def filled(self) -> int:
        return self.total - len(self.missing)

    @property
    def is_whole(self) -> bool:
        return not self.missing


def completeness_of(content: dict) -> Completeness:
    """What a revision's content (or `serializable_data()`) says and does not say."""
    present = {name for name in SECTION_OF if _is_there(content, name)}
    states = [_state(section, present) for section in SECTIONS]
    lacking = [entry for entry in FOR_THE_LIBRARY if not present.intersection(entry.names)]
    return Completeness(states, sum(map(len, EXPECTED.values())), lacking)


def _state(section, present):
    missing = [entry for entry in EXPECTED[section.key] if not present.intersection(entry.names)]
    begun = present.intersection((*section.texts, *section.facts, *section.parts))
    return SectionState(section, FILLED if not missing else BEGUN if begun else EMPTY, missing)


def _is_there(content, name) -> bool:
    if name in TEXTS:
        return not is_empty(content.get(f"{name}_{content.get('source_language', 'de')}"))
    return bool(content.get("tagged_items" if name == "tags" else name))


def place_of(practice, name: str) -> str:
    """The address of the form in which a field is written."""
    section = SECTION_OF[name]
    if section is SNAPSHOT:
        return f"{reverse('practice-edit', args=[practice.pk])}#id_{name}"
    where = "" if name in section.parts else f"#id_{name}"
    return reverse("practice-section", args=[practice.pk, section.key]) + where


def with_places(practice, entries) -> list[dict]:
    """Entries as links: dicts of label and url."""
    return [{"label": str(entry), "url": place_of(practice, entry.name)} for entry in entries]


def in_words(entries) -> str:
    """Entries as part of a sentence: “target group, region, maturity”."""
    return ", ".join(map(str, entries))


def section_title(key: str) -> str:
    return next((capfirst(str(section.title)) for section in SECTIONS if section.key == key), "")
