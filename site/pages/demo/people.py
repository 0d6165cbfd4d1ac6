"""Accounts of the demonstration: addresses, password, and who is named as a login."""

import hashlib
import hmac

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, make_password

DOMAIN = "demo.example.org"  # reserved: no mail can ever arrive
PASSWORD = "schule-machen-2026"


def address(person_id: str) -> str:
    return f"{person_id}@{DOMAIN}"


def password() -> str:
    """One for all: well known in development, in production one that only this site's SECRET_KEY can tell again."""
    if not settings.PRODUCTION:
        return PASSWORD
    return "demo-" + hmac.new(settings.SECRET_KEY.encode(), b"demo password", hashlib.sha256).hexdigest()[:24]


class Accounts:
    """Makes the people who are missing; all get the same hash, which is made once because that is slow."""

    def __init__(self):
        self.hash = None

    def person(self, record, **fields):
        """The person of a record, made with a verified address where there is none yet."""
        users = get_user_model().objects
        email = address(record["id"])
        if found := users.filter(email__iexact=email).first():
            return found
        self.hash = self.hash or make_password(password())
        first, _blank, last = record["name"].partition(" ")
        user = users.model(
            email=email, first_name=first, last_name=last, language=record["language"], password=self.hash, **fields
        )
        user.full_clean(exclude=["password"])
        user.save()
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        return user


def logins(programme) -> list[tuple[str, str, str]]:
    """(kind, e-mail, password) of each named login that exists; the password is “changed” where it no longer fits."""
    wanted = {address(person_id): kind for kind, person_id in programme["logins"].items()}
    users = {user.email: user for user in get_user_model().objects.filter(email__in=wanted)}
    fits: dict[str, bool] = {}
    for user in users.values():
        if user.password not in fits:
            fits[user.password] = check_password(password(), user.password)
    return [
        (kind, email, password() if fits[users[email].password] else "(changed)")
        for email, kind in wanted.items()
        if email in users
    ]
