"""Every kind of mail as it would look now, for those who design and proofread: nothing is sent, nothing is kept."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts import mails
from accounts.letters import Letter
from accounts.models import Notification, User
from accounts.notifications import examples, full, letter_for, silenced


@dataclass(frozen=True)
class Sample:
    kind: str
    subject: str
    html: str
    text: str


@transaction.atomic
def samples(language: str) -> list[Sample]:
    """One mail of each kind in a language, to somebody of the project team, about what the database has.

    A kind for which it has nothing is left out. What an example makes is taken back.
    """
    person = User.objects.filter(is_active=True).order_by("-is_team", "-is_superuser", "pk").first()
    if person is None:
        return []
    with translation.override(language), silenced():
        letters = _of_the_rooms(person, language) | _of_allauth(person)
        found = [_sample(kind, letter) for kind, letter in letters.items() if letter]
    transaction.set_rollback(True)
    return found


def _sample(kind, letter) -> Sample:
    return Sample(kind, subject=str(letter.subject), html=letter.html(), text=letter.text())


def _of_the_rooms(person, language) -> dict[str, Letter | None]:
    made = {}
    for kind, example in examples.items():
        ids = example()
        about = Notification(person=person, email=person.email, language=language, kind=kind, ids=ids or {})
        about.created_at = timezone.now()
        made[kind] = letter_for(about) if ids else None
    return made


def _of_allauth(person) -> dict[str, Letter]:
    key = {"uidb36": "0", "key": "example"}
    context = {
        "user": person,
        "timestamp": timezone.now(),
        "activate_url": full(reverse("account_confirm_email", args=["example"])),
        "password_reset_url": full(reverse("account_reset_password_from_key", kwargs=key)),
        "from_email": "old@example.org",
        "to_email": person.email,
        "deleted_email": "old@example.org",
    }
    return {kind: mails.letter_from(kind, context) for kind in mails.letters}
