"""What a supervisor asks: is the process alive, can it serve? No secrets, no figures, never cached."""

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from core.database import answers, is_migrated
from core.tasks import consumer


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
    return _answer(parts)


def _answer(parts: dict[str, bool]):
    words = {name: "ok" if well else "fails" for name, well in parts.items()}
    status = 200 if all(parts.values()) else 503
    return JsonResponse(words, status=status, headers={"Cache-Control": "no-store"})
