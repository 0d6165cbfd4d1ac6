"""Rights on images and documents in the admin, from what a person is now; collections and their groups play no part."""

from django.db.models import Q
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy


class AudienceFilePolicy(CollectionOwnershipPermissionPolicy):
    """Who may add may also change and delete what they have sent; everything else is a model permission.

    Seeing a file, and so choosing it, is its audience's business (`visible_to`).
    """

    def __init__(self, model):
        super().__init__(model, auth_model=model, owner_field_name="uploaded_by_user")

    def _has(self, user, actions) -> bool:
        meta = self.model._meta
        return any(user.has_perm(f"{meta.app_label}.{action}_{meta.model_name}") for action in actions)

    def _has_as_owner(self, user, actions) -> bool:
        return bool({"change", "delete"} & set(actions)) and self._has(user, ["add"])

    def user_has_permission(self, user, action):
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user, actions):
        return self._has(user, actions) or self._has_as_owner(user, actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        allowed = Q(pk__in=[])
        if self._has(user, {"change", "delete"} & set(actions)):
            return self.model.objects.all()
        if self._has_as_owner(user, actions):
            allowed |= Q(uploaded_by_user=user.pk)
        if "choose" in actions and self._has(user, ["choose"]):
            allowed |= Q(pk__in=self.model.objects.visible_to(user).values("pk"))
        return self.model.objects.filter(allowed)

    def collections_user_has_any_permission_for(self, user, actions):
        return Collection.objects.all() if self.user_has_any_permission(user, actions) else Collection.objects.none()
