"""How entries lie in tantivy."""

import tantivy

from search import fields
from search.engines.base import Entry, Refused, one_line

KEYS = "keys"  # the name of the tokenizer: keys come ready-made, separated by spaces


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # A text, not a number: deleting by a number deletes nothing, and says nothing.
    for name in ("key", "fingerprint"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("token", *fields.WORDS.values()):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in fields.POSITIONS:
        builder.add_text_field(name, tokenizer_name=KEYS, index_option="position")
    builder.add_text_field(fields.PARTS, tokenizer_name=KEYS, index_option="freq")
    for name in fields.FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("newest", fast=True)
    return builder.build()


SCHEMA = _schema()


def opened(path) -> tantivy.Index:
    """The index in a folder, or a new one where the folder is empty.

    Raises:
        OSError, ValueError: it is damaged, or was made with another schema.
    """
    index = tantivy.Index(SCHEMA, path=str(path))
    index.register_tokenizer(KEYS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def document(entry: Entry) -> tantivy.Document:
    """Raises Refused."""
    try:
        return _document(entry)
    except (ValueError, TypeError, OverflowError) as error:
        raise Refused(one_line(f"{entry.key}: {error}")) from error


def _document(entry):
    made = tantivy.Document()
    made.add_text("key", entry.key)
    made.add_text("fingerprint", entry.fingerprint)
    made.add_integer("newest", entry.newest)
    for name, keys in entry.fields.items():
        made.add_text(name, keys)
    facets = {name: entry.facets.get(name, ()) for name in fields.FACETS}
    for name, values in {"token": entry.tokens, **entry.words, **facets}.items():
        for value in values:
            made.add_text(name, value)
    return made
