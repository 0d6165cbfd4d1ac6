"""Which tokens a person holds through networks, the committee and the team (law 1)."""

from core.audience import COMMITTEE, COMMUNITY, contributes_tokens, network_token
from core.rules import is_team
from networks.memberships import memberships_of
from networks.models import CommitteeSeat, Network


@contributes_tokens
def tokens_through_networks(user):
    """The team holds every network's token: it admits, moderates and helps in all of them."""
    if is_team(user):
        return {COMMUNITY, COMMITTEE, *map(network_token, Network.objects.values_list("pk", flat=True))}
    networks = {membership.network_id for membership in memberships_of(user)}
    seated = CommitteeSeat.objects.filter(person=user).live().exists()
    tokens = {network_token(pk) for pk in networks}
    if networks or seated:
        tokens.add(COMMUNITY)
    if seated:
        tokens.add(COMMITTEE)
    return tokens
