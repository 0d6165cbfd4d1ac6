"""What all tests stand on: a quick database of its own, quick passwords, no skips in CI. People are in `cast.py`."""

import copy
import functools
import hashlib
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import override_settings
from django.utils import translation

from tests.services import elasticsearch, processes, redis

ROOT = Path(__file__).resolve().parents[1]
CI = os.environ.get("CI", "").lower() == "true"


# --- Database: the one DATABASE_URL names, or SQLite in a file (threads and sockets share it) --------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(migrated):
    database = settings.DATABASES["default"]
    test = database.setdefault("TEST", {})
    test["NAME"] = f"test_{database['NAME']}_{os.environ.get('PYTEST_XDIST_WORKER', 'single')}"
    if is_sqlite():
        test["NAME"] = str(settings.DATA_DIR / "test.sqlite3")
        # As in production, but without waiting for the disk: a test run need not survive a power cut.
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        if migrated.exists():
            shutil.copy(migrated, test["NAME"])


@pytest.fixture(scope="session")
def migrated(pytestconfig) -> Path:
    """Where the empty database of these very migrations is kept for the next run: to migrate takes twelve seconds."""
    digest = hashlib.blake2s(digest_size=8)
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("site/*/migrations/*.py"), *ROOT.glob("req*.txt")]):
        digest.update(path.read_bytes())
    return pytestconfig.cache.mkdir("databases") / f"{digest.hexdigest()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb():
    return is_sqlite()  # takes what lies there already; the run's folder goes with everything in it


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, migrated):
    """As pytest-django's; the first run on SQLite keeps a copy before anything is written."""
    if not is_sqlite() or migrated.exists():
        return
    half = migrated.with_suffix(f".{os.getpid()}")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    for old in migrated.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    half.rename(migrated)


def is_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def pytest_report_header():
    services = {"Redis": settings.REDIS_URL, "Elasticsearch": settings.ELASTICSEARCH_URL}
    said = "".join(f", {name}: {'yes' if url else 'no'}" for name, url in services.items())
    return f"database: {'SQLite' if is_sqlite() else 'PostgreSQL'}{said}"


def pytest_terminal_summary(terminalreporter):
    """What the tests over the demonstration counted (record_property), below the results."""
    passed = terminalreporter.getreports("passed")
    lines = [value for report in passed for name, value in report.user_properties if name == "demonstration"]
    for line in dict.fromkeys(lines):
        terminalreporter.write_line(f"demonstration: {line}")


def pytest_collection_modifyitems(config, items):
    """A test about the other database is left out, not skipped: the run on that one has it."""
    foreign = "postgresql_only" if is_sqlite() else "sqlite_only"
    left_out = [item for item in items if item.get_closest_marker(foreign)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


# --- Settings ----------------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def nothing_left_over():
    """Nothing one test cached (rate limits, sessions, pages), and no language it spoke, reaches the next."""
    from django.core.cache import cache

    cache.clear()
    translation.deactivate()


# --- Services a test may need: one sentence each where they are absent -------------------------------


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that Playwright drives."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("No Chromium on this machine (apt install chromium): browser tests are left out.")


@pytest.fixture(scope="session")
def redis_url():
    """The address of a Redis of this run's own."""
    if not redis.available():
        pytest.skip("No Redis on this machine (apt install redis-server): tests of several processes are left out.")
    with redis.running() as url:
        yield url


@pytest.fixture(scope="session")
def elasticsearch_url():
    """The address of an Elasticsearch: the one given, or one of this process' own. Name your indexes so that
    no other process has them too."""
    if settings.ELASTICSEARCH_URL:
        yield settings.ELASTICSEARCH_URL
        return
    try:
        elasticsearch.prepare()
    except processes.Absent as error:
        pytest.skip(f"Tests of Elasticsearch are left out: {error}")
    with elasticsearch.running() as url:
        yield url


# --- In CI nothing may be skipped --------------------------------------------------------------------


def _failed_if_skipped(report):
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"In CI nothing may be skipped. {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return _failed_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return _failed_if_skipped((yield))


# --- The cast ----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _house(django_db_setup, django_db_blocker):
    """Built once per process; every test sees it in a transaction of its own."""
    from tests.cast import build_house

    with django_db_blocker.unblock():
        return build_house()


@pytest.fixture
def house(db, _house):
    """The fixed cast (tests/cast.py), untouched by other tests."""
    from wagtail.models import Site

    from tests.cast import build_house

    Site.clear_site_root_paths_cache()
    if not Site.objects.exists():  # a test with real transactions has emptied the database
        return build_house()
    return copy.deepcopy(_house)


# --- The search index --------------------------------------------------------------------------------


@functools.cache
def _entry_of():
    """`entries.of`, which takes a second for the glossary's five hundred terms, once for each state of a record."""
    from search import entries

    analyse, known = entries.of, {}

    def of(record):
        if (key := repr(record)) not in known:
            known[key] = analyse(record)
        return known[key]

    return of


@pytest.fixture
def search_index(request, house, monkeypatch):
    """An index of the house, made anew when called: for what a test has changed meanwhile.

    Embedded; on another engine where a test asks for it: `parametrize("search_index", ENGINES, indirect=True)`.
    """
    from search import engines, entries
    from search.models import IndexChange
    from search.planning import current
    from search.upkeep import building

    engine = request.getfixturevalue(f"{getattr(request, 'param', 'embedded')}_engine")
    monkeypatch.setattr(entries, "of", _entry_of())
    monkeypatch.setattr(engines, "engine", lambda: engine)

    def make():
        building.build()
        current._made.cache_clear()  # words of the index, for misspelt ones
        IndexChange.objects.all().delete()
        return engine

    make()
    return make


ENGINES = ["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)]


@pytest.fixture
def embedded_engine(tmp_path):
    from search.engines.embedded import Embedded

    return Embedded(tmp_path / "search")


@pytest.fixture
def elastic_engine(elasticsearch_url):
    from search.engines.elastic import throw_away

    with throw_away(elasticsearch_url) as engine:
        yield engine
