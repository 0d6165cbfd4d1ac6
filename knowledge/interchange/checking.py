"""Whether a file can be imported: every line against the schema and against what the site knows."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from jsonschema import Draft202012Validator, FormatChecker

from knowledge.interchange.fields import LISTS, Vocabulary, moment
from knowledge.interchange.schema import schema
from knowledge.models import BuildingBlock, GoodPractice
from networks.models import Network, Organisation

LONGEST = 2 * 2**20  # bytes of a line
SHOWN = 60  # characters of a value in a message


@dataclass(frozen=True)
class Problem:
    """What is wrong: in which line (from 1), in which field (a path like `blocks[0].title_de`, or empty), and why."""

    line: int
    field: str
    reason: str

    def __str__(self):
        return f"line {self.line}: {self.field}: {self.reason}" if self.field else f"line {self.line}: {self.reason}"


@dataclass(frozen=True)
class Line:
    """A line of a file: its number from 1, its bytes (of one too long the beginning), where it starts and ends."""

    number: int
    raw: bytes
    start: int
    end: int


def read_lines(path: Path) -> Iterator[Line]:
    """The lines that say something, one at a time, whatever the size of the file."""
    with path.open("rb") as file:
        number, start = 0, 0
        while raw := file.readline(LONGEST + 1):
            rest = raw
            while len(rest) > LONGEST and not rest.endswith(b"\n"):
                rest = file.readline(LONGEST + 1)
            number, end = number + 1, file.tell()
            shown = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
            if shown.strip():
                yield Line(number, shown, start, end)
            start = end


def formats() -> FormatChecker:
    checker = FormatChecker(["date"])
    checker.checks("date-time", raises=(ValueError, OverflowError))(lambda value: bool(moment(value)))
    checker.checks("uri", raises=ValidationError)(lambda value: URLValidator()(value) is None)
    return checker


class Checker:
    """Checks line after line of one file, and remembers the names that have been given.

    Args:
        files: the folder of the pictures and files the lines name, or None.
    """

    def __init__(self, files: Path | None = None):
        self.validator = Draft202012Validator(schema(), format_checker=formats())
        self.files = files
        self.lists = {name: Vocabulary(model) for name, (_field, model) in LISTS.items()}
        self.networks = set(Network.objects.values_list("slug", flat=True))
        self.organisations = {(name.casefold(), c) for name, c in Organisation.objects.values_list("name", "country")}
        self.seen = sqlite3.connect("")  # what the file's lines name; on disk as soon as they are many
        self.seen.execute("CREATE TABLE practice (id TEXT PRIMARY KEY, line INTEGER, blocks INTEGER) WITHOUT ROWID")
        self.seen.execute("CREATE TABLE use (line INTEGER, field TEXT, id TEXT, block INTEGER)")

    def check(self, line: Line) -> tuple[dict | None, list[Problem]]:
        """The record of a line, or None, and what is wrong with it."""
        number = line.number
        record, reason = _parse(line.raw)
        if reason:
            return None, [Problem(number, "", reason)]
        problems = [Problem(number, _path(error), _reason(error)) for error in self._errors(record)]
        if not problems:
            told = getattr(self, f"_{record['type']}")(number, record)
            problems = [Problem(number, field, reason) for field, reason in told]
        if record["type"] == "practice" and not problems:
            self._remember(number, record)
        return (None if problems else record), problems

    def check_uses(self) -> list[Problem]:
        """After the last line: the blocks that practices use of practices that are neither in the file nor on the site.

        A line with such a use counts as wrong, and so do those that use its blocks in turn.
        """
        problems = []
        while wrong := [use for use in self.seen.execute("SELECT * FROM use") if not self._has(*use[2:])]:
            for number, field, identifier, block in wrong:
                problems.append(Problem(number, field, f"there is no block {block} of a practice “{identifier}”"))
                self.seen.execute("DELETE FROM use WHERE line = ?", [number])
                self.seen.execute("DELETE FROM practice WHERE line = ?", [number])
        return problems

    def close(self):
        self.seen.close()

    def _remember(self, number, record):
        row = [record["id"], number, len(record.get("blocks", []))]
        self.seen.execute("INSERT INTO practice VALUES (?, ?, ?)", row)
        uses = enumerate(record.get("uses", []))
        rows = [(number, f"uses[{position}]", use["practice"], use["block"]) for position, use in uses]
        self.seen.executemany("INSERT INTO use VALUES (?, ?, ?, ?)", rows)

    def _has(self, identifier, block) -> bool:
        found = self.seen.execute("SELECT blocks FROM practice WHERE id = ?", [identifier]).fetchone()
        if found is None:
            found = [BuildingBlock.objects.filter(practice__identifier=identifier).count()]
        return block <= found[0]

    def _errors(self, record):
        return sorted(self.validator.iter_errors(record), key=lambda error: list(map(str, error.absolute_path)))

    def _network(self, number, record):
        self.networks.add(record["id"])
        return ()

    def _organisation(self, number, record):
        if not record["region"].startswith(record["country"]):
            yield "region", f"{record['region']} is not in {record['country']}"
        self.organisations.add((record["name"].casefold(), record["country"]))

    def _practice(self, number, record):
        if earlier := self.seen.execute("SELECT line FROM practice WHERE id = ?", [record["id"]]).fetchone():
            yield "id", f"“{record['id']}” stands in line {earlier[0]} already"
        yield from self._places(record)
        for name, words in self.lists.items():
            for position, value in enumerate(record.get(name, [])):
                if words.find(value) is None:
                    known = ", ".join(words.codes)
                    yield f"{name}[{position}]", f"“{value[:SHOWN]}” is not in the list ({known})"
        if not record.get(f"title_{record['source_language']}"):
            yield f"title_{record['source_language']}", "it is written in this language and needs a title in it"
        if record.get("period_from") and record.get("period_to", "9") < record["period_from"]:
            yield "period_to", "the end lies before the beginning"
        yield from self._named_files(record)

    def _places(self, record):
        network, firm = record.get("network"), record.get("responsible")
        if network and network not in self.networks:
            yield "network", f"there is no network “{network[:SHOWN]}”"
        there = GoodPractice.objects.filter(identifier=record["id"]).first()
        if there and (slug := self._network_at(there.path)) != (network or ""):
            yield "network", f"“{record['id']}” is on this site already, in {slug or 'the library'}: move it first"
        if there and there.has_unpublished_changes:
            yield "id", f"somebody is at work on “{record['id']}”: it has a draft that is not admitted yet"
        if record["audience"] == "network" and not network:
            yield "audience", "it is for its network only, and names none"
        if firm and (firm["name"].casefold(), firm["country"]) not in self.organisations:
            yield "responsible", f"there is no organisation “{firm['name'][:SHOWN]}” in {firm['country']}"
        if record.get("region") and record.get("country") and not record["region"].startswith(record["country"]):
            yield "region", f"{record['region']} is not in {record['country']}"

    def _network_at(self, path) -> str:
        return Network.objects.filter(path=path[: -Network.steplen]).values_list("slug", flat=True).first() or ""

    def _named_files(self, record):
        named = [("picture", record["picture"])] if record.get("picture") else []
        named += [(f"files[{position}]", each) for position, each in enumerate(record.get("files", []))]
        for field, each in named:
            if self.files is None:
                yield field, "the line names a file; say with --files where it lies"
            elif not (self.files / each["file"]).is_file():
                yield field, f"{each['file']} is not in {self.files}"


def _parse(raw: bytes) -> tuple[dict, str]:
    if len(raw) > LONGEST:
        return {}, f"longer than {LONGEST // 2**20} MB"
    try:
        record = json.loads(raw.decode("utf-8").rstrip(), parse_constant=_no_number, object_pairs_hook=_each_once)
    except UnicodeDecodeError as error:
        return {}, f"not UTF-8 at byte {error.start + 1}"
    except json.JSONDecodeError as error:
        return {}, f"not JSON at character {error.pos + 1}: {error.msg}"
    except (ValueError, RecursionError) as error:
        return {}, f"not JSON: {error}"
    if not isinstance(record, dict):
        return {}, "not a JSON object"
    if "\\u0000" in raw.decode("utf-8"):
        return {}, "holds a NUL character"
    if not _is_text(record):
        return {}, "holds half a character (\\ud800 to \\udfff alone)"
    return record, ""


def _is_text(record) -> bool:
    try:
        json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_number(name):
    raise ValueError(f"{name} is no number")


def _each_once(pairs) -> dict:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _value in pairs]
        raise ValueError(f"“{next(n for n in names if names.count(n) > 1)}” stands there twice")
    return record


def _path(error) -> str:
    """Where in the line; of a name that is not known, or missing, the name itself."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(".")
    return path


def _reason(error) -> str:
    if error.validator == "additionalProperties":
        unknown = sorted(set(error.instance) - set(error.schema.get("properties", {})))
        return f"no such field: {', '.join(unknown)}"
    if error.validator == "anyOf" and all(set(each) == {"required"} for each in error.validator_value):
        return f"one of these is needed: {', '.join(each['required'][0] for each in error.validator_value)}"
    if error.validator == "maxLength":
        return f"{len(error.instance)} characters, at most {error.validator_value}"
    message = error.message
    return message if len(message) < 300 else f"{message[:300]}…"
