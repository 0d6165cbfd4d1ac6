"""Tell people by mail what concerns them, in their language, after the commit that made it true (law 3).

A room declares its kinds of mail in `mails.py`::

    @mail("practice_submitted")
    def practice_submitted(to, *, practice): return Letter(…)   # or None: nothing to say any more

and calls `notify(people, "practice_submitted", practice=practice.pk)` inside its action. The row and its task are
written in the same transaction; text is made when it is sent, so that it says what is true then.
"""

import contextlib
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation

from accounts.letters import Letter
from accounts.models import Notification
from core.tasks import durable

_kinds: dict[str, Callable[..., Letter | None]] = {}
examples: dict[str, Callable[[], dict]] = {}  # of each kind, for `mail_samples`
_silent: ContextVar[bool] = ContextVar("notifications_silent", default=False)


def mail(kind: str, *, example: Callable[[], dict | None] = lambda: None):
    """Register the function that writes one kind of mail. It gets the Notification and its ids.

    Args:
        example: returns ids of something the database has, or is given for the moment, to show such a mail; None
            where there is nothing.
    """

    def register(builder):
        _kinds[kind], examples[kind] = builder, example
        return builder

    return register


def full(path: str) -> str:
    """The full address of a path, for mails."""
    return settings.SITE_URL + path


@contextlib.contextmanager
def silenced():
    """Nothing is queued inside: for imports and demonstration content, which happened long ago."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def notify(people: Iterable, kind: str, *, after: timedelta | None = None, **ids) -> None:
    """Queue one mail of a kind to each person (once, and only if active). `ids` are JSON values, usually keys.

    Args:
        after: how long it waits; at once unless said. What has lost its occasion by then is not sent.
    """
    for person in {person.pk: person for person in people if person and person.is_active}.values():
        _queue(Notification(person=person, email=person.email, language=person.language, kind=kind, ids=ids), after)


def notify_address(email: str, language: str, kind: str, **ids) -> None:
    """The same to somebody who has no account yet."""
    _queue(Notification(email=email, language=language, kind=kind, ids=ids))


def _queue(notification, after=None) -> None:
    if notification.kind not in _kinds:
        raise LookupError(f"No room declares the mail “{notification.kind}”.")
    if not _silent.get():
        notification.save()
        task = send_notification.using(run_after=timezone.now() + after) if after else send_notification
        task.enqueue(notification.pk)


@durable
def send_notification(pk: int) -> None:
    """Send one mail, unless it has been sent or has lost its occasion. Safe to run twice."""
    notification = Notification.objects.filter(pk=pk, sent_at=None).select_related("person").first()
    if notification is None or (notification.person and not notification.person.is_active):
        return
    with translation.override(notification.language):
        if letter := letter_for(notification):
            _message(notification, letter).send()
    Notification.objects.filter(pk=pk).update(sent_at=timezone.now())


def letter_for(notification) -> Letter | None:
    """What the notification says now, in the current language; None where it has lost its occasion."""
    letter = _kinds[notification.kind](notification, **notification.ids)
    if letter and notification.person:
        letter.name = letter.name or notification.person.get_full_name()
    return letter


def _message(notification, letter):
    to = notification.person.email if notification.person else notification.email
    # The same for every try, so that a mail that left just before a crash can be recognised.
    return letter.message(to, **{"Message-ID": f"<notification-{notification.pk}@{settings.ALLOWED_HOSTS[0]}>"})
