"""From what a form brings to a practice's tags, picture and files."""

from pathlib import PurePosixPath

from django.db import IntegrityError, transaction
from django.db.models import Q

from core.markup import one_line
from core.models import SiteDocument, SiteImage
from knowledge.models import PracticeFile, Tag


def tags_from(text: str, language: str) -> list[Tag]:
    """The tags named in a comma-separated line, by either of their forms whatever the case; new ones are made."""
    found = {}
    for name in (one_line(part)[:100] for part in text.split(",")):
        if name:
            tag = _known(name) or _new_tag(name, language)
            found[tag.pk] = tag
    return list(found.values())


def _new_tag(name: str, language: str) -> Tag:
    try:
        with transaction.atomic():
            return Tag.objects.create(name=name, **{f"label_{language}": name})
    except IntegrityError:  # somebody else has made it at this very moment
        if tag := _known(name):
            return tag
        raise


def _known(name: str) -> Tag | None:
    same = Q(name__iexact=name) | Q(label_de__iexact=name) | Q(label_it__iexact=name)
    return Tag.objects.filter(same).order_by("pk").first()


def title_of(file) -> str:
    """A readable title from an upload's name, without its path and suffix."""
    return PurePosixPath(file.name.replace("\\", "/")).stem.replace("_", " ").strip()[:120] or "–"


def set_picture(practice, file, *, by) -> None:
    """Store an upload as the practice's picture. Its audience is its sender's until the practice is admitted."""
    practice.picture = SiteImage.objects.create(
        title=title_of(file), file=file, uploaded_by_user=by, page=_page(practice)
    )


def attach(practice, files, *, remove=(), by) -> None:
    """Take files off the practice and put new ones on, in its unsaved version."""
    kept = [each for each in practice.attachments.all() if str(each.document_id) not in set(remove)]
    for file in files:
        document = SiteDocument.objects.create(
            title=title_of(file), file=file, uploaded_by_user=by, page=_page(practice)
        )
        kept.append(PracticeFile(document=document))
    for position, each in enumerate(kept):
        each.sort_order = position
    practice.attachments = kept


def _page(practice):
    return practice if practice.pk else None
