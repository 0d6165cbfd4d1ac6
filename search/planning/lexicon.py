"""All that is known about which words translate which, put together."""

from collections.abc import Iterable
from functools import lru_cache

from core import generation
from search.analysis import chain
from search.dictionary import loading
from search.learning import store
from search.learning.model1 import Learned
from search.planning import glossaries
from search.planning.translations import Origin, Translations

LEAST_MEETINGS = 3  # of a learned pair, before it counts


def current() -> Translations:
    """Glossary, dictionary and learned lexicon as they stand now; made anew when one of them has changed."""
    committed = generation.current()
    if committed is None:  # inside a transaction, which may have changed them itself
        return _made(*_versions())
    return _made(*_versions_at(committed, store.state()))


@lru_cache(1)
def _versions_at(_generation: tuple, _learned: tuple) -> tuple[str, str, str]:
    """They read whole tables; so only after somebody has written."""
    return _versions()


def _versions():
    return glossaries.version(), loading.version(), store.version()


@lru_cache(1)
def _made(_glossaries: str, _dictionary: str, learned: str) -> Translations:
    found = certain(glossaries.current_pairs(), ((pair.german, pair.italian) for pair in loading.pairs()))
    if learned:
        add_learned(found, store.content().pairs, forbidden())
    return found


def certain(glossary: Iterable[tuple[str, str]], dictionary: Iterable[tuple[str, str]]) -> Translations:
    """What people wrote; the glossary first, for it is surer."""
    return Translations(
        [
            *((german, italian, Origin.GLOSSARY) for german, italian in glossary),
            *((german, italian, Origin.DICTIONARY) for german, italian in dictionary),
        ]
    )


def add_learned(translations: Translations, learned: Iterable[Learned], forbidden=frozenset()):
    """Learned pairs that met often enough; forbidden ones (pairs of keys) are left out."""
    for each in learned:
        if each.met >= LEAST_MEETINGS and (each.german, each.italian) not in forbidden:
            if each.to_italian:
                translations.learn("de", each.german, each.italian, each.to_italian, each.italian_written)
            if each.to_german:
                translations.learn("it", each.italian, each.german, each.to_german, each.german_written)


def forbidden() -> set[tuple[str, str]]:
    """Pairs of keys that must not be used: what people forbid, in all forms of these words.

    Where a key was shown to people for want of a written form, they forbid the key.
    """
    pairs = loading.forbidden()
    keys = ((chain.keys(german, "de"), chain.keys(italian, "it")) for german, italian in pairs)
    return pairs | {(german[0], italian[0]) for german, italian in keys if len(german) == len(italian) == 1}
