"""What comes round by the clock: the index follows the database, and people hear of new hits."""

from django.utils import timezone

from core.tasks import every
from search import saving
from search.learning import background
from search.records import sources
from search.upkeep import following
from search.upkeep.changes import changed

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
NIGHT = 3  # o'clock


@every(0)  # at each round of the consumer: a commit wakes it
def follow_changes() -> int:
    return following.follow()


@every(MINUTE)
def build_and_try_again():
    """A first or outdated index is made; what could not be read is tried again."""
    following.build_if_outdated()
    following.try_again()


@every(DAY)
def try_set_aside() -> int:
    return following.try_set_aside()


@every(HOUR)
def follow_the_calendar() -> None:
    """What is another record from today on although nobody wrote anything. Twice is once."""
    today = timezone.localdate()
    changed(*(source.key(pk) for source in sources.values() for pk in source.changing_on(today)))


@every(HOUR)
def compare_at_night() -> None:
    """Whatever went wrong unseen, a restored backup, a race of two writers, is found within a day."""
    if timezone.localtime().hour == NIGHT:
        following.repair_differences()


@every(HOUR)
def learn_at_night() -> None:
    """Which words translate which, where enough has changed since the last time."""
    if timezone.localtime().hour == NIGHT:
        background.start()


@every(HOUR)
def tell_of_new_hits() -> int:
    """Those who keep a search hear of what is new, once a day or a week. Twice is once."""
    return saving.tell_of_new_hits()
