"""Rights in the Wagtail admin, computed from live memberships (law 4, decision 3): no group, no permission row."""

from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.models import Page
from core.rules import is_team
from networks.memberships import memberships_of
from networks.models import Membership, Role

TEAM = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
MEMBER = ("add",)  # with Wagtail's ownership rule: write below the network, edit what is one's own
COORDINATOR = ("add", "change")  # publishing is the workflow's business


class MembershipPagePolicy(PagePermissionPolicy):
    """Wagtail's page permissions, with rows made up for each live membership and for the team."""

    def get_all_permissions_for_user(self, user):
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return []
        if is_team(user):
            return self._rows(Page.get_first_root_node(), TEAM)
        return [
            row
            for membership in memberships_of(user)
            for row in self._rows(
                membership.network.page_ptr, COORDINATOR if membership.role == Role.COORDINATOR else MEMBER
            )
        ]

    def _rows(self, page, actions):
        """Rows that are in no table; the made-up key lets Wagtail put them into sets."""
        return [
            GroupPagePermission(
                pk=-(page.pk * 10 + number),
                page=page,
                permission=Permission(codename=self._get_permission_codename(action)),
            )
            for number, action in enumerate(actions)
        ]

    def users_with_any_permission(self, actions, include_superusers=True):
        """Only the team has rights everywhere; Wagtail asks this for reports and notifications."""
        people = self.auth_users().filter(is_team=True)
        return (people | self.auth_users().filter(is_superuser=True)) if include_superusers else people

    def users_with_any_permission_for_instance(self, actions, instance, include_superusers=True):
        """The team, and for changes the coordinators of the network the page stands in."""
        people = self.users_with_any_permission(actions, include_superusers)
        if "change" in actions:
            networks = instance.get_ancestors(inclusive=True).values("pk")
            coordinators = Membership.objects.live().filter(role=Role.COORDINATOR, network__in=networks)
            people = people | self.auth_users().filter(pk__in=coordinators.values("person"))
        return people.distinct()

    @staticmethod
    def auth_users():
        return Membership._meta.get_field("person").related_model.objects.filter(is_active=True)
