"""Words that look alike and mean different things; false_friends.tsv says what each really means."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.dictionary.files import plain


@dataclass(frozen=True, slots=True)
class FalseFriends:
    german: str
    italian: str
    properly_italian: str  # what the German word is in Italian
    properly_german: str

    def __str__(self):
        german = f"“{self.german}” is {self.properly_italian} in Italian"
        return f"{german}, “{self.italian}” is {self.properly_german} in German"


@cache
def known() -> dict[tuple[str, str], FalseFriends]:
    """By the pair; capitals count in German, for “lokal” is no friend of “Lokal”."""
    with Path(__file__).with_name("false_friends.tsv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {(row[0], plain(row[1])): FalseFriends(*row) for row in rows}


def false_friends(german: str, italian: str) -> FalseFriends | None:
    return known().get((" ".join(german.split()), plain(italian)))
