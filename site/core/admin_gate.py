"""Law 1 at the Wagtail admin: for everyone but the team it is an allow-list of addresses, by view name."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect

from core.models import Page
from core.rules import editable_by, is_team

ADMIN_PATH = "/admin/"
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "root_page_id", "object_id")  # what Wagtail's addresses call a page

MEMBER_VIEWS = frozenset(
    {
        "wagtailadmin_home",  # leads to the member's space
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_logout",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
        *(
            f"wagtailadmin_pages:{name}"
            for name in (
                "add",
                "edit",
                "preview_on_add",
                "preview_on_edit",
                "view_draft",
                "history",
                "history_results",
                "revisions_compare",
                "revisions_view",
                "delete",
                "confirm_workflow_cancellation",
                "workflow_history",
                "workflow_history_detail",
            )
        ),
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        *(f"wagtailimages_chooser:{name}" for name in ("choose", "choose_results", "create", "chosen")),
        *(f"wagtaildocs_chooser:{name}" for name in ("choose", "choose_results", "create", "chosen")),
    }
)
CHOSEN = {"wagtailimages_chooser:chosen", "wagtaildocs_chooser:chosen"}
# Redirects to the site's own doors and the way out; they show nothing.
OPEN_VIEWS = frozenset({"admin-door-login", "admin-door-reset", "admin-door-account", "wagtailadmin_logout"})


class AdminGate:
    """Middleware: what is not named above does not exist for a member, and is never framed by the site's strict CSP."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PATH):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.view_name in CHOSEN and not str(kwargs["pk"]).isdecimal():
            raise Http404  # Wagtail's own view would end in an error
        if not request.path.startswith(ADMIN_PATH) or not request.user.is_authenticated or is_team(request.user):
            return None
        name = request.resolver_match.view_name
        if name == "wagtailadmin_home":
            return redirect("space")
        if name not in MEMBER_VIEWS | OPEN_VIEWS or not _may_handle(request.user, kwargs):
            raise Http404
        return None


def _may_handle(user, kwargs) -> bool:
    """Whether every page the address names is one the person may edit or read: no title of any other is shown."""
    named = {int(kwargs[key]) for key in PAGE_ARGUMENTS if str(kwargs.get(key, "")).isdecimal()}
    if not named:
        return True
    allowed = Page.objects.filter(pk__in=named)
    return named == {
        *allowed.filter(pk__in=editable_by(user).values("pk")).values_list("pk", flat=True),
        *allowed.visible_to(user).values_list("pk", flat=True),
    }
