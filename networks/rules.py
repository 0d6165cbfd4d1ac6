"""Who may do what in a network."""

from core.rules import is_team
from networks.models import Membership, Network, Role


def network_above(page):
    """The network in whose tree a page stands (or which it is), or None."""
    return Network.objects.ancestor_of(page, inclusive=True).first()


def is_member(user, network) -> bool:
    """By a live membership, whatever the role."""
    return user.is_authenticated and Membership.objects.live().filter(person=user, network=network).exists()


def is_coordinator(user, network) -> bool:
    return (
        user.is_authenticated
        and Membership.objects.live().filter(person=user, network=network, role=Role.COORDINATOR).exists()
    )


def may_coordinate(user, network) -> bool:
    """Invite, end memberships, see who belongs to the network: its coordinators and the team."""
    return is_team(user) or is_coordinator(user, network)


def may_see_people(user, network) -> bool:
    """Names and functions of members are for the network itself and the team."""
    return is_team(user) or is_member(user, network)
