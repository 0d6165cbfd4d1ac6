"""A throw-away site for each size, and the processes that work on it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MANAGE = Path(sys.executable).parent / "manage"


@contextmanager
def folder(number: int):
    made = Path(tempfile.mkdtemp(prefix=f"connactions-search-{number}-"))
    (made / "static").mkdir()
    try:
        subprocess.run([MANAGE, "migrate", "--verbosity", "0"], env=_environment(made), cwd=ROOT, check=True)
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def told_by(part: str, number: int, within: Path):
    """What a part of this bench prints as JSON, run in a process of its own."""
    command = [sys.executable, "-m", f"tests.bench.search.{part}", str(number)]
    ended = subprocess.run(command, env=_environment(within), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(ended.stdout)


def _environment(within: Path) -> dict:
    ours = {"DATA_DIR": str(within), "SECRET_KEY": "bench", "READ_DOT_ENV": "no", "DEBUG": "no", "TESTING": "yes"}
    ours |= {"SITE_URL": "http://localhost", "EMAIL_URL": "dummymail://", "DATABASE_URL": "", "REDIS_URL": ""}
    return os.environ | ours | {"ELASTICSEARCH_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings"}
