import os
import sys
from pathlib import Path

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand

from core.database import wait_until_migrated

ROOT = Path(__file__).resolve().parents[4]
NO_SOURCES = {"var", "docs", "tests"}


class Command(BaseCommand):
    help = "Serve the site: pages, sockets and static files from one process on one port."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--reload", action="store_true", help="start anew when a source file changes")
        parser.add_argument("--wait", action="store_true", help="wait until the migrations are applied")

    def handle(self, *, host, port, reload, wait, **options):
        if port != settings.PORT:  # the settings follow the port
            os.environ["PORT"] = str(port)
            begin_again(sys.argv)
        if wait:  # what was read before (the list of static files) may be old by now
            wait_until_migrated()
            begin_again([each for each in sys.argv if each != "--wait"])
        shown = "localhost" if host in {"0.0.0.0", "127.0.0.1", "::"} else host
        self.stdout.write(f"ConnActions: http://{shown}:{port}/  (Ctrl-C ends it)")
        self.stdout.flush()
        uvicorn.run(
            "config.asgi:application",
            host=host,
            port=port,
            reload=reload,
            reload_dirs=source_folders() if reload else None,
            reload_includes=["*.py", "*.html", "*.mo"] if reload else None,
            **OPTIONS,
        )


def begin_again(arguments):
    """Replace this process by itself, with these arguments and the environment as it is now."""
    os.execv(sys.executable, [sys.executable, *arguments])


def source_folders() -> list[str]:
    folders = (each for each in ROOT.iterdir() if each.is_dir() and each.name not in NO_SOURCES)
    return [str(each) for each in folders if not each.name.startswith(".")]


OPTIONS = {
    "workers": 1,
    "lifespan": "on",
    "backlog": 2048,
    "limit_concurrency": 5000,  # connections, sockets included; more get 503
    "timeout_keep_alive": 30,
    "timeout_graceful_shutdown": 5,
    "ws_max_size": 32 * 1024,
    "ws_max_queue": 8,
    "ws_per_message_deflate": False,  # costs 2.4 times the memory and 1.8 times the delay
    "ws_ping_interval": 25,
    "ws_ping_timeout": 20,
    "proxy_headers": True,  # believed from FORWARDED_ALLOW_IPS (default 127.0.0.1) only
    "server_header": False,
    "access_log": False,  # its lines have addresses and query strings; config.http writes our own
    "log_config": None,
    "log_level": "warning",
}
