from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _("Networks")

    def ready(self):
        """Rights on pages come from live memberships, for every page type (law 4)."""
        from wagtail.permissions import register_permission_policy

        from core.models import Page
        from networks.permissions import MembershipPagePolicy

        register_permission_policy(Page, MembershipPagePolicy(Page))
