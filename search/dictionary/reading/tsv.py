"""Our own columns: de, it, and if one likes pos, note, field; with or without a head."""

from pathlib import Path

from search.dictionary.files import COLUMNS, FIELDS
from search.dictionary.reading.base import Found, Refused, Unreadable

LONGEST = 100_000  # characters of a line; more is no table


def read(path: Path, progress):
    """The pairs of the file, line by line. Raises Unreadable where it is not UTF-8 text in columns."""
    columns = [*COLUMNS, "field"]
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(iter(lambda: file.readline(LONGEST), b""), start=1):
                progress.update(len(raw))
                cells = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
                if number == 1 and {"de", "it"} <= set(cells):
                    columns = cells
                    continue
                yield _found(f"line {number}", dict(zip(columns, cells, strict=False)))
    except UnicodeDecodeError as error:
        raise Unreadable(f"line {number} is not UTF-8 text") from error


def _found(place, cells):
    if "it" not in cells:
        return Refused(place, "no second column")
    field = cells.get("field", "").strip()
    if field and field not in FIELDS:
        return Refused(place, f"“{field}” is none of the fields {', '.join(FIELDS)}")
    return Found(place, cells["de"], cells["it"], field, cells.get("note", ""))
