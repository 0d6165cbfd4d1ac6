"""Pages below whose address something else stands than pages: the terms of a glossary, the entries of a directory."""

from django.http import Http404
from django.urls import resolve
from wagtail.url_routing import RouteResult


class LeadsBelow:
    """Mixin for a Page: what stands below its address is resolved by `below`, a module of addresses.

    It moves with the page and is open to whom the page is; a view there gets the request, the page, and what its
    address says.
    """

    below = ""

    def route(self, request, path_components):
        """As Wagtail's; below it there are no pages, but what `below` names."""
        if not path_components:
            return super().route(request, path_components)
        if not self.is_visible_to(request.user):
            raise Http404
        match = resolve(f"/{'/'.join(path_components)}/", self.below)
        return RouteResult(self, kwargs={"view": match.func, **match.kwargs})

    def serve(self, request, view=None, **kwargs):
        return view(request, self, **kwargs) if view else super().serve(request)
