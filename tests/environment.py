"""The environment of the tests, set before the settings are read (loaded by `-p tests.environment`).

Nothing of the developer's `.env` or data is seen or touched: every run has a data folder of its own that is removed
at its end. `DATABASE_URL`, `REDIS_URL` and `ELASTICSEARCH_URL` are taken over when they are given, so that the suite
runs on those too.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
if WORKER:  # a process of pytest-xdist: a room of its own inside the run's folder, a database of its own in Redis
    os.environ["DATA_DIR"] = str(Path(os.environ["DATA_DIR"]) / WORKER)
    if address := os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = f"{address.rpartition('/')[0]}/{1 + int(WORKER.removeprefix('gw'))}"
else:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="connactions-tests-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
(Path(os.environ["DATA_DIR"]) / "static").mkdir(parents=True)  # WhiteNoise warns where nothing has been collected

os.environ |= {
    "READ_DOT_ENV": "no",
    "TESTING": "yes",
    "DEBUG": "no",
    "DEMO": "no",
    "SECRET_KEY": "only-for-tests",
    "SITE_URL": "http://testserver",
    "EMAIL_URL": "memorymail://",
    "WORKER": "external",  # no consumer beside the tests: they run it themselves
    "ELASTICSEARCH_INDEX": f"tests-{os.getpid()}",  # each process has its own
}
for name in ("PORT", "DEFAULT_FROM_EMAIL"):
    os.environ.pop(name, None)
