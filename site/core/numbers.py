"""What no row can hold is not found before a database is asked: too large a number, a NUL character.

SQLite ends in an error at the one, PostgreSQL at the other. Forms look after their own fields.
"""

from django.core.exceptions import BadRequest
from django.http import Http404

LARGEST = 2**63 - 1


class PossibleNumbers:
    """Middleware: 404 for addresses that name such a value, 400 for query strings with a NUL."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if any(not is_possible(value) for value in kwargs.values()):
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the query string")


def is_possible(value) -> bool:
    """False for a number, or its digits, that is too large for a key, and for a text with a NUL."""
    if isinstance(value, str):
        return "\0" not in value and (not value.isdecimal() or (len(value) < 20 and int(value) <= LARGEST))
    return not isinstance(value, int) or value <= LARGEST
