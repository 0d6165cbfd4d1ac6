"""YAML that remembers its lines, so that a mistake can be reported where it stands."""

from dataclasses import dataclass
from pathlib import Path

import yaml

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a content file: where it stands and what is wrong."""

    file: str
    line: int
    place: str
    reason: str

    def __str__(self):
        return f"{self.file}:{self.line}  {self.place}: {self.reason}"


class Items(list):
    """A list that can be looked up, so that one in the place of an id is simply unknown."""

    __hash__ = object.__hash__


class Record(dict):
    """A mapping with the line it begins on, and the line of each key."""

    __hash__ = object.__hash__
    line = 0

    def __init__(self):
        super().__init__()
        self.lines = {}
        self.twice = []

    def line_of(self, key) -> int:
        return self.lines.get(key, self.line)


class _Loader(_Base):
    pass


def _mapping(loader, node):
    record = Record()
    record.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in record:
            record.twice.append((key, key_node.start_mark.line + 1))
        record[key] = loader.construct_object(value_node, deep=True)
        record.lines[key] = key_node.start_mark.line + 1
    return record


def _sequence(loader, node):
    return Items(loader.construct_object(item, deep=True) for item in node.value)


def _timestamp(loader, node):
    """A date or time; what is none (2026-13-40) stays a text and is refused with its place later."""
    try:
        return _Base.construct_yaml_timestamp(loader, node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:seq", _sequence)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)


def read(path: Path, problems: list[Problem]) -> Record:
    """The file as nested records; a file that cannot be read gives an empty record and a problem."""
    try:
        content = yaml.load(path.read_text("utf-8"), _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.append(Problem(path.name, mark.line + 1 if mark else 1, "YAML", error.problem or str(error)))
        return Record()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        problems.append(Problem(path.name, 1, "YAML", str(error)))
        return Record()
    if not isinstance(content, Record):
        problems.append(Problem(path.name, 1, "file", "does not consist of named parts."))
        return Record()
    return content
