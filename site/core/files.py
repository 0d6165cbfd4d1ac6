"""Files outside every served folder: the storage, and the view that reads them by their row's audience."""

import mimetypes

from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.deconstruct import deconstructible
from django.views.decorators.http import require_safe

from core import audience

SAFE_IMAGES = {"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"}


@deconstructible(path="core.files.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Django's file storage whose addresses lead to `serve` below, never to a folder."""

    def url(self, name):
        return reverse("file", args=[name])


def row_for(name: str):
    """The image or document a stored name belongs to, with its stored file; (None, None) where there is none."""
    from core.models import Rendition, SiteDocument, SiteImage

    folder = name.partition("/")[0]
    if folder == "renditions":
        rendition = Rendition.objects.select_related("image").filter(file=name).first()
        return (rendition.image, rendition.file) if rendition else (None, None)
    model = {"images": SiteImage, "documents": SiteDocument}.get(folder)
    row = model.objects.filter(file=name).first() if model else None
    return (row, row.file) if row else (None, None)


@require_safe
def serve(request, name):
    """One stored file, if its row's audience allows; to everybody else it does not exist (404)."""
    row, file = row_for(name)
    public = row is not None and row.token == audience.PUBLIC
    if row is None or not (public or row.is_visible_to(request.user)) or not file.storage.exists(file.name):
        raise Http404
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    response = FileResponse(
        file.open("rb"),
        content_type=kind,
        as_attachment=kind not in SAFE_IMAGES,
        filename=file.name.rpartition("/")[2],
    )
    response["Cache-Control"] = "public, max-age=604800" if public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_replace = {"default-src": ["'none'"], "sandbox": True}
    return response
