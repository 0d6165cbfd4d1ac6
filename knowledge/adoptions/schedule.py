"""When an adopter is asked how it goes: half a year and a year after both sides have confirmed, each time once more
thirty days later if there is no answer. Days in, days out; nothing is written here."""

from calendar import monthrange
from datetime import date, timedelta

MONTHS = (6, 12)
PATIENCE = timedelta(days=30)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def rounds(begun: date) -> list[date]:
    """The days on which the question is due, counted from the day the adoption entered the ledger confirmed."""
    return [months_after(begun, months) for months in MONTHS]


def next_round(begun: date, after: date) -> date | None:
    """The first of these days that is still to come; None when it is not asked any more."""
    return next((day for day in rounds(begun) if day > after), None)


def is_reminder(begun: date, due: date) -> bool:
    """Whether the question that is due on this day has been asked before."""
    return due not in rounds(begun)


def unanswered_since(begun: date, ask_again_on: date | None, answered: date, today: date) -> date | None:
    """Since when an adopter has left the question unanswered although reminded; None where nothing is open.

    Args:
        begun: see `rounds`.
        ask_again_on: when something is due next.
        answered: day of the last entry of its history.
    """
    asked = [day for day in rounds(begun) if day <= today and day != ask_again_on]
    reminded = ask_again_on is None or not is_reminder(begun, ask_again_on)
    return asked[-1] if asked and reminded and answered < asked[-1] else None
