"""What a supervisor asks: is the process alive, can it serve? No secrets, no figures, never cached."""

import logging

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.tasks import consumer

logger = logging.getLogger("connactions.health")


@require_safe
@never_cache
def healthz(request):
    """200 as long as the process answers; asks nothing of the database."""
    return _answer({"process": True})


@require_safe
@never_cache
def readyz(request):
    """200 when the site can do its work, else 503; the body names each part with `ok` or `fails`."""
    parts = {"database": database_answers()}
    parts["migrations"] = parts["database"] and migrations_applied()
    if settings.WORKER == "thread":
        parts["consumer"] = consumer.is_well()
    return _answer(parts)


def _answer(parts: dict[str, bool]):
    words = {name: "ok" if well else "fails" for name, well in parts.items()}
    response = JsonResponse(words, status=200 if all(parts.values()) else 503)
    response["Cache-Control"] = "no-store"
    return response


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Error:
        logger.exception("the database does not answer")
        return False


_migrated: set[str] = set()  # databases found migrated by this process: its code, and so the answer, does not change


def migrations_applied() -> bool:
    if connection.alias not in _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(connection.alias)
    return True
