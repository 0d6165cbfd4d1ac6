"""The admin without what does not concern people: members get the way back and the search of the site, nobody news.

For the team what readers wrote to the service desk; and the form with which they do.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.search import SearchArea
from wagtail.admin.viewsets.model import ModelViewSet

from core.rules import is_team
from pages.contact import answer
from pages.models import ContactPage, Enquiry

FOR_MEMBERS = {"space"}  # the page explorer asks an address that is closed to them
FOR_NOBODY = {"help"}  # Wagtail's own news and handbook
WITH_FORM = {"GET", "HEAD", "POST"}


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


@hooks.register("before_serve_page")
def contact_form(page, request, args, kwargs):
    """The contact page answers what is sent to it; other methods go Wagtail's way."""
    return answer(page, request) if isinstance(page, ContactPage) and request.method in WITH_FORM else None


class EnquiryViewSet(ModelViewSet):
    """What came in through the contact page: to be read, marked as answered, deleted."""

    model = Enquiry
    icon = "mail"
    menu_label = _("Enquiries")
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["email", "topic", "language", "created_at", "answered"]
    list_filter = ["answered", "topic", "language"]
    search_fields = ["name", "email", "message"]
    panels = [
        *(FieldPanel(name, read_only=True) for name in ("created_at", "language", "topic", "name", "email", "message")),
        FieldPanel("answered"),
    ]


@hooks.register("register_admin_viewset")
def enquiries():
    return EnquiryViewSet()
