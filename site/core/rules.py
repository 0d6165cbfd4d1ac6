"""Who may do what with any page. Rooms add their own rules beside their models."""

from django.apps import apps
from django.conf import settings
from wagtail.permissions import policy_registry


def editable_by(user):
    """Pages (drafts included) that the person may change, by Wagtail's policy as networks extend it."""
    model = apps.get_model(settings.WAGTAIL_PAGE_MODEL)
    if not user.is_authenticated:
        return model.objects.none()
    return policy_registry.get_by_type(model).instances_user_has_permission_for(user, "change")


def is_team(user) -> bool:
    """The project team: editors and technicians who run the platform for all networks."""
    return bool(user.is_authenticated and user.is_active and (user.is_superuser or user.is_team))
