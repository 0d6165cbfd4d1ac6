"""The files that ship with the project: one a field, tab-separated, the best translation of a headword first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from search.analysis.words import fold
from search.models import DictionaryEntry

FOLDER = Path(__file__).parent / "content"
FIELDS = tuple(DictionaryEntry.Field.values)
COLUMNS = ("de", "it", "pos", "note")
HEAD = "\t".join(COLUMNS)
KINDS = ("n", "v", "a", "adv", "phrase")


@dataclass(frozen=True, slots=True)
class Pair:
    """A German and an Italian expression in base form that translate each other; `note` tells the sense, in German."""

    german: str
    italian: str
    pos: str
    field: str
    note: str


class Malformed(ValueError):
    """A line of a dictionary file cannot be read; the text names place and reason."""


def path_of(field: str, folder: Path = FOLDER) -> Path:
    return folder / f"{field}.tsv"


def rows(field: str, folder: Path = FOLDER) -> Iterator[tuple[str, list[str]]]:
    """Place (`crafts.tsv:2`) and columns of each line below the head, however many there are.

    Raises Malformed where the head is not ours.
    """
    path = path_of(field, folder)
    head, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
    if head != HEAD:
        raise Malformed(f"{path.name}:1: the head must be {', '.join(COLUMNS)}")
    for number, line in enumerate(lines, start=2):
        yield f"{path.name}:{number}", line.split("\t")


def read(field: str, folder: Path = FOLDER) -> Iterator[Pair]:
    """The pairs of a field, in the order of its file. Raises Malformed at the first line that has not our columns."""
    for place, columns in rows(field, folder):
        if len(columns) != len(COLUMNS):
            raise Malformed(f"{place}: {len(columns)} columns, {len(COLUMNS)} expected")
        german, italian, pos, note = columns
        yield Pair(german, italian, pos, field, note)


def write(field: str, pairs: Iterable[Pair], folder: Path = FOLDER) -> None:
    """The field's file anew, in alphabetical order of the German; its translations keep their order."""
    lines = [f"{pair.german}\t{pair.italian}\t{pair.pos}\t{pair.note}" for pair in sorted(pairs, key=alphabetical)]
    path_of(field, folder).write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")


def alphabetical(pair: Pair) -> tuple[str, str]:
    """As a dictionary sorts: capitals and accents count only between words that are otherwise alike."""
    return fold(pair.german), pair.german


def plain(text: str) -> str:
    """An expression as it is compared: capitals, spaces and the form of the apostrophe make no difference."""
    return " ".join(text.casefold().replace("’", "'").split())
