"""Corpora and queries from lines of JSON. What is wrong is named with its file, line and field."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.audience import PUBLIC
from core.bilingual import LANGUAGES
from search.evaluation.judged import Query
from search.records import Record, Texts

FIRST, LAST = ("title", "summary", "body"), ("tags", "blocks")


@dataclass
class BadLine(Exception):
    """Args: file; line: counted from 1; reason."""

    file: Path
    line: int
    reason: str

    def __str__(self):
        return f"{self.file}, line {self.line}: {self.reason}"


def corpus(file: Path) -> Iterator[Record]:
    """Records as in the practice interchange (`docs/interchange`); all other texts of a line belong to its body.

    Raises:
        BadLine: a line is no such record, or has an id that was there before.
        OSError: the file cannot be read.
    """
    seen = set()
    for number, line in _lines(file):
        key = str(_needed(file, number, line, "id"))
        if key in seen:
            raise BadLine(file, number, f"the id “{key}” was there before")
        seen.add(key)
        if line.get("type") != "network":
            yield Record(key, {language: _texts(line, language) for language in LANGUAGES}, (PUBLIC,))


def queries(file: Path) -> list[Query]:
    """Judged queries: `qid`, `query`, `lang`, and, where judged, `relevant` and `kind`.

    Raises:
        BadLine: a line is no query.
        OSError: the file cannot be read.
    """
    found = []
    for number, line in _lines(file):
        qid, text = (_needed(file, number, line, name) for name in ("qid", "query"))
        language = line.get("lang", LANGUAGES[0])
        if language not in LANGUAGES:
            raise BadLine(file, number, f"lang: “{language}” is neither {' nor '.join(LANGUAGES)}")
        relevant = line.get("relevant") or {}
        if not _are_grades(relevant):
            raise BadLine(file, number, "relevant: an object of ids and grades (0 to 3) was expected")
        relevant = {str(key): int(grade) for key, grade in relevant.items() if grade > 0}
        found.append(Query(str(qid), str(text), language, line.get("kind") or "", relevant))
    return found


def _are_grades(relevant) -> bool:
    return isinstance(relevant, dict) and all(isinstance(grade, int | float) for grade in relevant.values())


def _lines(file: Path) -> Iterator[tuple[int, dict]]:
    with Path(file).open(encoding="utf-8-sig") as lines:
        for number, text in enumerate(lines, 1):
            if text.strip():
                yield number, _object(file, number, text)


def _object(file, number, text) -> dict:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadLine(file, number, f"this is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise BadLine(file, number, "a line is one object")
    return found


def _needed(file, number, line, name):
    if line.get(name) in (None, ""):
        raise BadLine(file, number, f"{name}: missing")
    return line[name]


def _texts(line: dict, language: str) -> Texts:
    suffix = f"_{language}"
    first = {name: _plain(line.get(name + suffix)) for name in FIRST}
    others = [value for name, value in line.items() if name.endswith(suffix) and name.removesuffix(suffix) not in FIRST]
    listed = [text for name in LAST for text in _listed(line.get(name), language)]
    body = "\n".join(filter(None, [first["body"], *map(_plain, others), *listed]))
    return Texts(first["title"], first["summary"], body)


def _listed(value, language: str) -> Iterator[str]:
    """Tags and blocks: lists of objects with texts in both languages, or an object of lists by language."""
    if isinstance(value, dict):
        yield from map(_plain, value.get(language) or ())
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict):
            yield from (
                _plain(text) for name, text in each.items() if name == language or name.endswith(f"_{language}")
            )


def _plain(value) -> str:
    return value if isinstance(value, str) else ""
