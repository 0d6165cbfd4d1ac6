"""One process, one port: what stands before and after the pages, the door of the sockets, the end of the server."""

import asyncio
import http.client
import io
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.management import call_command
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from config.http import Pages, trusted
from config.sockets import FullOrigin, as_browsers_write
from tests.services.processes import free_port

# --- Pages: a small WSGI application behind the real entrance ----------------------------------------


def ask(pages, *chunks, method="POST", headers=(), path="/x/", pause=0.0):
    """Send one request to an ASGI application; returns (status, headers, body)."""
    return asyncio.run(conversation(pages, chunks, method, headers, path, pause))


async def conversation(pages, chunks=(), method="GET", headers=(), path="/x/", pause=0.0):
    waiting = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})
    sent = []

    async def receive():
        await asyncio.sleep(pause)
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "http_version": "1.1", "method": method, "path": path, "query_string": b"q=ada"}
    await pages(scope | {"headers": list(headers)}, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    assert [m["type"] for m in sent] == ["http.response.start"] + ["http.response.body"] * (len(sent) - 1)
    assert [m.get("more_body", False) for m in sent[1:]] == [True] * (len(sent) - 2) + [False]
    return sent[0]["status"], dict(sent[0]["headers"]), body


def echo(environ, start_response):
    """Answers with the length of the body it was given."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(body)).encode()]


def length(number):
    return [(b"content-length", str(number).encode())]


def test_a_body_arrives_whole_also_beyond_what_memory_keeps():
    big = b"x" * (3 * 2**20)
    assert ask(Pages(echo), big, b"y", headers=length(len(big) + 1))[2] == str(len(big) + 1).encode()


def test_a_chunked_body_gets_its_length():
    assert ask(Pages(echo), b"123", b"45")[2] == b"5"


def test_a_request_without_a_body_works():
    assert ask(Pages(echo), method="GET")[0::2] == (200, b"0")


def test_a_body_announced_too_large_is_refused_unread():
    assert ask(Pages(echo, max_body=10), b"x" * 5, headers=length(11))[0] == 413


def test_a_body_that_grows_too_large_is_refused():
    assert ask(Pages(echo, max_body=10), b"x" * 6, b"x" * 5)[0] == 413
    assert ask(Pages(echo, max_body=10), b"x" * 6, b"x" * 4)[0] == 200


def test_a_client_that_falls_silent_in_its_body_is_left():
    assert ask(Pages(echo, silence=0.05), b"x", pause=1)[0] == 408


def test_a_client_that_leaves_in_its_body_reaches_no_page():
    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        raise AssertionError("there is nobody to answer")

    def never(environ, start_response):
        raise AssertionError("half a body")

    scope = {"type": "http", "http_version": "1.1", "method": "POST", "path": "/", "query_string": b"", "headers": []}
    asyncio.run(Pages(never)(scope, receive, send))


def test_more_than_can_wait_are_asked_to_come_back():
    go = threading.Event()

    def slow(environ, start_response):
        go.wait(5)
        return echo(environ, start_response)

    async def crowd():
        pages = Pages(slow, max_waiting=1)
        first = [asyncio.create_task(conversation(pages)) for _ in range(3)]
        await asyncio.sleep(0.1)
        refused = await conversation(pages)
        go.set()
        return refused, await asyncio.gather(*first), await conversation(pages)

    refused, first, later = asyncio.run(crowd())
    assert (refused[0], refused[1][b"retry-after"]) == (503, b"2")
    assert [answer[0] for answer in first] == [200, 200, 200]
    assert later[0] == 200


class File(io.BytesIO):
    closed_in = None

    def close(self):
        self.closed_in = threading.current_thread().name
        super().close()


def sends(file):
    def application(environ, start_response):
        start_response("200 OK", [])
        return environ["wsgi.file_wrapper"](file, 4096)

    return application


def test_a_file_is_sent_whole_and_closed():
    file = File(b"0123456789" * 100_000)
    assert ask(Pages(sends(file)), method="GET")[0::2] == (200, b"0123456789" * 100_000)
    assert file.closed


def test_a_slow_reader_of_a_file_keeps_no_thread():
    """With both threads' worth of readers stuck in a file, a page is still answered."""

    async def scene():
        stuck = asyncio.Event()

        async def receive():
            return {"type": "http.request"}

        async def send(message):
            if message["type"] == "http.response.body":
                await stuck.wait()

        def application(environ, start_response):
            served = sends(io.BytesIO(b"x" * 2**20)) if environ["PATH_INFO"] == "/file" else echo
            return served(environ, start_response)

        pages = Pages(application)
        scope = {"type": "http", "http_version": "1.1", "method": "GET", "query_string": b"", "headers": []}
        readers = [asyncio.create_task(pages(scope | {"path": "/file"}, receive, send)) for _ in range(4)]
        await asyncio.sleep(0.1)
        answer = await asyncio.wait_for(conversation(pages), 5)
        stuck.set()
        await asyncio.gather(*readers)
        return answer

    assert asyncio.run(scene())[0] == 200


def test_head_has_no_body():
    assert ask(Pages(sends(File(b"content"))), method="HEAD")[2] == b""


def test_forwarded_headers_never_reach_the_pages():
    """uvicorn has read them where they came from a known proxy; underscores would pass for hyphens."""
    kept = [(b"host", b"x"), (b"cookie", b"a=b")]
    sent = [
        (b"x-forwarded-for", b"1.2.3.4"),
        (b"x-forwarded-proto", b"https"),
        (b"x-forwarded-host", b"evil"),
        (b"forwarded", b"for=1.2.3.4"),
        (b"x_forwarded_proto", b"https"),
        (b"remote_user", b"root"),
    ]
    assert trusted([*kept, *sent]) == kept


def test_every_answer_and_its_log_line_name_the_request_and_no_query(caplog):
    with caplog.at_level("INFO", "connactions.request"):
        _status, headers, _body = ask(Pages(echo), path="/de/")
    assert re.fullmatch(rb"[0-9a-f]{16}", headers[b"x-request-id"])
    assert [record.getMessage() for record in caplog.records] == ["POST /de/ 200"]
    assert caplog.records[0].status == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_supervisors_questions_do_not_fill_the_log(caplog, path):
    with caplog.at_level("INFO", "connactions.request"):
        ask(Pages(echo), path=path)
    assert caplog.records == []


def test_a_supervisor_may_ask_by_any_name():
    def host(environ, start_response):
        start_response("200 OK", [])
        return [environ["HTTP_HOST"].encode()]

    pages = Pages(host, host="www.example.org")
    asked = [(b"host", b"10.0.0.7:8000"), (b"cookie", b"a=b")]
    assert ask(pages, path="/healthz", headers=asked)[2] == b"www.example.org"
    assert ask(pages, path="/de/", headers=asked)[2] == b"10.0.0.7:8000"


def test_a_page_that_fails_beyond_django_is_logged_as_an_error(caplog):
    def broken(environ, start_response):
        raise RuntimeError

    with caplog.at_level("INFO", "connactions.request"), pytest.raises(RuntimeError):
        ask(Pages(broken))
    assert caplog.records[0].status == 500


# --- Sockets: the full origin ------------------------------------------------------------------------


def answer_to(origins, *sent):
    """What a socket with these Origin headers meets at the door: "in" or "refused"."""
    met = []

    async def inside(scope, receive, send):
        met.append("in")

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        assert message == {"type": "websocket.close", "code": 1008}
        met.append("refused")

    scope = {"type": "websocket", "headers": [(b"origin", origin) for origin in sent]}
    asyncio.run(FullOrigin(inside, origins)(scope, receive, send))
    return met


def test_a_socket_of_our_own_address_comes_in():
    assert answer_to(["https://www.example.org"], b"https://www.example.org") == ["in"]
    assert answer_to(["http://localhost:8000"], b"http://localhost:8000") == ["in"]


@pytest.mark.parametrize(
    "sent",
    [
        [],
        [b"null"],
        [b""],
        [b"http://www.example.org"],
        [b"https://www.example.org:8443"],
        [b"https://example.org"],
        [b"https://evil.www.example.org"],
        [b"https://www.example.org.evil"],
        [b"https://www.example.org@evil"],
        [b"https://["],
        [b"https://www.example.org:99999"],
        [b"\xff\xfe"],
        [b"https://www.example.org", b"https://evil"],
    ],
)
def test_a_socket_of_any_other_origin_is_refused(sent):
    assert answer_to(["https://www.example.org"], *sent) == ["refused"]


@pytest.mark.parametrize(
    ("configured", "origin"),
    [
        ("https://Www.Example.org", b"https://www.example.org"),
        ("https://www.example.org:443", b"https://www.example.org"),
        ("http://localhost:80", b"http://localhost"),
        ("http://[::1]:8000", b"http://[::1]:8000"),
    ],
)
def test_an_origin_is_compared_as_browsers_write_it(configured, origin):
    assert as_browsers_write(configured) == origin


# --- The process -------------------------------------------------------------------------------------


class Server:
    def __init__(self, folder):
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        changes = {
            "DATA_DIR": str(folder),
            "DATABASE_URL": "",
            "WORKER": "thread",
            "SITE_URL": self.address,
            "PORT": str(self.port),
        }
        command = [Path(sys.executable).with_name("manage"), "serve"]
        self.output = folder / "output"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(command, env=os.environ | changes, stdout=output, stderr=subprocess.STDOUT)

    def get(self, path, **headers):
        try:
            with urllib.request.urlopen(
                urllib.request.Request(self.address + path, headers=headers), timeout=10
            ) as got:
                return got.status, got.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def wait(self):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                return self.get("/healthz")
            except OSError:
                assert self.process.poll() is None, self.output.read_text()
                time.sleep(0.1)
        raise TimeoutError(self.output.read_text())


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("server"))
    running.wait()
    yield running
    running.process.kill()
    running.process.wait()


def test_the_server_prints_its_address_and_answers(server):
    assert server.get("/healthz") == (200, '{"process": "ok"}')
    assert f"http://localhost:{server.port}/" in server.output.read_text()


def test_a_server_before_its_migrations_is_alive_but_not_ready(server):
    assert server.get("/readyz") == (503, '{"database": "ok", "migrations": "fails", "consumer": "ok"}')


@pytest.mark.parametrize("own", [True, False])
def test_an_unknown_socket_is_closed_without_a_traceback(server, own):
    with pytest.raises(InvalidStatus, match="403"):
        connect(f"ws://localhost:{server.port}/ws/nowhere", origin=server.address if own else "https://evil.example")
    assert "Traceback" not in server.output.read_text()


def test_an_upload_beyond_the_limit_is_refused(server):
    connection = http.client.HTTPConnection("localhost", server.port, timeout=10)
    connection.putrequest("POST", "/healthz")
    connection.putheader("Content-Length", str(200 * 2**20))
    connection.endheaders()
    response = connection.getresponse()
    assert response.status == 413
    connection.close()


class Begun(Exception):
    """Instead of a new process in place of this one."""


@pytest.fixture
def argv(monkeypatch, settings):
    def begin_again(program, arguments):
        raise Begun(os.environ["PORT"], program, arguments)

    monkeypatch.setenv("PORT", str(settings.PORT))
    monkeypatch.setattr(os, "execv", begin_again)
    monkeypatch.setattr(sys, "argv", ["manage", "serve", "--wait"])
    return sys.argv


def test_another_port_begins_again_so_that_the_settings_follow(argv):
    with pytest.raises(Begun) as begun:
        call_command("serve", port=9999)
    assert begun.value.args == ("9999", sys.executable, [sys.executable, *argv])


@pytest.mark.django_db
def test_after_waiting_nothing_read_before_is_kept(argv, settings):
    with pytest.raises(Begun) as begun:
        call_command("serve", wait=True)
    assert begun.value.args == (str(settings.PORT), sys.executable, [sys.executable, "manage", "serve"])


def test_sigterm_ends_the_server_soon(server):
    began = time.monotonic()
    server.process.terminate()
    server.process.wait(10)
    assert time.monotonic() - began < 5
