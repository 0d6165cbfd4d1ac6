"""Addresses that carry no language stay as they are: a 404 under /admin/ or /files/ is a 404, not a way to /de/…."""

from django.middleware.locale import LocaleMiddleware

WITHOUT_LANGUAGE = ("/admin/", "/files/", "/emblem/", "/static/", "/language/")


class SiteLocaleMiddleware(LocaleMiddleware):
    """Django's, which would otherwise redirect every unknown address to the same one with a language in front."""

    def process_response(self, request, response):
        if request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)
