"""Who may write an organisation's profile and say whether the public sees it."""

from core.rules import is_team
from networks.memberships import memberships_of


def may_edit_profile(user, organisation) -> bool:
    """Whoever acts for it by a live membership, and the team."""
    return is_team(user) or any(each.organisation_id == organisation.pk for each in memberships_of(user))
