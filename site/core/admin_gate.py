"""Law 1 at the Wagtail admin: for everyone but the team it is an allow-list of addresses, by view name."""

from django.conf import settings
from django.http import Http404

from core.rules import is_team

ADMIN_PATH = "/admin/"

MEMBER_VIEWS = frozenset(
    {
        "wagtailadmin_home",
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
# Asked by everybody's browser before or after signing in; they show nothing.
OPEN_VIEWS = frozenset({"wagtailadmin_login", "wagtailadmin_logout"})


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
        if not request.path.startswith(ADMIN_PATH) or is_team(request.user):
            return None
        if request.user.is_authenticated and request.resolver_match.view_name not in MEMBER_VIEWS | OPEN_VIEWS:
            raise Http404
        return None
