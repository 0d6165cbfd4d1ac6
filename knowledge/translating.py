"""Translating a practice: which texts there are, what has changed since, and how a translation is kept."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.bilingual import is_empty, text_in, translated_fields
from core.errors import NotAllowed
from knowledge import rules
from knowledge.actions import check_still_latest, keep
from knowledge.differences import marked
from knowledge.models import GoodPractice
from knowledge.models.record import SECTIONS

REVISIONS = 200  # so far back an earlier wording is looked for
PARTS = ("blocks", "used_blocks", "attachments", "links")


@dataclass(frozen=True)
class Passage:
    """A text with its translation.

    Attributes:
        key: its name in the form; record: what it is a text of; name: of the field there.
        then: the source's wording when the translation was last touched; None where that is not known.
    """

    key: str
    record: object
    name: str
    source: str
    target: str
    then: str | None = None

    @property
    def label(self) -> str:
        return capfirst(str(self.record._meta.get_field(self.name).verbose_name))

    @property
    def has_changed(self) -> bool:
        return self.then is not None and self.then != self.source and not is_empty(self.target)

    @property
    def changes(self):
        return marked(self.then, self.source)


@dataclass(frozen=True)
class Chapter:
    """The passages of one section, in the order in which they are read."""

    key: str
    title: str
    passages: list[Passage]


def chapters_of(draft, then=None) -> list[Chapter]:
    """What there is to translate in a version: texts that have a source, with what the source was `then`."""
    found = []
    for section in SECTIONS:
        passages = _passages(draft, section.texts, "", then)
        for name in section.parts:
            earlier = _by_key(then, name) if then else {}
            for key, part in _by_key(draft, name).items():
                passages += _passages(part, translated_fields(type(part)), f"{name}-{key}-", earlier.get(key), draft)
        if passages:
            found.append(Chapter(section.key, str(section.title), passages))
    return found


def _passages(record, names, prefix, then, draft=None):
    draft = draft or record
    source, target = draft.source_language, draft.target_language
    return [
        Passage(
            f"{prefix}{name}",
            record,
            name,
            text_in(record, name, source),
            text_in(record, name, target) or "",
            (text_in(then, name, source) or "") if then else None,
        )
        for name in names
        if not is_empty(text_in(record, name, source))
    ]


def _by_key(version, name) -> dict:
    """The parts of a version by their number, or by their place in it while they have none."""
    return {str(part.pk) if part.pk else f"n{index}": part for index, part in enumerate(getattr(version, name).all())}


def is_behind(draft) -> bool:
    """Whether the source has moved on since the translation, or a part of it, was written."""
    return bool(draft.source_digest) and draft.source_digest != draft.digest(draft.source_language) and _begun(draft)


def _begun(draft) -> bool:
    return any(not is_empty(passage.target) for chapter in chapters_of(draft) for passage in chapter.passages)


def version_translated(draft):
    """The version whose source the translation was made from; None where it cannot be found any more."""
    practice = GoodPractice.objects.get(pk=draft.pk)
    known = practice.revisions.filter(content__source_digest=draft.source_digest).order_by("created_at", "pk")
    versions = (revision.as_object() for revision in known[:REVISIONS])
    wanted = draft.source_digest
    return next((each for each in (*versions, practice) if each.digest(draft.source_language) == wanted), None)


# --- Verbs -------------------------------------------------------------------------------------------


@transaction.atomic
def save_translation(draft, texts: dict[str, str], *, by, still_holds: bool = False, over=None):
    """Keep a translation as a new revision; who writes it is named. Returns the revision.

    Args:
        texts: by the keys of the passages; others are left alone.
        still_holds: the translation is up to date although the source has changed.
        over: as for `save_draft`.

    Raises:
        NotAllowed: `by` may not translate it now.
        Overtaken: there is a newer revision than the one that was edited.
    """
    check_still_latest(draft)
    if not rules.may_translate(by, GoodPractice.objects.get(pk=draft.pk)):
        raise NotAllowed(_("The practice is being revised or reviewed; its translation can wait until then."))
    before = draft.digest(draft.target_language)
    for name in PARTS:  # the very objects that are saved
        setattr(draft, name, list(getattr(draft, name).all()))
    for chapter in chapters_of(draft):
        for passage in chapter.passages:
            if passage.key in texts:
                setattr(passage.record, f"{passage.name}_{draft.target_language}", texts[passage.key])
    if draft.digest(draft.target_language) != before:
        draft.translated_by = by
    if still_holds:
        draft.confirm_translation()
    return keep(draft, by=by, over=over)
