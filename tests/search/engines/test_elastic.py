"""What is special about Elasticsearch: a node that is away, full or slow, and indexes beside ours."""

import os
import socket

import pytest
from elasticsearch import Elasticsearch

from search.engines import elastic
from search.engines.base import EngineDown, Scope
from search.engines.elastic import Elastic, throw_away
from search.planning.tree import Plan
from tests.search.engines.making import entry
from tests.services.processes import free_port

SITE = Scope(None)


pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def engine(elasticsearch_url):
    with throw_away(elasticsearch_url) as engine:
        engine.build([entry("news:1", "werkstatt")])
        yield engine


@pytest.fixture
def client(elasticsearch_url):
    with Elasticsearch(elasticsearch_url) as client:
        yield client


def everything_of(engine):
    """Each thing that can be asked of an engine."""
    return [
        lambda: engine.search(Plan(), SITE),
        lambda: engine.frequencies([("de", "werkstatt")]),
        lambda: engine.vocabulary("words_de"),
        lambda: engine.words("words_de", "", SITE, 5),
        lambda: list(engine.fingerprints()),
        lambda: engine.write([entry("news:1")], []),
        lambda: engine.build([entry("news:1")]),
        engine.version,
        engine.size,
    ]


def test_a_node_that_is_away_is_down_in_one_line_without_its_password():
    engine = Elastic(f"http://somebody:secret@127.0.0.1:{free_port()}", "tests")
    for act in everything_of(engine):
        with pytest.raises(EngineDown, match=r"^[^\n]*Connection refused[^\n]*$") as caught:
            act()
        assert "secret" not in str(caught.value)
    engine.close()


def test_a_node_that_does_not_answer_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine = Elastic(f"http://127.0.0.1:{silent.getsockname()[1]}", "tests", quick=0.2)
        with pytest.raises(EngineDown, match="timed out"):
            engine.search(Plan(), SITE)
        engine.close()


def test_what_answers_but_is_no_elasticsearch_is_down(live_http):
    engine = Elastic(live_http, "tests")
    with pytest.raises(EngineDown, match=r"^[^\n]+$"):
        engine.search(Plan(), SITE)
    engine.close()


@pytest.fixture
def live_http():
    """A web server that is something else."""
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Other(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_node_whose_disk_is_full_takes_nothing_and_still_answers(engine, client):
    client.indices.put_settings(index=engine.alias, settings={"index.blocks.read_only_allow_delete": True})
    with pytest.raises(EngineDown, match=r"^index \[.*\] blocked by: .*read-only"):
        engine.write([entry("news:2")], [])
    assert engine.search(Plan(), SITE).total == 1
    client.indices.put_settings(index=engine.alias, settings={"index.blocks.read_only_allow_delete": None})
    engine.write([entry("news:2")], [])
    assert engine.search(Plan(), SITE).total == 2


def test_writing_without_an_index_makes_none(elasticsearch_url, client):
    with throw_away(elasticsearch_url) as engine:
        with pytest.raises(EngineDown):
            engine.write([entry("news:1")], [])
        assert not client.indices.exists(index=engine.alias)


def test_a_build_removes_the_index_before_and_what_an_interrupted_one_left_and_nothing_else(engine, client):
    left, other = f"{engine.alias}-0123456789ab", f"{engine.alias}-of-somebody-else"
    for name in (left, other):
        client.indices.create(index=name, settings={"number_of_replicas": 0})
    before = client.indices.get_alias(name=engine.alias).body.keys()
    engine.build([entry("news:2")])
    there = client.indices.get(index=f"{engine.alias}*").body.keys()
    assert len(there) == 2
    assert other in there
    assert not there & {left, *before}
    client.indices.delete(index=other)


def test_a_build_that_fails_leaves_no_index_behind(engine, client):
    def broken():
        yield entry("news:2")
        raise KeyError("the database went away")

    with pytest.raises(KeyError):
        engine.build(broken())
    assert len(client.indices.get(index=f"{engine.alias}-*")) == 1


def test_what_was_sent_is_not_kept_beside_the_index(engine, client):
    assert "_source" not in client.get(index=engine.alias, id="news:1").body


def test_after_the_block_the_index_is_gone(elasticsearch_url, client):
    with throw_away(elasticsearch_url) as engine:
        engine.build([entry("news:1")])
        alias = engine.alias
    assert len(client.indices.get(index=f"{alias}*")) == 0


def test_without_an_address_it_says_which_setting_is_missing(settings):
    settings.ELASTICSEARCH_URL = ""
    with pytest.raises(EngineDown, match="ELASTICSEARCH_URL is not set"), elastic.throw_away():
        pass


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://search.example.org", "https://search.example.org:443"),
        ("http://10.0.0.7:9200/there", "http://10.0.0.7:9200/there"),
    ],
)
def test_an_address_may_leave_out_the_port_and_have_a_path(url, host):
    engine = Elastic(url, "tests")
    (node,) = engine._reader.transport.node_pool.all()
    assert node.base_url == host
    engine.close()


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_has_a_connection_of_its_own(engine):
    child = os.fork()
    if child == 0:
        os._exit(0 if engine.search(Plan(), SITE).total == 1 else 1)
    assert engine.search(Plan(), SITE).total == 1
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
