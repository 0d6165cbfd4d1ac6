"""What comes out of reading a file. No Django: the reading process starts with this."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Problem(StrEnum):
    """Why a text is missing or incomplete, by the codes of `FileText.Problem`, which has the words."""

    NONE = ""
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    NO_TEXT = "no_text"
    UNKNOWN_KIND = "unknown_kind"


class Refused(Exception):
    """The file is not read further; `problem` says why."""

    def __init__(self, problem: Problem):
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Extracted:
    """Args: text: clean, lines separated by newlines; pages: read, 0 where the kind has none; cut: there was more."""

    text: str = ""
    pages: int = 0
    cut: bool = False
    problem: Problem = Problem.NONE

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, line: bytes) -> "Extracted":
        """Raises ValueError for anything that `to_json` does not write."""
        try:
            said = json.loads(line)
            text, pages, cut = str(said["text"]), int(said["pages"]), bool(said["cut"])
            return cls(text, pages, cut, Problem(said["problem"]))
        except (KeyError, TypeError) as error:
            raise ValueError("not an answer of the reader") from error
