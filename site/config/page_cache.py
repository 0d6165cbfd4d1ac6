"""Public pages for readers without a session, answered before a thread is asked for (decision 11).

A page is kept with the generation of the database that was read *before* it was made, and given out only while that
is still the generation: what has been closed is closed at the next request.
"""

import asyncio
import gzip
import hashlib
import time
from collections import OrderedDict
from urllib.parse import parse_qsl

from django.conf import settings

TTL = 60  # seconds; what changes with the clock alone (a membership that ends today)
SIZE = 32 * 2**20  # bytes of all pages kept
PAGE_SIZE = 2**20  # bytes of one page; larger ones are not kept
LANGUAGES = ("/de/", "/it/")
# First part of an address after the language. Pictures for sharing are kept by themselves (core/social.py). What a
# search finds follows the database a moment later, so that the generation does not say whether an answer is current.
NEVER = {"account", "admin", "files", "invitation", "search", "social", "space"}
PARAMETERS = {"field", "network", "page", "year"}  # a query with any other name is not kept
QUERY_SIZE = 80  # bytes
OWN = {b"content-length", b"connection", b"x-request-id", b"vary", b"etag"}  # headers that belong to one answer
VARIES = {b"cookie", b"accept-encoding"}  # what an answer may vary by; both are looked at here


class PageCache:
    """The ASGI application around the pages.

    Args:
        application: answers what is not kept here.
        generation: `core.generation.reader()`, or anything with the same `read()`.
    """

    def __init__(self, application, generation, *, ttl=TTL, size=SIZE, clock=time.monotonic):
        self.application, self.generation = application, generation
        self.ttl, self.size, self.clock = ttl, size, clock
        self.pages, self.used, self.current = OrderedDict(), 0, None
        self.flights = {}

    async def __call__(self, scope, receive, send):
        question = Question.of(scope)
        generation = await self.generation.read() if question else None
        if generation is None:
            return await self.application(scope, receive, send)
        if generation != self.current:
            self.pages.clear()
            self.used, self.current = 0, generation
        page = self.find(question.key) or await self.arriving(question.key, generation)
        if page:
            return await page.send(question, send)
        if not question.may_fill or (question.key, generation) in self.flights:
            return await self.application(scope, receive, send)
        await self.fetch(question, generation, scope, receive, send)

    def find(self, key):
        page = self.pages.get(key)
        if page is None or page.until <= self.clock():
            return None
        self.pages.move_to_end(key)
        return page

    async def arriving(self, key, generation):
        """The page another reader is waiting for: it is made once for both. None where it is not to be kept."""
        if flight := self.flights.get((key, generation)):
            await flight.landed.wait()
            return flight.page

    async def fetch(self, question, generation, scope, receive, send):
        flight = self.flights[question.key, generation] = Flight(send)
        try:
            await self.application(scope, receive, flight.take)
            if flight.complete:
                flight.page = Page(flight.start, b"".join(flight.body), self.clock() + self.ttl)
                if generation == self.current:
                    self.keep(question.key, flight.page)
        finally:
            del self.flights[question.key, generation]
            flight.landed.set()
        if flight.page:
            await flight.page.send(question, send)

    def keep(self, key, page):
        if old := self.pages.pop(key, None):
            self.used -= old.size
        self.pages[key] = page
        self.used += page.size
        while self.used > self.size:
            self.used -= self.pages.popitem(last=False)[1].size


class Question:
    """A request that may be answered from here: its key, and what the answer has to look at."""

    __slots__ = ("head", "key", "known", "may_fill", "zipped")

    @classmethod
    def of(cls, scope):
        """None for everything that has to go through."""
        path, query, method = scope["path"], scope["query_string"], scope["method"]
        if method not in ("GET", "HEAD") or path[:4] not in LANGUAGES or path[4:].partition("/")[0] in NEVER:
            return None
        if query and not is_known(query):
            return None
        self = cls()
        host = self.known = cookies = b""
        self.zipped = False
        for name, value in scope["headers"]:
            if name == b"host" and not host:
                host = value
            elif name == b"cookie":
                cookies += b";" + value
            elif name == b"accept-encoding":
                self.zipped = b"gzip" in value and b"gzip;q=0" not in value
            elif name == b"if-none-match":
                self.known = value
            elif name in (b"authorization", b"content-length", b"transfer-encoding", b"host"):
                return None
        self.head = method == "HEAD"
        self.may_fill = not self.head
        if cookies and not self.look_at(cookies):
            return None
        self.key = (scope.get("scheme"), host, scope.get("raw_path") or path.encode(), query)
        return self

    def look_at(self, cookies) -> bool:
        """The language's cookie says nothing an address does not say; with the one against forged requests a form may
        have been made for this reader alone, so they read and do not fill. Any other cookie goes through."""
        names = {part.partition(b"=")[0].strip() for part in cookies.split(b";")} - {b""}
        forgery = settings.CSRF_COOKIE_NAME.encode()
        self.may_fill = self.may_fill and forgery not in names
        return names <= {settings.LANGUAGE_COOKIE_NAME.encode(), forgery}


def is_known(query: bytes) -> bool:
    """Whether pages differ by this query: known names only, short (the address stands in the page, with its query)."""
    if len(query) > QUERY_SIZE:
        return False
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return len({name for name, _value in pairs}) == len(pairs) and all(name in PARAMETERS for name, _value in pairs)


class Flight:
    """A page on its way from the application: held back until complete, or passed on where it is not to be kept."""

    def __init__(self, send):
        self.send, self.landed = send, asyncio.Event()
        self.start = self.page = None
        self.body, self.length, self.passing, self.complete = [], 0, False, False

    async def take(self, message):
        if message["type"] == "http.response.start":
            self.start = message
            self.passing = not may_be_kept(message)
            if self.passing:
                return await self.pass_on(message)
        elif not self.passing:
            self.body.append(message.get("body", b""))
            self.length += len(self.body[-1])
            self.complete = not message.get("more_body")
            if self.length > PAGE_SIZE:
                self.passing, self.complete = True, False
                await self.pass_on(self.start)
                held = b"".join(self.body)
                self.body.clear()
                return await self.send(message | {"body": held})
        if self.passing:
            await self.send(message)

    async def pass_on(self, start):
        self.landed.set()  # nobody waits for what they cannot share
        await self.send(start)


def may_be_kept(start) -> bool:
    """A 200 without cookie that no header keeps for one reader."""
    headers = [(name.lower(), value.lower()) for name, value in start["headers"]]
    if start["status"] != 200 or any(name in (b"set-cookie", b"content-encoding") for name, _value in headers):
        return False
    words = {word.strip() for name, value in headers if name == b"cache-control" for word in value.split(b",")}
    varies = {word.strip() for name, value in headers if name == b"vary" for word in value.split(b",")}
    return not words & {b"private", b"no-store", b"no-cache", b"max-age=0"} and varies <= VARIES


class Page:
    """One kept answer, as it is and compressed (nothing in it is secret, so its length betrays nothing)."""

    OVERHEAD = 2000  # bytes, about: key, headers, objects

    def __init__(self, start, body, until):
        self.body, self.until = body, until
        self.zipped = gzip.compress(body, 6, mtime=0)
        self.size = len(body) + len(self.zipped) + self.OVERHEAD
        self.tag = b'W/"' + hashlib.blake2s(body, digest_size=12).hexdigest().encode() + b'"'
        headers = [(name, value) for name, value in start["headers"] if name.lower() not in OWN]
        if not any(name.lower() == b"cache-control" for name, _value in headers):
            headers.append((b"cache-control", b"no-cache"))  # a browser may keep it and asks before it shows it
        self.headers = [*headers, (b"vary", b"Accept-Encoding, Cookie"), (b"etag", self.tag)]
        length = (b"content-length", str(len(body)).encode())
        packed = (b"content-length", str(len(self.zipped)).encode())
        self.plain_start = self.start(200, [*self.headers, length])
        self.zipped_start = self.start(200, [*self.headers, packed, (b"content-encoding", b"gzip")])

    @staticmethod
    def start(status, headers):
        return {"type": "http.response.start", "status": status, "headers": headers}

    async def send(self, question, send):
        if question.known and self.tag in (tag.strip() for tag in question.known.split(b",")):
            await send(self.start(304, self.headers))
            return await send({"type": "http.response.body", "body": b""})
        await send(self.zipped_start if question.zipped else self.plain_start)
        body = self.zipped if question.zipped else self.body
        await send({"type": "http.response.body", "body": b"" if question.head else body})
