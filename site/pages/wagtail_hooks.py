"""The admin without what does not concern people: members get the way back and the search of the site, nobody news."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea

from core.rules import is_team

FOR_MEMBERS = {"space"}  # the page explorer asks an address that is closed to them
FOR_NOBODY = {"help"}  # Wagtail's own news and handbook


class WayBack(MenuItem):
    url = property(lambda self: reverse("space"), lambda self, url: None)  # made once, asked in each reader's language


@hooks.register("register_admin_menu_item")
def way_back():
    return WayBack(_("My space"), "", name="space", icon_name="home", order=1)


@hooks.register("construct_main_menu")
def what_concerns_the_reader(request, items):
    team = is_team(request.user)
    items[:] = [item for item in items if item.name not in FOR_NOBODY and (team or item.name in FOR_MEMBERS)]


class SiteSearch(SearchArea):
    """The search field beside the editor: for members it is the site's, over what they may read."""

    url = property(lambda self: reverse("search"), lambda self, url: None)  # as above

    def is_shown(self, request):
        return not is_team(request.user)


@hooks.register("register_admin_search_area")
def members_search_the_site():
    return SiteSearch(_("Search"), "", name="site", icon_name="search", order=0)
