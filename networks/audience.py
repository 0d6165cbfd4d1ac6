"""Which tokens a person holds through networks, the committee and the team (law 1)."""

from core.audience import COMMITTEE, COMMUNITY, contributes_tokens, network_token
from core.rules import is_team
from networks.models import CommitteeSeat, Membership, Network


@contributes_tokens
def tokens_through_networks(user):
    """The team holds every network's token: it admits, moderates and helps in all of them."""
    if is_team(user):
        return {COMMUNITY, COMMITTEE, *map(network_token, Network.objects.values_list("pk", flat=True))}
    networks = set(Membership.objects.filter(person=user).live().values_list("network_id", flat=True))
    seated = CommitteeSeat.objects.filter(person=user).live().exists()
    tokens = {network_token(pk) for pk in networks}
    if networks or seated:
        tokens.add(COMMUNITY)
    if seated:
        tokens.add(COMMITTEE)
    return tokens
