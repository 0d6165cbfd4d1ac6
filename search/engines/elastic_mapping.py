"""How entries lie in Elasticsearch."""

from elasticsearch.dsl import Keyword, Long, Mapping, Text

from search import fields
from search.engines.base import Entry

SETTINGS = {
    "number_of_shards": 1,  # more would each reckon with a rarity of words of their own
    "number_of_replicas": 0,  # what is lost is made anew from the database
    "max_result_window": 1_000_000,  # no page is too far, as in the embedded engine
}
LONGEST = 255  # letters of a word or code; the whitespace analyser divides longer keys, too


def mapping(version: str) -> dict:
    """Args: version: of the analysis."""
    made = Mapping()
    for name in fields.POSITIONS:
        made.field(name, Text(analyzer="whitespace"))
    made.field(fields.PARTS, Text(analyzer="whitespace", index_options="freqs"))
    for name in ("token", *fields.WORDS.values(), *fields.FACETS):
        made.field(name, Keyword(ignore_above=LONGEST))
    made.field("fingerprint", Keyword(index=False))
    made.field("newest", Long(index=False))
    # What was sent is not kept: an entry is always written whole.
    return {**made.to_dict(), "dynamic": "strict", "_source": {"enabled": False}, "_meta": {"version": version}}


def document(entry: Entry) -> dict:
    facets = {name: list(entry.facets[name]) for name in fields.FACETS if name in entry.facets}
    return {
        **entry.fields,
        **entry.words,
        **facets,
        "token": list(entry.tokens),
        "fingerprint": entry.fingerprint,
        "newest": entry.newest,
    }
