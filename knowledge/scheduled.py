"""What comes round by the clock: adopters are asked how it goes."""

from core.tasks import every
from knowledge.adoptions.actions import ask_again

DAY = 24 * 60 * 60


@every(DAY)
def ask_adopters() -> int:
    """Ask those whose day has come. Says how many."""
    return ask_again()
