"""Who may do what with a good practice."""

from core.bilingual import State
from core.models import Page
from core.rules import editable_by, is_team
from knowledge.models import GoodPractice, Library
from networks.memberships import memberships_of
from networks.models import Network, Organisation
from networks.rules import is_coordinator, is_member, network_above


def may_write_in(user, parent) -> bool:
    """Start a practice: members in their network, the team everywhere."""
    if is_team(user):
        return True
    network = network_above(parent)
    return network is not None and is_member(user, network)


def places_to_choose(user):
    """The networks, and the library itself, among which the team chooses for a practice; None for others."""
    if not is_team(user):
        return None
    pages = Page.objects.filter(pk__in=[*Network.objects.values_list("pk", flat=True), *_library()])
    return pages.order_by("path")


def _library():
    return Library.objects.values_list("pk", flat=True)


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


def reads_in_network(user, practice) -> bool:
    """A member of its network who can read what is live of it."""
    network = network_above(practice)
    return bool(network) and practice.live and is_member(user, network) and practice.is_visible_to(user)


def may_translate(user, practice) -> bool:
    """Who may edit it; and any member of its network where the other language is missing or behind.

    A colleague works on what all members read: not while somebody else's draft lies on top of it, nor under review.
    """
    return may_edit(user, practice) or _may_help_out(user, practice)


def _may_help_out(user, practice) -> bool:
    if practice.workflow_in_progress or practice.translation_state == State.CURRENT:
        return False
    rests = not practice.has_unpublished_changes or has_written_latest(user, practice)
    return rests and reads_in_network(user, practice)


def has_written_latest(user, practice) -> bool:
    return practice.latest_revision is not None and practice.latest_revision.user_id == user.pk


def may_submit(user, practice) -> bool:
    """Author, coordinators, team; and the colleague whose translation is the latest version."""
    return (
        is_author(user, practice)
        or may_follow(user, practice)
        or (_may_help_out(user, practice) and has_written_latest(user, practice))
    )


def may_coordinate_it(user, practice) -> bool:
    network = network_above(practice)
    return network is not None and is_coordinator(user, network)


def may_follow(user, practice) -> bool:
    """See drafts, state and history: author, coordinators of its network, team."""
    return is_author(user, practice) or is_team(user) or may_coordinate_it(user, practice)


def followable_by(user):
    """The same as a queryset: the practices whose drafts and state a person may see."""
    return GoodPractice.objects.filter(pk__in=editable_by(user).values("pk"))


def organisations_in(user, network):
    """Those a person may document a practice for: the team all, members those they act for in that network."""
    if is_team(user):
        return Organisation.objects.all()
    held = [each.organisation_id for each in memberships_of(user) if network and each.network_id == network.pk]
    return Organisation.objects.filter(pk__in=held)


def organisations_for(user, practice):
    """The same for a practice that is there, with the one it names already."""
    return organisations_in(user, network_above(practice)) | Organisation.objects.filter(pk=practice.responsible_id)
