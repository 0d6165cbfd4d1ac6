"""Keys: what engines compare. One chain for documents and queries, so that every engine finds the same."""

import hashlib
from functools import cache, lru_cache
from importlib.metadata import version as version_of

from search.analysis import compounds, content, italian
from search.analysis.german import stem as german_stem
from search.analysis.words import bare, fold, words
from search.dictionary.loading import shipped

CODE = "1"  # raise it whenever keys change by a change of code

STOP = {language: frozenset(content.listed(f"stop_{language}.txt")) for language in ("de", "it")}


@lru_cache(400_000)
def key(word: str, language: str) -> str:
    """The key of a word in a language; empty for a word that says nothing in it."""
    word = bare(word)
    if word.casefold() in STOP[language]:
        return ""
    return german_stem(word) if language == "de" else italian.stem(fold(word))


def keys(text: str, language: str) -> list[str]:
    """The keys of a text, in order, without words that say nothing."""
    return [found for word in words(text) if (found := key(word, language))]


@cache
def splitter() -> compounds.Splitter:
    """By the curated parts, the single German nouns of the shipped dictionary and the stems of its verbs (Löschfrist)."""
    single = [pair for pair in shipped() if pair.german.isalpha()]
    nouns = (pair.german for pair in single if pair.pos == "n")
    verbs = (pair.german.removesuffix("en") for pair in single if pair.pos == "v" and len(pair.german) >= 6)
    return compounds.Splitter([*compounds.curated(), *nouns, *verbs], compounds.undivided())


def parts(word: str) -> tuple[str, ...]:
    """The keys of a German compound's parts; empty when it is none."""
    return splitter().split(bare(word))


def all_parts(text: str) -> list[str]:
    """The parts of all compounds of a German text. Nouns are written large there: only those are divided."""
    divide = splitter().all_parts
    return [part for word in words(text) if word[0].isupper() for part in divide(word)]


@cache
def version() -> str:
    """Changes whenever keys may change: code, lists, dictionary, stemmer."""
    from search.dictionary.loading import version as dictionary_version

    what = [CODE, content.version(), dictionary_version(), version_of("PyStemmer")]
    return hashlib.sha256("|".join(what).encode()).hexdigest()[:12]
