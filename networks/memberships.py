"""A person's live memberships: the one fact from which tokens, rights and roles are computed."""

from networks.models import Membership


def memberships_of(user) -> list[Membership]:
    """Today's memberships with their networks. Kept on this user object, so for one request, never longer."""
    if not user.is_authenticated or not user.is_active:
        return []
    if (held := getattr(user, "_live_memberships", None)) is None:
        held = list(Membership.objects.filter(person=user).live().select_related("network"))
        user._live_memberships = held
    return held
