"""Entries for engines to hold, made without the analysis: what stands in them is what is found."""

from search import fields
from search.engines.base import Entry


def entry(key, de="", it="", *, tokens=("public",), day=0, words=(), fingerprint="", **facets) -> Entry:
    """Args: de, it: keys separated by spaces; words: German, as written; facets: name → codes."""
    keys = dict.fromkeys((*fields.POSITIONS, fields.PARTS), fields.EVERYWHERE)
    for language, text in {"de": de, "it": it}.items():
        keys[fields.TEXT[language]] = f"{fields.EVERYWHERE} {text}".strip()
    written = {fields.WORDS["de"]: list(words or de.split()), fields.WORDS["it"]: it.split()}
    return Entry(key, keys, written, tokens, facets, day, fingerprint or f"of {key}")
