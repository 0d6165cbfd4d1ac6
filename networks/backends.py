"""Model permissions from what a person is now (team, live member), in place of groups that go stale."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission

from core.rules import is_team
from networks.memberships import memberships_of

ACCESS = "wagtailadmin.access_admin"
MEMBER_PERMISSIONS = frozenset(
    {ACCESS, "core.add_siteimage", "core.choose_siteimage", "core.add_sitedocument", "core.choose_sitedocument"}
)
# What the team keeps in the admin; accounts, permissions and Wagtail's internals stay with superusers.
TEAM_APPS = ("core", "networks", "knowledge", "pages", "search", "wagtailredirects")


class LiveRightsBackend(ModelBackend):
    """Django's model backend (superusers, passwords of the command line) plus rights of the team and of members."""

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_live_permissions"):
            user_obj._live_permissions = super().get_all_permissions(user_obj) | self._live(user_obj)
        return user_obj._live_permissions

    def _live(self, user):
        if is_team(user):
            named = Permission.objects.filter(content_type__app_label__in=TEAM_APPS)
            return {
                ACCESS,
                *(f"{app}.{name}" for app, name in named.values_list("content_type__app_label", "codename")),
            }
        return MEMBER_PERMISSIONS if memberships_of(user) else set()
