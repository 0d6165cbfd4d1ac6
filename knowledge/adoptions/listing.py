"""What lists and pages show of adoptions, for one reader."""

from core.audience import COMMUNITY, may_see
from core.rules import is_team
from knowledge.adoptions import rules
from knowledge.adoptions.actions import unanswered_since
from knowledge.models import Adoption


def entry_for(user, adoption) -> dict:
    """One adoption as this reader gets it. A practice they may no longer read is not named, nor is its block."""
    named = adoption.practice.is_visible_to(user)
    concerned = rules.is_concerned(user, adoption)
    return {
        "adoption": adoption,
        "practice": adoption.practice if named else None,
        "concerned": concerned,
        "unanswered_since": unanswered_since(adoption) if concerned else None,
        "shows_contact": bool(adoption.contact) and may_see(user, COMMUNITY),
    }


def ledger_of(user) -> dict:
    """A person's part of the ledger: what waits for their word, what theirs took over, what was taken from them.

    For the team also what waits for a side that has nobody left to answer.
    """
    found = Adoption.objects.for_lists().prefetch_related("steps").order_by("-declared_at")
    mine = list(found.of_parties(user))
    to_answer = [each for each in mine if each.is_waiting and rules.is_asked(user, each)]
    if is_team(user):
        others = found.waiting().exclude(pk__in=[each.pk for each in mine]).exclude(adopter_confirmed_by=user)
        to_answer += rules.without_people(others.select_related("practice__owner"))
    ours = [each for each in mine if rules.is_adopter_side(user, each)]
    theirs = [each for each in mine if each not in ours and each not in to_answer]
    return {
        "to_answer": [entry_for(user, each) for each in to_answer],
        "ours": [entry_for(user, each) for each in ours if each not in to_answer],
        "theirs": [entry_for(user, each) for each in theirs if not each.is_returned],
    }
