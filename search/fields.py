"""The fields of the index. Texts stand in one field per language, the title four times, the summary twice: so a word in
the title weighs what it should in the engine's own measure (BM25 over the weighted text, “BM25F”)."""

from collections.abc import Iterable, Sequence
from itertools import chain as joined

from search.analysis import chain
from search.analysis.words import words
from search.records import Record, Texts

TIMES = (("title", 4), ("summary", 2), ("body", 1))
EVERYWHERE = "·"  # stands in each field of each entry: engines then count lengths and numbers of entries alike

SHORTEST = 100  # places of a text that engines see at least: a short record is not the better for being short
TEXT = {"de": "de", "it": "it"}
TITLE = {"de": "title_de", "it": "title_it"}
PARTS = "parts_de"
WORDS = {"de": "words_de", "it": "words_it"}  # as written: for suggestions and misspelt words
POSITIONS = (*TEXT.values(), *TITLE.values())  # fields in which phrases are found
FACETS = (
    "kind", "language", "country", "region", "field", "action", "topic", "group", "maturity", "network", "year",
    "adopted", "tag", "type", "sector",
)  # fmt: skip
CODE = "4"  # raise it when the schema of an engine changes without a change of the names here
LAYOUT = "|".join((CODE, *POSITIONS, PARTS, *WORDS.values(), *FACETS))


def of(record: Record) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The keys of a record, separated by spaces, and its distinct words as written; both per field."""
    keys, written = {}, {}
    for language in TEXT:
        texts = record.texts.get(language, Texts())
        found = {name: words(getattr(texts, name)) for name, _times in TIMES}
        written[WORDS[language]] = _distinct(joined.from_iterable(found.values()), language)
        if not texts:
            found = dict.fromkeys(found, ())
        keys[TEXT[language]] = _weighted(found, lambda some, language=language: chain.places_of(some, language))
        keys[TITLE[language]] = " ".join([EVERYWHERE, *chain.keys_of(found["title"], language), EVERYWHERE])
        if language == "de":
            keys[PARTS] = _weighted(found, chain.parts_of)
    return keys, written


def _distinct(found: Iterable[str], language: str) -> list[str]:
    """In small letters, without numbers, short words and those that say nothing."""
    return sorted(
        {word.casefold() for word in set(found) if len(word) > 2 and chain.key(word, language) and not word.isdigit()}
    )


def _weighted(found: dict[str, Sequence[str]], analyse) -> str:
    made = [EVERYWHERE]
    for name, times in TIMES:
        made += [*analyse(found[name]), EVERYWHERE] * times  # so that no phrase runs over the end of a copy
    made += [EVERYWHERE] * (SHORTEST - len(made))
    return " ".join(made)
