"""The embedded engine: tantivy, an index in a folder beside the database."""

import logging
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Query

from search import entries as analysis
from search.engines import tantivy_queries as queries
from search.engines.base import Answer, Engine, EngineDown, Refused, one_line
from search.engines.folder import PATIENCE, Folder, state_of
from search.engines.tantivy_schema import document, opened

logger = logging.getLogger("connactions.search")

HEAP = 64_000_000  # bytes that a writer may fill before it makes a segment
HEAP_OF_A_BUILD = 100_000_000
MOST_FACET_VALUES = 500
COMMITS = "meta.json"  # tantivy's list of what is in an index; each commit puts a new one in its place
PAGE = 5_000  # entries read at once when all are read
TIED, MOST_TIED = 20, 5_000  # hits beyond the page that may be as good as its last one


@dataclass
class Opened:
    """An index in the process that has opened it. Args: commits: the state of its list of commits when last loaded."""

    process: int
    name: str
    index: tantivy.Index
    commits: tuple | None = None

    def follow(self, commits: tuple) -> None:
        """Load what has been committed since; loading costs a hundred times what asking for the state does."""
        if self.commits != commits:
            self.index.reload()
            self.commits = commits


class Embedded(Engine):
    """Args: folder: where the index lives; patience: seconds to wait for another writer."""

    name = "tantivy"

    def __init__(self, folder: Path, patience: float = PATIENCE):
        self.folder = Folder(folder, patience)
        self._opened: Opened | None = None

    def _index(self) -> tantivy.Index:
        """The index in use, as of now: another process may have written to it or switched to a new one."""
        name = self.folder.current().get("name")
        if not name:
            raise EngineDown("there is no index yet")
        known = self._opened  # another thread may open another one meanwhile
        if not known or (known.process, known.name) != (os.getpid(), name):
            known = self._opened = Opened(os.getpid(), name, self._open(name))
        known.follow(state_of(self.folder.of(name) / COMMITS))
        return known.index

    def _open(self, name) -> tantivy.Index:
        path = self.folder.of(name)
        if not path.is_dir() or not tantivy.Index.exists(str(path)):  # else tantivy would make an empty one
            raise EngineDown(f"the index in {path} is gone")
        return opened(path)

    def _searcher(self) -> tantivy.Searcher:
        return self._index().searcher()

    # --- Writing ---------------------------------------------------------------------------------------

    def write(self, put, delete):
        with _reasons(), self.folder.alone(), _writer(self._index(), HEAP) as writer:
            for key in delete:
                writer.delete_documents_by_term("key", key)
            for entry in put:
                writer.delete_documents_by_term("key", entry.key)
                writer.add_document(document(entry))

    def build(self, entries):
        with _reasons(), self.folder.alone():
            name = self.folder.new()
            try:
                count = self._fill(name, entries)
                self.folder.switch(name, analysis.version())
            except BaseException:
                self.folder.remove(name)
                raise
            return count

    def _fill(self, name, entries) -> int:
        count = 0
        with _writer(opened(self.folder.of(name)), HEAP_OF_A_BUILD) as writer:
            for entry in entries:
                try:
                    writer.add_document(document(entry))
                except Refused as error:
                    logger.error("left out of the new index: %s", error)
                else:
                    count += 1
        return count

    # --- What is there ---------------------------------------------------------------------------------

    def version(self):
        with _reasons():
            current = self.folder.current()
            if not current:
                return ""
            try:
                with _reasons():
                    self._index()
            except EngineDown as error:
                logger.error("the index cannot be opened: %s", error)
                return ""
            return current["version"]

    def size(self):
        with _reasons():
            name = self.folder.current().get("name")
            return (self._searcher().num_docs, self.folder.size(name)) if name else (0, 0)

    def fingerprints(self):
        with _reasons():
            searcher = self._searcher()
            for offset in range(0, searcher.num_docs, PAGE):
                for _score, address in searcher.search(Query.all_query(), PAGE, count=False, offset=offset).hits:
                    found = searcher.doc(address)
                    yield found["key"][0], found["fingerprint"][0]

    # --- Asking ----------------------------------------------------------------------------------------

    def search(self, plan, scope, *, facets=(), by_date=False, offset=0, limit=20):
        with _reasons():
            searcher, query = self._searcher(), queries.of_plan(plan)
            sort = _best if plan.ranks and not by_date else _newest
            total, hits = sort(searcher, queries.within(query, scope), offset, limit)
            hits = [(searcher.doc(address)["key"][0], score) for address, score in hits]
            return Answer(total, hits, _facets(searcher, queries.matching(plan), scope, tuple(facets)))

    def frequencies(self, wanted):
        with _reasons():
            searcher = self._searcher()
            return {(field, key): searcher.doc_freq(field, key) for field, key in wanted}

    def vocabulary(self, field):
        with _reasons():
            return dict(self._searcher().terms_with_prefix(field, ""))

    def words(self, field, prefix, scope, limit):
        with _reasons():
            within = queries.within(Query.all_query(), scope)
            return self._searcher().terms_with_prefix(field, prefix, filter_query=within, limit=limit)


def _newest(searcher, query, offset, limit):
    found = searcher.search(query, max(limit, 1), count=True, offset=offset, order_by_field="newest")
    return found.count, [(address, 0.0) for _newest, address in found.hits[:limit]]


def _best(searcher, query, offset, limit):
    """tantivy sorts by score alone. So more are taken, until the last is worse than the page's last one."""
    end = offset + max(limit, 1)
    window = end + TIED
    while True:
        found = searcher.search(query, window, count=True)
        tied = len(found.hits) == window and found.hits[end - 1][0] == found.hits[-1][0]
        if not tied or window > end + MOST_TIED:
            break
        window *= 4
    addresses = [address for _score, address in found.hits]
    newest = searcher.fast_field_values("newest", addresses)
    sorted_hits = sorted(zip(found.hits, newest, strict=True), key=lambda each: (-each[0][0], -each[1]))
    return found.count, [(address, score) for (score, address), _newest in sorted_hits[offset : offset + limit]]


def _facets(searcher, query, scope, wanted) -> dict[str, dict[str, int]]:
    chosen = [name for name in wanted if name in scope.filters]
    asked = [(scope, [name for name in wanted if name not in chosen])]
    asked += [(scope.without(name), [name]) for name in chosen]
    counted = {}
    for each, names in asked:
        if names:
            counts = {name: {"terms": {"field": name, "size": MOST_FACET_VALUES}} for name in names}
            answer = searcher.aggregate(queries.within(query, each), counts)
            counted |= {name: {value["key"]: value["doc_count"] for value in answer[name]["buckets"]} for name in names}
    return counted


@contextmanager
def _writer(index: tantivy.Index, heap: int):
    """A writer that commits at the end, or leaves the index as it was."""
    writer = index.writer(heap, 1)
    try:
        yield writer
        writer.commit()
    except BaseException:
        with suppress(OSError, ValueError):  # the first error is the one to tell
            writer.rollback()
        with suppress(OSError, ValueError):  # what was written so far may have filled the disk
            writer.garbage_collect_files()
        raise
    finally:
        with suppress(OSError, ValueError):  # what is committed stays, merged or not
            writer.wait_merging_threads()


@contextmanager
def _reasons():
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise EngineDown(one_line(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Rust, over a damaged file; no name to catch it by
            raise
        raise EngineDown(one_line(error)) from error
