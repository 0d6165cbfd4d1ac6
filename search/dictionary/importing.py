"""Public vocabularies and lists of one's own become entries of the dictionary."""

import logging
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from django.db import transaction

from search.dictionary.false_friends import false_friends
from search.dictionary.files import plain
from search.dictionary.loading import forbidden, shipped
from search.dictionary.reading import skos, tmx, tsv
from search.dictionary.reading.base import Found, Refused, Unreadable
from search.models import DictionaryEntry

READERS = {".tsv": tsv.read, ".tmx": tmx.read, **dict.fromkeys(skos.FORMATS, skos.read)}
BATCH = 1_000
SHOWN = 50  # refusals that are kept with place and reason; the others are counted
LONGEST = DictionaryEntry._meta.get_field("german").max_length


@dataclass(slots=True)
class Report:
    """`refused` counts by reason, `examples` tells the first of them with their place."""

    added: int = 0
    there: int = 0
    refused: Counter = field(default_factory=Counter)
    examples: list[Refused] = field(default_factory=list)

    def refuse(self, place, reason):
        self.refused[reason] += 1
        if len(self.examples) < SHOWN:
            self.examples.append(Refused(place, reason))


def import_file(path: Path, *, field: str = "general", source: str = "", progress) -> Report:
    """Add what the file has and the dictionary has not; `progress` is a tqdm bar or the like.

    All or nothing: raises Unreadable, and has added nothing, where the file is none of our formats or breaks off.
    """
    try:
        reader = READERS[path.suffix.lower()]
    except KeyError:
        raise Unreadable(f"“{path.suffix}” is none of {', '.join(READERS)}") from None
    report, candidates = Report(), _Candidates(field, source or path.name)
    logging.getLogger("rdflib").setLevel(logging.ERROR)  # its warnings name no place
    with transaction.atomic():
        found = iter(reader(path, progress))
        while batch := list(islice(found, BATCH)):
            candidates.add(batch, report)
    return report


class _Candidates:
    """What files offer, against what is known. Memory: the shipped pairs and one batch."""

    def __init__(self, field, source):
        self.field, self.source = field, source[: DictionaryEntry._meta.get_field("source").max_length]
        self.shipped = {(plain(pair.german), plain(pair.italian)) for pair in shipped()}
        self.forbidden = forbidden()

    def add(self, batch, report):
        new = {}
        for found in batch:
            found = self.checked(found)
            if isinstance(found, Refused):
                report.refuse(found.place, found.reason)
            elif (pair := (plain(found.german), plain(found.italian))) in self.shipped or pair in new:
                report.there += 1
            else:
                new[pair] = found
        there = self.stored(new.values())
        entries = [self.entry(found) for pair, found in new.items() if pair not in there]
        DictionaryEntry.objects.bulk_create(entries)
        report.added += len(entries)
        report.there += len(new) - len(entries)

    def checked(self, found: Found | Refused) -> Found | Refused:
        """The pair with its spaces in order, or why it is none."""
        if isinstance(found, Refused):
            return found
        german, italian = (" ".join(text.split()) for text in (found.german, found.italian))
        reason = self.reason_against(plain(german), plain(italian))
        if reason or false_friends(german, italian):
            return Refused(found.place, reason or "false friends")
        return replace(found, german=german, italian=italian)

    def reason_against(self, german, italian) -> str:
        if not german or not italian:
            return "one side is empty"
        if not any(letter.isalpha() for letter in german) or not any(letter.isalpha() for letter in italian):
            return "no letters"
        if max(len(german), len(italian)) > LONGEST:
            return f"longer than {LONGEST} characters"
        if german == italian:
            return "the same word on both sides"
        return "forbidden" if (german, italian) in self.forbidden else ""

    def stored(self, found) -> set[tuple[str, str]]:
        """Which of them the table has: written the same, as an import that is repeated writes them."""
        rows = DictionaryEntry.objects.filter(german__in=[each.german for each in found])
        return {(plain(german), plain(italian)) for german, italian in rows.values_list("german", "italian")}

    def entry(self, found):
        note = found.note.strip()[: DictionaryEntry._meta.get_field("note").max_length]
        return DictionaryEntry(
            german=found.german,
            italian=found.italian,
            field=found.field or self.field,
            note=note,
            source=self.source,
        )
