"""The door of the sockets. Written by hand as a foreign page could open one with the reader's cookie."""

from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}


class FullOrigin:
    """Lets a socket in from our own addresses only: scheme, host and port, as a browser writes them.

    Channels' own validator fails with an error on an Origin that is no address; to the letter is simpler and stricter.
    """

    def __init__(self, application, origins):
        self.application = application
        self.origins = {as_browsers_write(origin) for origin in origins}

    async def __call__(self, scope, receive, send):
        sent = [value for name, value in scope["headers"] if name == b"origin"]
        welcome = len(sent) == 1 and sent[0] in self.origins
        await (self.application if welcome else refuse)(scope, receive, send)


def as_browsers_write(origin: str) -> bytes:
    """Lower case, without the port that goes without saying."""
    parts = urlsplit(origin.lower())
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}".encode()


async def refuse(scope, receive, send):
    """Close before the handshake: HTTP 403 to the client, no trace in the log."""
    await receive()
    await send({"type": "websocket.close", "code": 1008})
