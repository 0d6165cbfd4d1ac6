"""Rights in the Wagtail admin on what readers have written."""

from wagtail.permission_policies import ModelPermissionPolicy


class ReceivedPolicy(ModelPermissionPolicy):
    """As Django's permissions, but nobody adds what readers write."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)
