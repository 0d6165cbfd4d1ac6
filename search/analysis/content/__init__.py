"""The lists that people write and review, one file each: read here, and their common version."""

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent


def lines(name: str) -> list[str]:
    """The lines of a list, without comments and empty ones."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def listed(name: str) -> list[str]:
    """All words of a list."""
    return [word for line in lines(name) for word in line.split()]


def rows(name: str) -> list[list[str]]:
    """The rows of a table, cells separated by tabs."""
    return [line.split("\t") for line in lines(name)]


def version() -> str:
    """A short hash of all lists; keys made with other lists do not fit."""
    digest = hashlib.sha256()
    for file in sorted(FOLDER.glob("*.t[xs][tv]")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
