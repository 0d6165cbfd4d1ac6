"""Who may do what with a good practice."""

from core.rules import editable_by, is_team
from knowledge.models import GoodPractice
from networks.rules import is_coordinator, is_member, network_above


def may_write_in(user, parent) -> bool:
    """Start a practice: members in their network, the team everywhere."""
    if is_team(user):
        return True
    network = network_above(parent)
    return network is not None and is_member(user, network)


def is_author(user, practice) -> bool:
    """Its owner, while still allowed to write where it stands: a membership that ended takes the pen along."""
    return user.is_authenticated and practice.owner_id == user.pk and may_write_in(user, practice)


def may_decide(user, practice) -> bool:
    """Whether the admission that is waiting now is this person's to give."""
    task = practice.current_workflow_task
    return bool(task) and user.is_authenticated and task.specific.may_decide(user, practice)


def may_edit(user, practice) -> bool:
    """Its author and the team, and its network's coordinators; under review only who decides."""
    if practice.workflow_in_progress:
        return may_decide(user, practice)
    return is_author(user, practice) or is_team(user) or may_coordinate_it(user, practice)


def may_coordinate_it(user, practice) -> bool:
    network = network_above(practice)
    return network is not None and is_coordinator(user, network)


def may_follow(user, practice) -> bool:
    """See drafts, state and history: author, coordinators of its network, team."""
    return is_author(user, practice) or is_team(user) or may_coordinate_it(user, practice)


def followable_by(user):
    """The same as a queryset: the practices whose drafts and state a person may see."""
    return GoodPractice.objects.filter(pk__in=editable_by(user).values("pk"))
