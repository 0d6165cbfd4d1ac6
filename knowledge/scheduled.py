"""What comes round by the clock: adopters are asked how it goes, deciders and authors are reminded."""

from core.tasks import every
from knowledge.adoptions.actions import ask_again
from knowledge.reminders import remind

DAY = 24 * 60 * 60


@every(DAY)
def ask_adopters() -> int:
    """Ask those whose day has come. Says how many."""
    return ask_again()


@every(DAY)
def remind_of_what_lies() -> int:
    """Remind those who decide, and authors with an open question. Says for how many practices."""
    return remind()
