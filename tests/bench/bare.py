"""The limit: an ASGI application that answers `/<number>` with so many bytes, below the headers it was started with."""

import json
import os
from functools import cache

HEADERS = [(name.encode(), value.encode()) for name, value in json.loads(os.environ["HEADERS"])]


@cache
def answer(size):
    start = {"type": "http.response.start", "status": 200, "headers": [*HEADERS, (b"content-length", size)]}
    return start, {"type": "http.response.body", "body": b"x" * int(size)}


async def application(scope, receive, send):
    for message in answer(scope["path"][1:].encode()):
        await send(message)
