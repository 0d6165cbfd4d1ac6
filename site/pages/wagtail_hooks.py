"""The admin without what does not concern people here: members get their pages and the way back, nobody advertising."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.rules import is_team

FOR_MEMBERS = {"explorer", "space"}
FOR_NOBODY = {"help"}  # Wagtail's own news and handbook


@hooks.register("register_admin_menu_item")
def way_back():
    return MenuItem(_("My space"), reverse("space"), name="space", icon_name="home", order=1)


@hooks.register("construct_main_menu")
def what_concerns_the_reader(request, items):
    team = is_team(request.user)
    items[:] = [item for item in items if item.name not in FOR_NOBODY and (team or item.name in FOR_MEMBERS)]
