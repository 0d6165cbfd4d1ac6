"""What comes round by the clock: adopters are asked how it goes, deciders and authors reminded, old papers removed."""

from datetime import timedelta

from core.tasks import every
from knowledge.adoptions.actions import ask_again
from knowledge.library.paper import papers
from knowledge.reminders import remind

DAY = 24 * 60 * 60
PAPERS_STAY = timedelta(days=7)  # a paper is drawn anew in a second


@every(DAY)
def ask_adopters() -> int:
    """Ask those whose day has come. Says how many."""
    return ask_again()


@every(DAY)
def remind_of_what_lies() -> int:
    """Remind those who decide, and authors with an open question. Says for how many practices."""
    return remind()


@every(DAY)
def forget_old_papers() -> int:
    """Of a practice that is gone, or closed, no paper stays for long. Says how many went."""
    return papers.forget(PAPERS_STAY)
