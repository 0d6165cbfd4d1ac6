"""How the team keeps organisations, memberships, the committee, bodies and partners in the Wagtail admin."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets import AdminPageChooser

from core.protection import CarefulDeleteView
from networks.directory.actions import CLOSED, OPENED
from networks.models import Body, CommitteeSeat, Membership, Network, Organisation

REGION = Column("region_name", label=capfirst(_("region")))


class NetworkChooser(AdminPageChooser):
    """Wagtail's, with a text that follows the reader's language: its own is fixed by the first request."""

    def __init__(self, **kwargs):
        super().__init__(target_models=[Network], **kwargs)
        self.choose_one_text = _("Choose a network")


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    delete_view_class = CarefulDeleteView
    icon = "group"
    list_display = ["name", "actor_type", "sector", REGION, "translation_state"]
    list_filter = ["country", "actor_type", "sector"]
    search_fields = ["name", "city"]


class MembershipViewSet(ModelViewSet):
    model = Membership
    icon = "user"
    list_display = ["person", "organisation", "network", "role", "starts", "ends"]
    list_filter = ["network", "role"]
    search_fields = ["person__last_name", "organisation__name"]
    panels = [
        FieldPanel("network", widget=NetworkChooser),
        FieldPanel("person"),
        FieldPanel("organisation"),
        FieldPanel("role"),
        FieldPanel("function_de"),
        FieldPanel("function_it"),
        FieldPanel("starts"),
        FieldPanel("ends"),
    ]


class CommitteeSeatViewSet(ModelViewSet):
    model = CommitteeSeat
    icon = "user"
    list_display = ["person", "function", "starts", "ends"]
    panels = [
        FieldPanel("person"),
        FieldPanel("function_de"),
        FieldPanel("function_it"),
        FieldPanel("starts"),
        FieldPanel("ends"),
    ]


class BodyViewSet(ModelViewSet):
    model = Body
    icon = "site"
    list_display = ["__str__", "kind", "country", "order", "translation_state"]
    list_filter = ["kind", "country"]
    search_fields = ["name_de", "name_it"]


class NetworksGroup(ModelViewSetGroup):
    menu_label = _("Networks")
    menu_icon = "group"
    items = [OrganisationViewSet, MembershipViewSet, CommitteeSeatViewSet, BodyViewSet]


@hooks.register("register_admin_viewset")
def networks_group():
    return NetworksGroup()


@hooks.register("register_log_actions")
def opening_a_profile_is_logged(actions):
    actions.register_action(OPENED, _("Open an organisation’s profile"), _("Profile opened to the public"))
    actions.register_action(CLOSED, _("Close an organisation’s profile"), _("Profile closed to the public"))
