"""`python -m tests.browser.fill`: the cast in an empty (or emptied) database, and the static files collected."""

import django
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.test.utils import override_settings


def fill():
    from accounts.models import User
    from tests.cast import PASSWORD, build_house

    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        build_house()
    User.objects.update(password=make_password(PASSWORD))  # one for all: a good hash takes its time
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    django.setup()
    fill()
