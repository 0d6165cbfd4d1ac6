"""An engine of a few lines, and an analysis that leaves texts as they are, so that tests can read what is stored."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from search.engines.base import EngineDown
from search.records import Record

VERSION = "as they are"


@dataclass(frozen=True)
class PlainEntry:
    """A record as an entry: its texts, in small letters."""

    key: str
    fields: dict[str, str]
    tokens: list[str]
    facets: dict[str, list[str]]
    fingerprint: str


def of(record: Record) -> PlainEntry:
    texts = {
        language: f"{text.title}\n{text.summary}\n{text.body}".casefold() for language, text in record.texts.items()
    }
    facets = {name: list(codes) for name, codes in record.facets.items()}
    return PlainEntry(record.key, texts, list(record.tokens), facets, repr(record))


class FakeEngine:
    """Knows what an engine has to, and can be down or refuse an entry.

    Args:
        file: where the entries live between processes; in memory without.
    """

    name = "fake"

    def __init__(self, file: Path | None = None):
        self.file, self.memory, self.built_with = file, {}, ""
        self.down = ""
        self.refuses = set()
        self.writes = 0

    def _load(self) -> dict[str, PlainEntry]:
        if self.down:
            raise EngineDown(self.down)
        if self.file is None:
            return self.memory
        return (
            {each["key"]: PlainEntry(**each) for each in json.loads(self.file.read_text())}
            if self.file.exists()
            else {}
        )

    def _keep(self, entries):
        self.memory = entries
        if self.file:
            half = self.file.with_suffix(".half")
            half.write_text(json.dumps([asdict(entry) for entry in entries.values()]))
            half.replace(self.file)

    def write(self, put, delete):
        entries = dict(self._load())
        for entry in put:
            if entry.key in self.refuses:
                raise ValueError(f"{entry.key} has too many words")
            entries[entry.key] = entry
        for key in delete:
            entries.pop(key, None)
        self.writes += 1
        self._keep(entries)

    def build(self, entries):
        self._load()
        new = {entry.key: entry for entry in entries}
        self._keep(new)
        self.built_with = VERSION
        return len(new)

    def fingerprints(self):
        yield from [(entry.key, entry.fingerprint) for entry in self._load().values()]

    def version(self):
        self._load()
        return self.built_with

    def size(self):
        return len(self._load()), 0

    # --- What tests ask ---

    def tokens(self, key) -> tuple[str, ...] | None:
        """Who may find it; None where it is not in the index."""
        entry = self._load().get(key)
        return tuple(entry.tokens) if entry else None

    def text(self, key, language="de") -> str:
        entry = self._load().get(key)
        return entry.fields[language] if entry else ""

    def facets(self, key) -> dict:
        return {name: tuple(codes) for name, codes in self._load()[key].facets.items()}
