"""Which files a page embeds, by any of its fields: choosers, rich text, attachments."""

from django.apps import apps
from django.conf import settings
from wagtail.models import ReferenceIndex

from core import audience


def files_embedded_in(page) -> list:
    """Images and documents that this object (a row or an unsaved version of it) refers to."""
    wanted: dict[type, set] = {
        apps.get_model(settings.WAGTAILIMAGES_IMAGE_MODEL): set(),
        apps.get_model(settings.WAGTAILDOCS_DOCUMENT_MODEL): set(),
    }
    # Wagtail's own extraction; it has no public name for objects that are not saved.
    for content_type_id, object_id, *_path in ReferenceIndex._extract_references_from_object(page):
        for model, ids in wanted.items():
            if _content_type_id(model) == content_type_id:
                ids.add(int(object_id))
    return [file for model, ids in wanted.items() if ids for file in model.objects.filter(pk__in=ids).order_by("pk")]


def references_in(page) -> set:
    """The pages, images and documents this object names anywhere, as pairs of model and id."""
    names = (settings.WAGTAIL_PAGE_MODEL, settings.WAGTAILIMAGES_IMAGE_MODEL, settings.WAGTAILDOCS_DOCUMENT_MODEL)
    known = {_content_type_id(model): model for model in map(apps.get_model, names)}
    found = ReferenceIndex._extract_references_from_object(page)
    return {(known[kind], int(pk)) for kind, pk, *_path in found if kind in known}


def _content_type_id(model) -> int:
    return apps.get_model("contenttypes", "ContentType").objects.get_for_model(model).pk


def narrower_files(page, token: str) -> list:
    """The embedded files that not everybody who may see `token` could open."""
    return [file for file in files_embedded_in(page) if not audience.is_within(token, file.token)]
