"""One site for the run, one browser per module: Playwright runs a loop, which has to end before other tests begin."""

import os

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.browser.axe import Axe
from tests.browser.chromium import start
from tests.browser.person import Person
from tests.browser.site import Site
from tests.conftest import is_sqlite

SUFFIX = "browser"


@pytest.fixture(scope="session")
def site(chromium, django_db_setup, django_db_blocker, tmp_path_factory):
    """The site with the cast, on a database and folders of its own."""
    with django_db_blocker.unblock():
        address, made = copy_the_test_database()
    running = Site(tmp_path_factory.mktemp("site"), fill="cast", DATABASE_URL=address)
    yield running
    running.stop()
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(suffix=SUFFIX, verbosity=0)
        teardown_databases(made, verbosity=0)


def copy_the_test_database():
    """A copy with its tables, made first where no other test of this run asks for it: (address, what was made)."""
    made = []
    if connection.settings_dict["NAME"] != settings.DATABASES["default"]["TEST"]["NAME"]:
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    connection.close()
    connection.creation.clone_test_db(SUFFIX, verbosity=0)
    name = connection.creation.get_test_db_clone_settings(SUFFIX)["NAME"]
    address = f"sqlite:///{name}" if is_sqlite() else os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    return address, made


@pytest.fixture(scope="module")
def browser(site, chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = start(playwright, chromium)
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe():
    return Axe()


@pytest.fixture
def person(browser, site, axe):
    """Makes people, each with a browser window of their own, of which none may have complained in the end."""
    people = []

    def make(**how):
        people.append(Person(browser, site, axe, **how))
        return people[-1]

    yield make
    complaints = [complaint for each in people for complaint in each.complaints]
    for each in people:
        each.context.close()
    assert complaints == []
