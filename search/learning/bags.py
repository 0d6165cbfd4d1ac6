"""From bilingual records to pairs of bags of keys: what stands in one should be said in the other."""

from collections.abc import Iterable, Iterator

from search.analysis import chain
from search.analysis.words import words
from search.learning.written import Written
from search.records import Record

LONGEST = 150  # distinct keys of a text that are looked at

Bag = list[str]


def pairs(records: Iterable[Record], written: Written | None = None) -> Iterator[tuple[Bag, Bag]]:
    """(German, Italian) bags of distinct keys: titles, summaries and bodies of records that have them in both.

    Args:
        written: notes how the keys are written.
    """
    for record in records:
        german, italian = record.texts.get("de"), record.texts.get("it")
        if german and italian:
            for name in ("title", "summary", "body"):
                for texts in beside(getattr(german, name), getattr(italian, name)):
                    bags = of(texts[0], "de", written), of(texts[1], "it", written)
                    if all(bags):
                        yield bags


def beside(german: str, italian: str) -> Iterable[tuple[str, str]]:
    """Paragraph beside paragraph where both have as many; else the whole texts."""
    paragraphs = [[line for line in text.splitlines() if line.strip()] for text in (german, italian)]
    same = len(paragraphs[0]) == len(paragraphs[1])
    return zip(*paragraphs, strict=True) if same else [(german, italian)]


def of(text: str, language: str, written: Written | None = None) -> Bag:
    """The distinct keys of a text, the parts of German compounds among them."""
    found: dict[str, None] = {}
    for word in words(text):
        if key := chain.key(word, language):
            if written is not None:
                written.note(word, key, language)
            found[key] = None
            if language == "de":
                found.update(dict.fromkeys(chain.parts(word)))
        if len(found) >= LONGEST:
            break
    return list(found)
