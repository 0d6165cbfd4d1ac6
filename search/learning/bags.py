"""From bilingual records to pairs of bags of keys: what stands in one should be said in the other."""

from collections.abc import Iterable, Iterator

from search.analysis import chain
from search.analysis.words import words
from search.records import Record

LONGEST = 150  # distinct keys of a text that are looked at

Bag = list[str]


def pairs(records: Iterable[Record]) -> Iterator[tuple[Bag, Bag]]:
    """(German, Italian) bags of distinct keys: titles, summaries and bodies of records that have them in both."""
    for record in records:
        german, italian = record.texts.get("de"), record.texts.get("it")
        if german and italian:
            for name in ("title", "summary", "body"):
                bags = of(getattr(german, name), "de"), of(getattr(italian, name), "it")
                if all(bags):
                    yield bags


def of(text: str, language: str) -> Bag:
    """The distinct keys of a text, the parts of German compounds among them."""
    found: dict[str, None] = {}
    for word in words(text):
        if key := chain.key(word, language):
            found[key] = None
            if language == "de":
                found.update(dict.fromkeys(chain.parts(word)))
        if len(found) >= LONGEST:
            break
    return list(found)
