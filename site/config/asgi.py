"""The one entrance: pages through two WSGI threads, sockets through Channels, the consumer beside them (decision 6)."""

import asyncio
import threading
from urllib.parse import urlsplit

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import re_path

from .http import Pages
from .page_cache import PageCache
from .sockets import FullOrigin, refuse
from .wsgi import application as pages  # sets Django up, before what follows imports models

# isort: split
from core import generation
from core.tasks import consumer
from search.planning import current as search

STOP_PATIENCE = 1.5  # seconds for the running task when the server ends; later its lease returns it


async def lifespan(scope, receive, send):
    """Start the consumer with the server and end it with it, unless WORKER names a process of its own."""
    await receive()
    threading.Thread(target=search.warm_up, name="search", daemon=True).start()
    if settings.WORKER == "thread":
        consumer.start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await asyncio.to_thread(consumer.stop, STOP_PATIENCE)
    await send({"type": "lifespan.shutdown.complete"})


pages = Pages(pages, host=urlsplit(settings.SITE_URL).netloc)
if not settings.DEBUG:  # who works at a template wants to see it
    pages = PageCache(pages, generation.reader())
sockets = URLRouter([re_path("", refuse)])

application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": FullOrigin(AuthMiddlewareStack(sockets), settings.SOCKET_ORIGINS),
        "lifespan": lifespan,
    }
)
