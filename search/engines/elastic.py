"""The engine for several machines: Elasticsearch. An alias names the index in use."""

import logging
import os
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice

from django.conf import settings
from elastic_transport import TransportError
from elastic_transport.client_utils import url_to_node_config
from elasticsearch import ApiError, Elasticsearch, NotFoundError, helpers

from search import entries as analysis
from search.engines import elastic_queries as queries
from search.engines.base import Answer, Engine, EngineDown, Entry, Refused, one_line
from search.engines.elastic_mapping import LONGEST, SETTINGS, document, mapping
from search.planning.tree import Plan

logger = logging.getLogger("connactions.search")
logging.getLogger("elastic_transport").setLevel(logging.ERROR)  # whoever asks says that it is down, and says it once

QUICK, LONG = 2.0, 60.0  # seconds until an answer to a reader, and to whoever writes or reads everything
PAGE = 5_000  # values read at once when all are read
AT_ONCE = 1_000  # frequencies in one request
CHUNK = 10_000_000  # bytes sent at once


class Elastic(Engine):
    """Args: url: of a node; alias: of the index in use; quick: seconds until a reader is answered."""

    name = "elasticsearch"

    def __init__(self, url: str, alias: str, quick: float = QUICK):
        self.url, self.alias, self.quick = url, alias, quick
        self._connected: tuple[int, Elasticsearch] | None = None

    def _client(self, seconds: float) -> Elasticsearch:
        known = self._connected
        if not known or known[0] != os.getpid():  # a connection is not shared with a forked process
            node = url_to_node_config(self.url, use_default_ports_for_scheme=True)
            known = self._connected = os.getpid(), Elasticsearch([node], max_retries=0)
        return known[1].options(request_timeout=seconds)

    @property
    def _reader(self) -> Elasticsearch:
        return self._client(self.quick)

    @property
    def _slow(self) -> Elasticsearch:
        return self._client(LONG)

    def close(self) -> None:
        if self._connected and self._connected[0] == os.getpid():
            self._connected[1].close()
        self._connected = None

    # --- Writing ---------------------------------------------------------------------------------------

    def write(self, put, delete):
        with _reasons():
            deletes = ({"_op_type": "delete", "_id": key} for key in delete)
            for reason in self._bulk(self.alias, [*deletes, *map(_action, put)], require_alias=True):
                raise Refused(reason)
            self._slow.indices.refresh(index=self.alias)

    def build(self, entries):
        with _reasons():
            index = f"{self.alias}-{uuid.uuid4().hex[:12]}"
            try:
                count = self._fill(index, entries)
                self._switch(index)
            except BaseException:
                with suppress(ApiError, TransportError):
                    self._slow.indices.delete(index=index, ignore_unavailable=True)
                raise
            return count

    def _fill(self, index, entries) -> int:
        self._slow.indices.create(
            index=index,
            mappings=mapping(analysis.version()),
            settings={**SETTINGS, "refresh_interval": "-1"},
            wait_for_active_shards=1,
        )
        for reason in self._bulk(index, map(_action, entries)):
            logger.error("left out of the new index: %s", reason)
        self._slow.indices.put_settings(index=index, settings={"refresh_interval": None})
        self._slow.indices.refresh(index=index)
        return self._slow.count(index=index)["count"]

    def _bulk(self, index: str, actions: Iterable[dict], **options) -> Iterator[str]:
        """Does it all, and gives why an entry was not taken. Raises EngineDown where it is not the entry's fault."""
        options |= {"index": index, "raise_on_error": False, "max_chunk_bytes": CHUNK}
        for well, item in helpers.streaming_bulk(self._slow, actions, **options):
            ((_operation, outcome),) = item.items()
            if well or outcome.get("result") == "not_found":  # deleted already
                continue
            if outcome["status"] != 400:
                raise EngineDown(_reason(outcome["error"]))
            yield f"{outcome['_id']}: {_reason(outcome['error'])}"

    def _switch(self, index):
        """At once for all who ask. Whatever else has such a name was in use before, or is of an interrupted build."""
        others = [name for name in self._indices() if name != index]
        self._slow.indices.update_aliases(
            actions=[
                {"add": {"index": index, "alias": self.alias}},
                *({"remove_index": {"index": other}} for other in others),
            ]
        )

    def _indices(self) -> list[str]:
        found = self._slow.indices.get(index=f"{self.alias}-*", features="aliases")
        ours = re.compile(rf"{re.escape(self.alias)}-[0-9a-f]{{12}}")  # not those of an alias that begins with ours
        return [name for name in found if ours.fullmatch(name)]

    def remove(self) -> None:
        """All of it, for good."""
        with _reasons():
            if found := self._indices():
                self._slow.indices.delete(index=found)

    # --- What is there ---------------------------------------------------------------------------------

    def version(self):
        with _reasons():
            try:
                found = self._reader.indices.get_mapping(index=self.alias)
            except NotFoundError:
                return ""
            (index,) = found.values()
            return index["mappings"].get("_meta", {}).get("version", "")

    def size(self):
        with _reasons():
            try:
                found = self._reader.indices.stats(index=self.alias, metric="docs,store")["_all"]["primaries"]
            except NotFoundError:
                return 0, 0
            return found["docs"]["count"], found["store"]["size_in_bytes"]

    def fingerprints(self):
        with _reasons():
            everything = {"query": {"match_all": {}}, "_source": False, "docvalue_fields": ["fingerprint"]}
            for hit in helpers.scan(self._slow, query=everything, index=self.alias, size=PAGE):
                yield hit["_id"], hit["fields"]["fingerprint"][0]

    # --- Asking ----------------------------------------------------------------------------------------

    def search(self, plan: Plan, scope, *, facets=(), by_date=False, offset=0, limit=20):
        asked = queries.body(plan, scope, tuple(facets), by_date)
        answer = self._ask(**asked, from_=offset, size=limit)
        hits = [(hit["_id"], hit["_score"] or 0.0) for hit in answer["hits"]["hits"]]
        return Answer(answer["hits"]["total"]["value"], hits, queries.counted(answer))

    def frequencies(self, wanted):
        wanted, found = iter(wanted), {}
        while places := list(islice(wanted, AT_ONCE)):
            filters = [{"term": {field: {"value": key}}} for field, key in places]
            answer = self._ask(size=0, track_total_hits=False, aggs={"of": {"filters": {"filters": filters}}})
            counts = (bucket["doc_count"] for bucket in answer["aggregations"]["of"]["buckets"])
            found |= dict(zip(places, counts, strict=True))
        return found

    def vocabulary(self, field):
        found, after = {}, {}
        while after is not None:
            page = {"size": PAGE, "sources": [{"word": {"terms": {"field": field}}}], **after}
            words = self._ask(size=0, track_total_hits=False, aggs={"words": {"composite": page}})
            words = words["aggregations"]["words"]
            found |= {bucket["key"]["word"]: bucket["doc_count"] for bucket in words["buckets"]}
            after = {"after": words["after_key"]} if "after_key" in words else None
        return found

    def words(self, field, prefix, scope, limit):
        if len(prefix) > LONGEST:
            return []
        terms = {"field": field, "include": queries.beginning(prefix), "size": limit}
        within = queries.within(queries.everything(), scope).to_dict()
        answer = self._ask(query=within, size=0, track_total_hits=False, aggs={"words": {"terms": terms}})
        return [(bucket["key"], bucket["doc_count"]) for bucket in answer["aggregations"]["words"]["buckets"]]

    def _ask(self, **asked) -> dict:
        """Asks once more where the index went in the moment that another one took its place."""
        with _reasons():
            try:
                return self._reader.search(index=self.alias, **asked).body
            except ApiError as error:
                if error.status_code not in (404, 503):
                    raise
                return self._reader.search(index=self.alias, **asked).body


@contextmanager
def throw_away(url: str = "", quick: float = LONG):
    """An empty engine whose index goes at the end of the block.

    Args:
        url: of a node; without, the one in the settings.

    Raises:
        EngineDown: there is none.
    """
    if not (url or settings.ELASTICSEARCH_URL):
        raise EngineDown("ELASTICSEARCH_URL is not set")
    engine = Elastic(url or settings.ELASTICSEARCH_URL, f"connactions-{uuid.uuid4().hex}", quick)
    try:
        yield engine
    finally:
        with suppress(EngineDown):
            engine.remove()
        engine.close()


def _action(entry: Entry) -> dict:
    return {"_op_type": "index", "_id": entry.key, **document(entry)}


@contextmanager
def _reasons():
    try:
        yield
    except NotFoundError as error:
        raise EngineDown("there is no index yet") from error
    except ApiError as error:
        body = error.body if isinstance(error.body, dict) else {}
        raise EngineDown(_reason(body.get("error") or error.message)) from error
    except TransportError as error:
        raise EngineDown(one_line(error.message)) from error
    except (helpers.ScanError, UnicodeError) as error:
        raise EngineDown(one_line(error)) from error


def _reason(error) -> str:
    """In words: of an answer's `error`, an object or a text."""
    return one_line(error.get("reason") or error.get("type") if isinstance(error, dict) else error)
