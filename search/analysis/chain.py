"""Keys: what engines compare. One chain for documents and queries, so that every engine finds the same."""

import hashlib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.metadata import version as version_of

from search.analysis import compounds, content, german, italian
from search.analysis.words import bare, words
from search.dictionary.loading import files_version, shipped

CODE = "2"  # raise it whenever keys change by a change of code

SILENT = "_"  # before a word that says nothing
STOP = {language: frozenset(content.listed(f"stop_{language}.txt")) for language in ("de", "it")}
WEAK = {language: frozenset(content.listed(f"weak_{language}.txt")) for language in ("de", "it")}


@lru_cache(100_000)
def key(word: str, language: str) -> str:
    """The key of a word in a language; empty for a word that says nothing in it."""
    word = bare(word)
    if word.casefold() in STOP[language]:
        return ""
    return german.stem(word) if language == "de" else italian.stem(word)


def is_weak(word: str, language: str) -> bool:
    """Whether a word carries a question rather than its matter."""
    return word.casefold() in WEAK[language]


def is_verb(word: str, language: str) -> bool:
    return german.is_verb(word) if language == "de" else italian.is_verb(word)


def keys(text: str, language: str) -> list[str]:
    """The keys of a text, in order, without words that say nothing."""
    return keys_of(words(text), language)


def keys_of(found: Iterable[str], language: str) -> list[str]:
    """The same of its words."""
    return [known for word in found if (known := key(word, language))]


def places(text: str, language: str) -> list[str]:
    """A key for each word of a text, also for those that say nothing: only so can a phrase be found as it stands."""
    return places_of(words(text), language)


def places_of(found: Iterable[str], language: str) -> list[str]:
    """The same of its words."""
    return [key(word, language) or SILENT + word.casefold() for word in found]


@cache
def splitter() -> compounds.Splitter:
    """By the curated parts, the dictionary's single German nouns and the stems of its verbs (Löschfrist)."""
    single = [pair for pair in shipped() if pair.german.isalpha()]
    nouns = (pair.german for pair in single if pair.pos == "n")
    verbs = (pair.german.removesuffix("en") for pair in single if pair.pos == "v" and len(pair.german) >= 6)
    return compounds.Splitter([*compounds.curated(), *nouns, *verbs], compounds.undivided())


def parts(word: str) -> tuple[str, ...]:
    """The keys of a German compound's parts; empty when it is none."""
    return splitter().split(bare(word))


def all_parts(text: str) -> list[str]:
    """The parts of all compounds of a German text. Nouns are written large there: only those are divided."""
    return parts_of(words(text))


def parts_of(found: Iterable[str]) -> list[str]:
    """The same of its words."""
    divide = splitter().all_parts
    return [part for word in found if word[0].isupper() for part in divide(word)]


@cache
def version() -> str:
    """Changes whenever keys may change: code, lists, dictionary, stemmer."""
    what = [CODE, content.version(), files_version(), version_of("PyStemmer")]
    return hashlib.sha256("|".join(what).encode()).hexdigest()[:12]
