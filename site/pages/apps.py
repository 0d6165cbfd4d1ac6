from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        """Enquiries come in through the contact page alone."""
        from wagtail.permissions import register_permission_policy

        from pages.permissions import ReceivedPolicy

        enquiry = self.get_model("Enquiry")
        register_permission_policy(enquiry, ReceivedPolicy(enquiry))
