"""The embedded engine: tantivy, an index in a folder beside the database."""

import json
import os
import shutil
import uuid
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from search import fields
from search.analysis import chain
from search.engines.base import Answer, Engine, EngineDown, Entry, Scope
from search.planning.tree import All, Best, Phrase, Plan, Sum, Term

FACETS = (
    "kind", "language", "country", "region", "field", "action", "topic", "group", "maturity", "network", "year",
    "adopted", "tag", "type", "sector",
)  # fmt: skip
HEAP = 64_000_000  # bytes that a writer may fill before it makes a segment
HEAP_OF_A_BUILD = 256_000_000
MOST_FACET_VALUES = 500


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # A text, not a number: deleting by a number deletes nothing, and says nothing (notes, pitfall 1).
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("fingerprint", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("token", tokenizer_name="raw", index_option="basic")
    for name in fields.POSITIONS:
        builder.add_text_field(name, tokenizer_name="keys", index_option="position")
    builder.add_text_field(fields.PARTS, tokenizer_name="keys", index_option="freq")
    for name in fields.WORDS.values():
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("day", fast=True, indexed=True)
    return builder.build()


class Embedded(Engine):
    """Args: folder: where the index lives; made when it is not there."""

    name = "tantivy"

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.schema = schema()
        self._opened: tuple[str, tantivy.Index] | None = None

    # --- Where the index is: `current` names the folder in use -----------------------------------------

    @property
    def _pointer(self) -> Path:
        return self.folder / "current"

    def _current(self) -> dict:
        try:
            return json.loads(self._pointer.read_text())
        except FileNotFoundError:
            return {}

    def _open(self, name: str) -> tantivy.Index:
        path = self.folder / name
        path.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(self.schema, path=str(path))
        index.register_tokenizer("keys", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        return index

    def _index(self) -> tantivy.Index:
        """The index in use, as of now: another process may have written to it or switched to a new one."""
        name = self._current().get("folder")
        if not name:
            raise EngineDown("there is no index yet")
        if not self._opened or self._opened[0] != name:
            self._opened = name, self._open(name)
        self._opened[1].reload()
        return self._opened[1]

    @property
    def _searcher(self) -> tantivy.Searcher:
        return self._index().searcher()

    # --- Writing ---------------------------------------------------------------------------------------

    def write(self, put, delete):
        with _reasons():
            index = self._index()
            with _writer(index, HEAP) as writer:
                for key in delete:
                    writer.delete_documents_by_term("key", key)
                for entry in put:
                    writer.delete_documents_by_term("key", entry.key)
                    writer.add_document(document(entry))
            index.reload()

    def build(self, entries):
        with _reasons():
            name, count = uuid.uuid4().hex[:12], 0
            index = self._open(name)
            with _writer(index, HEAP_OF_A_BUILD) as writer:
                for entry in entries:
                    writer.add_document(document(entry))
                    count += 1
            self._switch(name, chain.version())
            return count

    def _switch(self, name, version):
        old = self._current().get("folder")
        beside = self._pointer.with_suffix(".new")
        beside.write_text(json.dumps({"folder": name, "version": version}))
        os.replace(beside, self._pointer)
        for other in self.folder.iterdir():
            if other.is_dir() and other.name not in (name, old):  # readers may still have the old one open
                shutil.rmtree(other, ignore_errors=True)

    # --- What is there ---------------------------------------------------------------------------------

    def version(self):
        with _reasons():
            return self._current().get("version", "")

    def size(self):
        with _reasons():
            path = self.folder / self._current().get("folder", "")
            return self._searcher.num_docs, sum(file.stat().st_size for file in path.iterdir() if file.is_file())

    def fingerprints(self):
        with _reasons():
            searcher = self._searcher
            for _score, address in searcher.search(Query.all_query(), max(searcher.num_docs, 1)).hits:
                found = searcher.doc(address)
                yield found["key"][0], found["fingerprint"][0]

    # --- Asking ----------------------------------------------------------------------------------------

    def search(self, plan, scope, *, facets=(), by_date=False, offset=0, limit=20):
        with _reasons():
            searcher, query = self._searcher, self._compile(plan)
            within = self._within(query, scope)
            order = {"order_by_field": "day"} if by_date else {}
            found = searcher.search(within, max(limit, 1), count=True, offset=offset, **order)
            hits = [(searcher.doc(address)["key"][0], score) for score, address in found.hits[:limit]]
            return Answer(found.count, hits, self._facets(searcher, query, scope, facets))

    def frequencies(self, wanted):
        with _reasons():
            searcher = self._searcher
            return {(field, key): searcher.doc_freq(field, key) for field, key in wanted}

    def vocabulary(self, field):
        with _reasons():
            return dict(self._searcher.terms_with_prefix(field, ""))

    def words(self, field, prefix, scope, limit):
        with _reasons():
            within = self._within(Query.all_query(), scope)
            return self._searcher.terms_with_prefix(field, prefix, filter_query=within, limit=limit)

    def _facets(self, searcher, query, scope, wanted) -> dict[str, dict[str, int]]:
        chosen = [name for name in wanted if name in scope.filters]
        asked = [(scope, [name for name in wanted if name not in chosen])]
        asked += [(scope.without(name), [name]) for name in chosen]
        counted = {}
        for each, names in asked:
            if names:
                counts = {name: {"terms": {"field": name, "size": MOST_FACET_VALUES}} for name in names}
                answer = searcher.aggregate(self._within(query, each), counts)
                counted |= {
                    name: {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]} for name in names
                }
        return counted

    # --- From plan to query ----------------------------------------------------------------------------

    def _within(self, query: Query, scope: Scope) -> Query:
        limits = [self._one_of(name, codes) for name, codes in scope.filters.items()]
        if scope.tokens is not None:
            limits.append(self._one_of("token", scope.tokens))
        return Query.boolean_query(
            [(Occur.Must, query), *((Occur.Must, Query.const_score_query(limit, 0.0)) for limit in limits)]
        )

    def _one_of(self, field: str, codes: Iterable[str]) -> Query:
        return Query.term_set_query(self.schema, field, list(codes))

    def _compile(self, plan: Plan) -> Query:
        if plan.finds_nothing:
            return Query.empty_query()
        clauses = [(Occur.Must, self._node(node)) for node in plan.must]
        if plan.should:
            some = Query.boolean_query([(Occur.Should, self._node(node)) for node in plan.should])
            clauses.append((Occur.Should if plan.must else Occur.Must, some))
        if not clauses:
            clauses.append((Occur.Must, Query.const_score_query(Query.all_query(), 1.0)))
        clauses += [(Occur.MustNot, self._node(node)) for node in plan.never]
        return Query.boolean_query(clauses)

    def _node(self, node) -> Query:
        match node:
            case Term(field, key, weight):
                return Query.boost_query(Query.term_query(self.schema, field, key, "freq"), weight)
            case Phrase(field, keys, weight):
                return Query.boost_query(Query.phrase_query(self.schema, field, list(keys)), weight)
            case All(nodes):
                return Query.boolean_query([(Occur.Must, self._node(each)) for each in nodes])
            case Sum(nodes):
                return Query.boolean_query([(Occur.Should, self._node(each)) for each in nodes])
            case Best(nodes):
                return Query.disjunction_max_query([self._node(each) for each in nodes])
        raise TypeError(node)


def document(entry: Entry) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("key", entry.key)
    made.add_text("fingerprint", entry.fingerprint)
    for token in entry.tokens:
        made.add_text("token", token)
    for name, keys in entry.fields.items():
        made.add_text(name, keys)
    for name, found in (*entry.words.items(), *((name, entry.facets.get(name, ())) for name in FACETS)):
        for value in found:
            made.add_text(name, value)
    made.add_integer("day", entry.day)
    return made


@contextmanager
def _writer(index: tantivy.Index, heap: int):
    """A writer that commits at the end, or leaves the index as it was."""
    writer = index.writer(heap, 1)
    try:
        yield writer
    except BaseException:
        writer.rollback()
        raise
    else:
        writer.commit()
    finally:
        writer.wait_merging_threads()


@contextmanager
def _reasons():
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise EngineDown(str(error).splitlines()[0] if str(error) else type(error).__name__) from error
