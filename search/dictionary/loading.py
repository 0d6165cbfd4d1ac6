"""The dictionary as the search uses it: what is shipped, what people add, without what they forbid."""

import hashlib
from functools import cache

from django.db.models import Count, Max

from search.dictionary.files import FIELDS, Pair, path_of, plain, read
from search.models import DictionaryEntry


@cache
def shipped() -> tuple[Pair, ...]:
    """Every pair of the project's own files, read once per process. A pair stands in each field it is at home in.

    Raises Malformed where a file has been damaged.
    """
    return tuple(pair for field in FIELDS for pair in read(field))


@cache
def printed() -> frozenset[str]:
    """Both sides of every shipped pair in small letters: what may be said to everybody."""
    return frozenset(side.casefold() for pair in shipped() for side in (pair.german, pair.italian))


def pairs() -> list[Pair]:
    """The shipped pairs and the added ones, without the forbidden."""
    banned = forbidden()
    known = [*shipped(), *added()]
    if not banned:
        return known
    return [pair for pair in known if (plain(pair.german), plain(pair.italian)) not in banned]


def added() -> list[Pair]:
    """What people and imports added."""
    rows = DictionaryEntry.objects.filter(forbidden=False).order_by("pk")
    return [
        Pair(german, italian, _pos(german), field, note)
        for german, italian, field, note in rows.values_list("german", "italian", "field", "note").iterator()
    ]


def forbidden() -> set[tuple[str, str]]:
    """The pairs that must not translate each other, German first, as `plain` writes them."""
    rows = DictionaryEntry.objects.filter(forbidden=True).values_list("german", "italian")
    return {(plain(german), plain(italian)) for german, italian in rows}


def version() -> str:
    """Sixteen letters that change whenever `pairs` or `forbidden` may answer differently; one query."""
    table = DictionaryEntry.objects.aggregate(entries=Count("pk"), newest=Max("changed_at"))
    state = f"{files_version()} {table['entries']} {table['newest']}"
    return hashlib.sha256(state.encode()).hexdigest()[:16]


@cache
def files_version() -> str:
    """Changes with the shipped files only; the analysis builds on them."""
    content = hashlib.sha256()
    for field in FIELDS:
        content.update(path_of(field).read_bytes())
    return content.hexdigest()


def _pos(german: str) -> str:
    """Entries do not ask for the part of speech; what the German spelling says of it."""
    if " " in german:
        return "phrase"
    return "n" if german[:1].isupper() else ""
