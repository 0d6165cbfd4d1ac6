"""What a supervisor asks: is the process alive, can it serve? No secrets, never cached."""

from collections.abc import Callable

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from core.database import answers, is_migrated
from core.tasks import consumer

_reports: dict[str, Callable[[], str]] = {}


def reports(name: str):
    """Register a function of a room: () → a few words on what is not as it should be, or nothing.

    It is told beside the parts and does not decide whether the site can do its work.
    """

    def register(function):
        _reports[name] = function
        return function

    return register


@require_safe
def healthz(request):
    """200 as long as the process answers; asks nothing of the database."""
    return _answer({"process": True})


@require_safe
def readyz(request):
    """200 when the site can do its work, else 503; the body names each part with `ok` or `fails`."""
    parts = {"database": answers()}
    parts["migrations"] = parts["database"] and is_migrated()
    if settings.WORKER == "thread":
        parts["consumer"] = consumer.is_well()
    told = {name: report() for name, report in _reports.items()} if all(parts.values()) else {}
    return _answer(parts, {name: words for name, words in told.items() if words})


def _answer(parts: dict[str, bool], told: dict[str, str] | None = None):
    words = {name: "ok" if well else "fails" for name, well in parts.items()}
    status = 200 if all(parts.values()) else 503
    return JsonResponse(words | (told or {}), status=status, headers={"Cache-Control": "no-store"})
