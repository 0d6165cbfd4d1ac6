"""Searches that people keep: what can happen to them, and who hears of what is new.

A hit is new when it is among the first of its search and was not when it was saved or last told.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.notifications import notify
from core.errors import NotPossible
from core.markup import shorten
from search import finding
from search.engines.base import EngineDown
from search.models import SavedSearch
from search.question import Question
from search.upkeep.health import is_behind

MOST = 50  # searches of one person
REMEMBERED, LOOKED_AT = 500, 100  # hits that count as known; and the first ones, among which a new one has to be
KEPT = 2000  # keys of one search
PERIODS = {SavedSearch.Notify.DAILY: timedelta(hours=23), SavedSearch.Notify.WEEKLY: timedelta(days=7, hours=-1)}
OFF, OFF_ENDS = "saved-searches-off", timedelta(days=180)


def save(question: Question, language: str, *, by) -> tuple[SavedSearch, bool]:
    """Keep a search; says also whether it is new. What it finds now counts as seen.

    Raises:
        NotPossible: nothing is asked, the person has too many, or the index cannot be asked.
    """
    address = Question(question.query, question.filters).address
    if not address:
        raise NotPossible(_("There is nothing to save: enter a word or choose a filter."))
    if len(address) > SavedSearch._meta.get_field("query").max_length:
        raise NotPossible(_("This search is too long to be saved. Choose fewer filters."))
    try:
        seen = finding.keys_of(question, by, REMEMBERED)
    except EngineDown as error:
        raise NotPossible(_("The search cannot be saved at the moment. Please try again in a few minutes.")) from error
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # one after the other, so that the number holds
        ours = SavedSearch.objects.filter(user=by)
        if known := ours.filter(query=address).first():  # in whichever language: both are searched
            return known, False
        if ours.count() >= MOST:
            raise NotPossible(
                ngettext(
                    "You have saved %(most)s search already. Delete one first.",
                    "You have saved %(most)s searches already. Delete one first.",
                    MOST,
                )
                % {"most": MOST}
            )
        made = ours.create(user=by, name=name_for(question), query=address, language=language, seen=seen)
    return made, True


def name_for(question: Question) -> str:
    return shorten(question.query, 100) if question.query else _("All with these filters")


def delete(search: SavedSearch, *, by) -> None:
    SavedSearch.objects.filter(pk=search.pk, user=by).delete()


# --- Switched off from a mail -------------------------------------------------------------------------


def secret_of(user) -> str:
    """Of the link in a mail: signed with the site's key, for this one purpose, ends after half a year."""
    return signing.dumps(user.pk, salt=OFF)


def person_of(secret: str) -> User | None:
    try:
        return User.objects.filter(pk=signing.loads(secret, salt=OFF, max_age=OFF_ENDS), is_active=True).first()
    except signing.BadSignature:
        return None


def switch_off(person) -> int:
    """No more mail about any of the person's searches; they stay. Says how many it was on for."""
    on = SavedSearch.objects.filter(user=person).exclude(notify=SavedSearch.Notify.NEVER)
    return on.update(notify=SavedSearch.Notify.NEVER)


# --- What is new --------------------------------------------------------------------------------------


def tell_of_new_hits() -> int:
    """Look again for all whose time has come; one mail to each person for whom there is something new.

    Says how many people. While the index lags or is down, everything waits for the next round.
    """
    if is_behind():
        return 0
    told, now = 0, timezone.now()
    for person in User.objects.filter(is_active=True, saved_searches__in=due(now)).distinct().order_by("pk"):
        try:
            told += _tell(person, now)
        except EngineDown:
            break
    return told


def due(now):
    """The searches whose period is over."""
    found = SavedSearch.objects.none()
    for notify_, period in PERIODS.items():
        found |= SavedSearch.objects.filter(notify=notify_, looked_at__lte=now - period)
    return found


@transaction.atomic
def _tell(person, now) -> bool:
    new: dict[str, list[str]] = {}
    for search in due(now).filter(user=person).order_by("pk"):
        keys = fresh(search, person)
        if _taken(search, keys, now) and keys:
            new[str(search.pk)] = keys
    if new:
        notify([person], "saved_searches", searches=new)
    return bool(new)


def fresh(search: SavedSearch, person) -> list[str]:
    """The keys of hits that were not there before. Raises EngineDown."""
    seen = set(search.seen)
    with translation.override(search.language):
        first = finding.keys_of(Question.saved(search.query), person, LOOKED_AT)
    there = finding.cards_of([key for key in first if key not in seen], person)
    return [key for key in first if key in there]


def _taken(search: SavedSearch, keys: Iterable[str], now) -> bool:
    """Mark as told, unless another consumer was quicker."""
    seen = [*search.seen, *keys][-KEPT:]
    rows = SavedSearch.objects.filter(pk=search.pk, looked_at=search.looked_at)
    return bool(rows.update(seen=seen, looked_at=now))
