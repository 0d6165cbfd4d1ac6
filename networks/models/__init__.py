from .bodies import Body, BodyIndex
from .invitation import Invitation
from .membership import CommitteeSeat, Membership, Role
from .network import Network, NetworkIndex, NetworkRegion
from .organisation import PRIVATE, PUBLIC, SECTOR_BY_NATURE, ActorType, Directory, Organisation

__all__ = [
    "PRIVATE",
    "PUBLIC",
    "SECTOR_BY_NATURE",
    "ActorType",
    "Body",
    "BodyIndex",
    "CommitteeSeat",
    "Directory",
    "Invitation",
    "Membership",
    "Network",
    "NetworkIndex",
    "NetworkRegion",
    "Organisation",
    "Role",
]
