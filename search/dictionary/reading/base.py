"""What the readers of foreign formats hand over."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A pair as a file has it; `place` is where: a line number, an address, a position."""

    place: str
    german: str
    italian: str
    field: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    place: str
    reason: str


class Unreadable(Exception):
    """The file as a whole cannot be read; the text says why."""


def without_detail(label: str) -> str:
    """A label as one would say it: “Bäcker/Bäckerin” and “Kran (Maschine)” are read as Bäcker and Kran."""
    said = " ".join(label.replace("’", "'").split())
    if said.endswith(")") and " (" in said:
        said = said[: said.rindex(" (")]
    return said.partition("/")[0].strip()
