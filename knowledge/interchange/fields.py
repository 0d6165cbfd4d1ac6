"""Which name in a line is which field of a practice: the one table that export, import and schema follow."""

from datetime import UTC, date, datetime

from django.utils.text import slugify

from core.bilingual import LANGUAGES
from knowledge.models import ContextFeature, FieldOfAction, OccupationalField, TargetGroup, Topic
from knowledge.models.record import SECTIONS

# Names in a line that differ from the field's.
NAMES = {
    "heading": "title",
    "approach": "body",
    "occupational_fields": "sector",
    "fields_of_action": "actions",
    "topics": "themes",
    "context_features": "context",
}
TEXTS = {NAMES.get(name, name): name for section in SECTIONS for name in section.texts}
PLAIN = ("place", "region", "contact", "maturity", "licence", "eqf")
DATES = ("period_from", "period_to")
LISTS = {
    "sector": ("occupational_fields", OccupationalField),
    "actions": ("fields_of_action", FieldOfAction),
    "themes": ("topics", Topic),
    "target_groups": ("target_groups", TargetGroup),
    "context": ("context_features", ContextFeature),
}
BLOCK_TEXTS = ("title", "text", "enabling", "lessons")


def both(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{language}" for language in LANGUAGES)


def texts_of(record, names) -> dict[str, str]:
    """The texts of a record in both languages that are not empty; `names` maps or lists (name in the line, field)."""
    pairs = names.items() if isinstance(names, dict) else ((name, name) for name in names)
    found = {
        f"{name}_{language}": getattr(record, f"{field}_{language}") or ""
        for name, field in pairs
        for language in LANGUAGES
    }
    return {name: text for name, text in found.items() if text}


def set_texts(record, values: dict, names) -> None:
    """The other way round; what a line does not say is empty."""
    pairs = names.items() if isinstance(names, dict) else ((name, name) for name in names)
    for name, field in pairs:
        for language in LANGUAGES:
            setattr(record, f"{field}_{language}", values.get(f"{name}_{language}") or "")


def day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def moment(value: str) -> datetime:
    """A moment as it is kept: in UTC, which what names no zone is in already.

    Raises:
        ValueError, OverflowError: it is none, or no year of ours has it.
    """
    found = datetime.fromisoformat(value)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


class Vocabulary:
    """One of the lists the team keeps: found by code, by either label, or by what an address makes of a label."""

    def __init__(self, model):
        self.entries, self.codes = {}, []
        for entry in model.objects.all():
            self.codes.append(entry.code)
            for name in (entry.code, entry.label_de, entry.label_it):
                self.entries[name.casefold()] = self.entries[_address(name)] = entry

    def find(self, name: str):
        """The entry, or None where no such thing is in the list."""
        return self.entries.get(name.casefold())


def _address(label: str) -> str:
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        label = label.casefold().replace(umlaut, letters)
    return slugify(label.replace("/", " "))
