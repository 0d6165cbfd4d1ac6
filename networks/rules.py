"""Who may do what in a network."""

from core.rules import is_team
from networks.memberships import memberships_of
from networks.models import Network, Role


def network_above(page):
    """The network in whose tree a page stands (or which it is), or None. Kept on the object while it stands there."""
    if getattr(page, "_network_above", (None,))[0] != page.path:
        page._network_above = page.path, Network.objects.ancestor_of(page, inclusive=True).first()
    return page._network_above[1]


def is_member(user, network) -> bool:
    """By a live membership, whatever the role."""
    return any(membership.network_id == network.pk for membership in memberships_of(user))


def is_coordinator(user, network) -> bool:
    return any(coordinated.pk == network.pk for coordinated in coordinated_by(user))


def coordinated_by(user) -> list:
    """The networks a person coordinates today."""
    return [each.network for each in memberships_of(user) if each.role == Role.COORDINATOR]


def may_coordinate(user, network) -> bool:
    """Invite, end memberships, see who belongs to the network: its coordinators and the team."""
    return is_team(user) or is_coordinator(user, network)


def may_see_people(user, network) -> bool:
    """Names and functions of members are for the network itself and the team."""
    return is_team(user) or is_member(user, network)
