"""Each document is read once, soon after it was stored (law 3)."""

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.documents import get_document_model
from wagtail.utils.file import hash_filelike

from core.tasks import durable
from search.extraction.extracted import Extracted, Problem
from search.extraction.process import extract
from search.models import FileText


def start_watching() -> None:
    post_save.connect(queue_reading, sender=get_document_model(), dispatch_uid="search.extraction")


def queue_reading(instance, raw=False, update_fields=None, **_kwargs) -> None:
    """Receiver of `post_save`. Whether the file is another one is found out when it is read: its hash tells."""
    if not raw and (update_fields is None or "file" in update_fields):
        read_file.enqueue(instance.pk)


@durable
def read_file(document_id: int) -> None:
    """Read a document's text, unless this very file has been read."""
    if document := get_document_model().objects.filter(pk=document_id).first():
        read(document)


def read(document, *, again: bool = False) -> FileText | None:
    """Read a document's text and keep it, or keep why it cannot be read.

    Args:
        again: even if this very file has been read.

    Returns:
        None: the document has gone, or has got another file, while it was being read

    Raises:
        OSError, ReaderFailed: for no reason of the file's; another try may do
    """
    try:
        with document.file.storage.open(document.file.name) as file:
            file_hash = hash_filelike(file)
        known = FileText.objects.filter(document=document, file_hash=file_hash).first()
        if known and not again:
            return known
        extracted = extract(document.file.path)
    except FileNotFoundError:
        file_hash, extracted = "", Extracted(problem=Problem.BROKEN)
    return _keep(document, file_hash, extracted)


@transaction.atomic
def _keep(document, file_hash: str, extracted: Extracted) -> FileText | None:
    same = get_document_model().objects.filter(pk=document.pk, file=document.file.name)
    if not same.select_for_update().exists():
        return None
    said = {name: getattr(extracted, name) for name in ("text", "pages", "cut", "problem")}
    return FileText.objects.update_or_create(document=document, defaults={**said, "file_hash": file_hash})[0]
