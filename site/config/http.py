"""Pages behind uvicorn: what has to hold before and after one of the two WSGI threads works for a request.

A thread is never lent to a slow client. The request body is read to the end first (beyond 1 MB into a temporary
file), a file of the answer is sent from the event loop after the thread has gone back. a2wsgi does the rest.
"""

import asyncio
import logging
import time
from tempfile import SpooledTemporaryFile

from a2wsgi import WSGIMiddleware

from core.logs import new_request_id, request_id

logger = logging.getLogger("connactions.request")

THREADS = 2  # measured: more threads make everybody slower
MAX_WAITING = 200  # requests that are read and wait for a thread; more are asked to come back
MAX_BODY = 110 * 2**20  # bytes: an upload of 100 MB with its form around it
SPOOL = 2**20  # bytes of a body kept in memory
SILENCE = 30  # seconds a client may pause within its body
CHUNK = 2**18  # bytes of a file per read
PROBES = {"/healthz", "/readyz"}  # asked by a supervisor, often, by whatever name it has for this machine


class Refused(Exception):
    """The request is answered by a status alone."""

    def __init__(self, status: int, *headers):
        self.status, self.headers = status, headers


class ClientGone(Exception):
    """There is nobody left to answer."""


class Pages:
    """The ASGI application around a WSGI one; `host` is the name under which the site's own health is asked."""

    def __init__(self, application, *, host="localhost", max_body=MAX_BODY, max_waiting=MAX_WAITING, silence=SILENCE):
        self.application = WSGIMiddleware(hand_over_files(application), workers=THREADS)
        self.host = host.encode()
        self.max_body, self.max_waiting, self.silence = max_body, max_waiting, silence
        self.waiting = 0

    async def __call__(self, scope, receive, send):
        request_id.set(new_request_id())
        answer = Answer(scope, send)
        try:
            with SpooledTemporaryFile(SPOOL) as body:
                await self.read(scope, receive, body)
                await self.work(scope, body, answer)
        except Refused as refused:
            await answer.bare(refused.status, refused.headers)
        except ClientGone:
            answer.status = 499
        except Exception:
            answer.status = 500
            raise
        finally:
            await answer.end()

    async def read(self, scope, receive, body):
        """The whole request body. Raises `Refused` (413, 408) or `ClientGone`."""
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self.max_body:
            raise Refused(413)
        more = True
        while more:
            try:
                message = await asyncio.wait_for(receive(), self.silence)
            except TimeoutError:
                raise Refused(408) from None
            if message["type"] == "http.disconnect":
                raise ClientGone
            if body.tell() + len(message.get("body", b"")) > self.max_body:
                raise Refused(413)
            body.write(message.get("body", b""))
            more = message.get("more_body", False)

    async def work(self, scope, body, answer):
        if self.waiting >= self.max_waiting + THREADS:
            raise Refused(503, (b"retry-after", b"2"))
        self.waiting += 1
        headers = [*trusted(scope["headers"]), *length(scope, body)]
        if scope["path"] in PROBES:
            headers = [(b"host", self.host)]
        try:
            await self.application(scope | {"headers": headers, "answer": answer}, from_file(body), answer.take)
        finally:
            self.waiting -= 1
        await answer.send_file()


def length(scope, body):
    """WSGI reads no body without its length; a chunked one has it now."""
    if not any(name == b"content-length" for name, _value in scope["headers"]):
        yield b"content-length", str(body.tell()).encode()


def from_file(body):
    body.seek(0)

    async def receive():
        chunk = body.read(SPOOL)
        return {"type": "http.request", "body": chunk, "more_body": len(chunk) == SPOOL}

    return receive


def trusted(headers):
    """Without what a client could pretend: uvicorn has already read X-Forwarded-* where it came from a known proxy
    (FORWARDED_ALLOW_IPS), and `X_Forwarded_For` would pass for `X-Forwarded-For` in WSGI."""
    return [(n, v) for n, v in headers if b"_" not in n and n != b"forwarded" and not n.startswith(b"x-forwarded-")]


class Answer:
    """What goes back: the WSGI answer, then the file it was to contain, then the line in the log."""

    def __init__(self, scope, send):
        self.method, self.path, self.send = scope["method"], scope["path"], send
        self.began = time.monotonic()
        self.status = None
        self.file = None

    async def take(self, message):
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"].append((b"x-request-id", request_id.get().encode()))
        elif self.file and not message.get("more_body"):
            return  # the end comes after the file
        await self.send(message)

    async def send_file(self):
        while self.file and self.method != "HEAD" and (chunk := await asyncio.to_thread(self.file.read, CHUNK)):
            await self.send({"type": "http.response.body", "body": chunk, "more_body": True})
        if self.file:
            await self.send({"type": "http.response.body", "body": b""})

    async def bare(self, status, headers):
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"0"), (b"connection", b"close"), *headers]
        await self.take({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": b""})

    async def end(self):
        if self.file:
            await asyncio.to_thread(self.file.close)
        figures = {"status": self.status, "milliseconds": round((time.monotonic() - self.began) * 1000)}
        level = logging.DEBUG if self.path in PROBES and self.status == 200 else logging.INFO
        logger.log(level, "%s %s %s", self.method, self.path, self.status, extra=figures)


def hand_over_files(application):
    """Have Django give a file it would stream (FileResponse, WhiteNoise) to the `Answer` instead."""

    def with_handover(environ, start_response):
        def hand_over(file, block_size=None):
            environ["asgi.scope"]["answer"].file = file
            return ()

        return application(environ | {"wsgi.file_wrapper": hand_over}, start_response)

    return with_handover
