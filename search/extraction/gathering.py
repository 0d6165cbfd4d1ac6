"""Collects what a reader finds, cleaned, until there is enough."""

import re
import unicodedata

from search.extraction.limits import Limits

# What pdfium puts where it has taken away the hyphen at the end of a line. Of what follows a few letters tell enough;
# to look on to its end would take the square of the time where it has no end.
JOINED = re.compile(r"[\x02\ufffe]\s*(?=(\S{0,8}))")
HYPHENATED = re.compile(r"(?<=\w)[-\u2010][ \t]*\n[ \t]*(?=(\S{1,8}))")
BOTH = re.compile(r"(?:und|oder|sowie|bzw|e|ed|o|od)\b")  # “Aus-/und Weiterbildung” keeps its hyphen
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Possible hyphens, widths and directions: inside words, and nothing without them.
INVISIBLE = re.compile("[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# Control characters, halves of characters, private ones (bullets of old fonts) and such as can never be.
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000f0000-\U0010ffff]"
)
SPACES = re.compile(r"[^\S\n]+")
BLANK_LINES = re.compile(r"\n{3,}")


class Full(Exception):
    """More pages or characters than are read."""


class Gathering:
    """A reader calls `page()` before each page and `add()` with each paragraph; either may raise Full."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.pages = self.length = 0
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        return "\n".join(self.pieces)

    def page(self) -> None:
        if self.pages == self.limits.pages:
            raise Full
        self.pages += 1

    def add(self, text: str) -> None:
        room = self.limits.characters - self.length
        piece = clean(text[: 2 * room + 1])[:room].rstrip()
        if piece:
            self.pieces.append(piece)
            self.length += len(piece) + 1
        if len(text) > 2 * room or self.length >= self.limits.characters:
            raise Full


def clean(text: str) -> str:
    """Lines without hyphenation, invisible characters and superfluous space."""
    text = LINE_END.sub("\n", text)
    text = HYPHENATED.sub(_hyphen, JOINED.sub(_hyphen, text))
    text = UNWANTED.sub(" ", INVISIBLE.sub("", text.translate(LIGATURES)))
    lines = (line.strip() for line in SPACES.sub(" ", unicodedata.normalize("NFC", text)).split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _hyphen(match: re.Match) -> str:
    """What becomes of a hyphen at the end of a line, by the word that follows."""
    following = match[1]
    if BOTH.match(following):
        return "- "
    return "" if following[:1].islower() else "-"
