"""Wagtail's redirects under law 1: an old address leads on only those who may see where it leads."""

from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect

from core.models import Page


class AudienceRedirectMiddleware(RedirectMiddleware):
    """As Wagtail's, but a redirect to a page that is closed to the reader stays a 404."""

    def process_response(self, request, response):
        if response.status_code == 404 and hasattr(request, "user"):
            redirect = get_redirect(request, request.get_full_path()) or get_redirect(request, request.path)
            closed = (
                redirect
                and redirect.redirect_page_id
                and not Page.objects.visible_to(request.user).filter(pk=redirect.redirect_page_id).exists()
            )
            if closed:
                return response
        return super().process_response(request, response)
