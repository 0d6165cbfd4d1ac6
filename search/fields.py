"""The fields of the index. Texts stand in one field per language, the title four times, the summary twice: so a word in
the title weighs what it should in the engine's own measure (BM25 over the weighted text, “BM25F”)."""

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


def of(record: Record) -> dict[str, str]:
    """The keys of a record, per field, separated by spaces."""
    made = {PARTS: _weighted(record.texts.get("de") or Texts(), chain.all_parts)}
    for language in TEXT:
        texts = record.texts.get(language) or Texts()
        made[TEXT[language]] = _weighted(texts, lambda text, language=language: chain.places(text, language))
        made[TITLE[language]] = " ".join([EVERYWHERE, *chain.keys(texts.title, language), EVERYWHERE])
    return made


def written(record: Record) -> dict[str, list[str]]:
    """The distinct words of a record as written, in small letters, per language."""
    return {
        WORDS[language]: sorted(
            {
                word.casefold()
                for text in (texts.title, texts.summary, texts.body)
                for word in set(words(text))
                if len(word) > 2 and chain.key(word, language) and not word.isdigit()
            }
        )
        for language, texts in record.texts.items()
    }


def _weighted(texts: Texts, analyse) -> str:
    found = [EVERYWHERE]
    for name, times in TIMES:
        found += [*analyse(getattr(texts, name)), EVERYWHERE] * times  # so that no phrase runs over the end of a copy
    found += [EVERYWHERE] * (SHORTEST - len(found))
    return " ".join(found)
