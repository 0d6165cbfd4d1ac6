"""The limit: an ASGI application that answers `/<number>` with so many bytes and does nothing else."""

from functools import cache

HEADERS = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-cache")]


@cache
def answer(size):
    start = {"type": "http.response.start", "status": 200, "headers": [*HEADERS, (b"content-length", size)]}
    return start, {"type": "http.response.body", "body": b"x" * int(size)}


async def application(scope, receive, send):
    for message in answer(scope["path"][1:].encode()):
        await send(message)
