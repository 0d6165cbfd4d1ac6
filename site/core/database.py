"""For processes that start beside `release`: wait for the database to be there and migrated."""

import time

from core.health import database_answers, migrations_applied


def is_ready() -> bool:
    return database_answers() and migrations_applied()


def wait_for_migrations(out):
    if not is_ready():
        out.write("Waiting for the database to be migrated (manage migrate) …")
    while not is_ready():
        time.sleep(1)
