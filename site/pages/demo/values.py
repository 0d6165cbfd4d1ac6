"""What a single value in a content file may be.

A check takes the value and what is known (`Known`) and returns the reason why it is wrong, or None.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from core.regions import region_codes

Check = Callable[[object, "Known"], str | None]


@dataclass
class Known:
    """Ids by kind that a file may refer to: `ids["people"]`, `ids["organisations"]` …"""

    ids: dict[str, set] = field(default_factory=dict)


def text(most: int | None = None) -> Check:
    def check(value, known):
        if not isinstance(value, str) or not value.strip():
            return "must be a text that is not empty."
        if most and len(value.strip()) > most:
            return f"is too long: {len(value.strip())} characters, {most} are possible."
        if "'" in value:
            return "has a straight apostrophe; write ’."

    return check


def one_of(*options) -> Check:
    def check(value, known):
        if value not in options:
            return f"“{value}” is unknown; possible are {', '.join(map(str, options))}."

    return check


def slug(value, known):
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        return f"“{value}” is no id: small letters, digits and hyphens."


def anything(value, known):
    """For parts that are checked as records."""


def full_name(value, known):
    if not isinstance(value, str) or len(value.split()) < 2 or len(value) > 150:
        return f"“{value}” is not a first and a last name."


def day(value, known):
    if as_day(value) is None:
        return f"“{value}” is no date like 2026-03-24."


def as_day(value) -> date | None:
    """A date, written with or without quotes."""
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def month(value, known):
    """A month or a day, or nothing yet."""
    if value is not None and as_month(value) is None:
        return f"“{value}” is no month like 2026-03 and no date."


def as_month(value) -> date | None:
    """A date, of a month its first day."""
    return as_day(value) or as_day(f"{value}-01")


def level(value, known):
    """Of the European Qualifications Framework; unknown is null."""
    if value is not None and value not in range(1, 9):
        return f"“{value}” is no level from 1 to 8."


def region(value, known):
    if value not in {*region_codes("DE"), *region_codes("IT")}:
        return f"“{value}” is not the code of a Land or an Italian region."


def ref(kind: str) -> Check:
    def check(value, known):
        if value not in known.ids.get(kind, ()):
            return f"“{value}” is not among the {kind}."

    return check


def many(each: Check) -> Check:
    def check(value, known):
        if not isinstance(value, list):
            return "must be a list."
        return next((reason for item in value if (reason := each(item, known))), None)

    return check
