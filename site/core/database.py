"""Is the database there, and as this code expects it?"""

import logging
import time

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

logger = logging.getLogger("connactions.database")


def answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Error:
        logger.exception("the database does not answer")
        connection.close_if_unusable_or_obsolete()
        return False


_migrated: set[str] = set()  # databases found migrated by this process: its code, and so the answer, does not change


def is_migrated() -> bool:
    if connection.alias not in _migrated:
        try:
            executor = MigrationExecutor(connection)
        except Error:
            return False
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(connection.alias)
    return True


def wait_until_migrated(wanted=lambda: True):
    """For processes that start beside `manage migrate`. Ends without a result when `wanted` says no."""
    if not (answers() and is_migrated()):
        logger.warning("waiting for the database to be migrated (manage migrate)")
    while wanted() and not (answers() and is_migrated()):
        time.sleep(1)
