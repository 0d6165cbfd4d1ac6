"""`python -m tests.browser.fill cast` (or `demo`, `address`): what the site holds when served, and its static files."""

import sys

import django
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.test.utils import override_settings


def cast():
    """The fixed cast, in whatever database was copied: it is emptied first."""
    from accounts.models import User
    from tests.cast import PASSWORD, build_house

    call_command("flush", interactive=False, verbosity=0)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        build_house()
    User.objects.update(password=make_password(PASSWORD))  # one for all: a good hash takes its time


def demo():
    call_command("build_site", verbosity=0)
    call_command("demo")


def address():
    """Where the site is served this time; everything else is there."""
    call_command("build_site", verbosity=0)


def main(what):
    django.setup()
    if what != "address":
        call_command("migrate", verbosity=0)
    {"cast": cast, "demo": demo, "address": address}[what]()
    if what != "address":
        call_command("search_index", "rebuild")  # so that the first search already finds
        call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1])
