"""A number that no row can have is not found, whatever the database makes of it; SQLite would end in an error."""

from django.http import Http404

LARGEST = 2**63 - 1


class PossibleNumbers:
    """Middleware: 404 for addresses that name a larger number than the database knows."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if any(not is_possible(value) for value in kwargs.values()):
            raise Http404


def is_possible(value) -> bool:
    """False for a number, or its digits, that is too large for a key."""
    if isinstance(value, str) and value.isdecimal():
        return len(value) < 20 and int(value) <= LARGEST
    return not isinstance(value, int) or value <= LARGEST
