"""The versions of a practice in words: what each changed, two beside each other, an older one taken up again."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from core.bilingual import LANGUAGES, is_empty, text_in, translated_fields
from core.templatetags.bilingual import language_name
from core.templatetags.look import day
from knowledge import rules
from knowledge.actions import AtRest, check_still_latest
from knowledge.differences import marked
from knowledge.models import BuildingBlock, GoodPractice
from knowledge.models.record import SECTIONS

FACTS = [name for section in SECTIONS for name in section.facts]
ADDED = {
    "blocks": ngettext_lazy("a building block added", "%(count)d building blocks added", "count"),
    "used_blocks": ngettext_lazy("a block of others added", "%(count)d blocks of others added", "count"),
    "attachments": ngettext_lazy("a file added", "%(count)d files added", "count"),
    "links": ngettext_lazy("a link added", "%(count)d links added", "count"),
}
REMOVED = {
    "blocks": ngettext_lazy("a building block removed", "%(count)d building blocks removed", "count"),
    "used_blocks": ngettext_lazy("a block of others removed", "%(count)d blocks of others removed", "count"),
    "attachments": ngettext_lazy("a file removed", "%(count)d files removed", "count"),
    "links": ngettext_lazy("a link removed", "%(count)d links removed", "count"),
}
REWRITTEN = {
    "blocks": gettext_lazy("building blocks changed"),
    "used_blocks": gettext_lazy("blocks of others changed"),
    "attachments": gettext_lazy("files changed"),
    "links": gettext_lazy("links changed"),
}


@dataclass(frozen=True)
class Version:
    """One of the versions: its revision, and what it changed against the one before, as a sentence."""

    revision: object
    summary: str
    is_live: bool
    is_latest: bool


def versions_of(practice, revisions, earlier=None) -> list[Version]:
    """Revisions (newest first) in words; `earlier` is the one before the last of them, where there is one."""
    revisions = list(revisions)
    before = [*revisions[1:], earlier]
    return [
        Version(
            revision,
            in_a_sentence(old.content, revision.content) if old else _("the first version"),
            practice.live_revision_id == revision.pk,
            practice.latest_revision_id == revision.pk,
        )
        for revision, old in zip(revisions, before, strict=True)
    ]


def in_a_sentence(old: dict, new: dict) -> str:
    """“results changed, a building block added”, from the contents of two revisions."""
    phrases = [*_texts_changed(old, new), *_facts_changed(old, new), *_parts_changed(old, new)]
    return ", ".join(phrases) or _("nothing but the way it was saved")


def label_of(name: str) -> str:
    return str(GoodPractice._meta.get_field(name).verbose_name)


def _texts_changed(old, new):
    for section in SECTIONS:
        for name in section.texts:
            for language in LANGUAGES:
                was, now = (content.get(f"{name}_{language}") or "" for content in (old, new))
                if was != now:
                    label = label_of(name)
                    if language != new.get("source_language"):
                        label = f"{label} ({language_name(language)})"
                    yield _how(was, now) % {"field": label}


def _how(was, now) -> str:
    if is_empty(was):
        return _("%(field)s added")
    return _("%(field)s removed") if is_empty(now) else _("%(field)s changed")


def _facts_changed(old, new):
    for name in FACTS:
        if _comparable(old, name) != _comparable(new, name):
            yield _("%(field)s changed") % {"field": label_of(name)}


def _comparable(content, name):
    if name == "tags":
        return sorted(item.get("tag") or 0 for item in content.get("tagged_items") or [])
    value = content.get(name)
    return sorted(value) if isinstance(value, list) else value or None


def _parts_changed(old, new):
    for name in ADDED:
        was, now = (content.get(name) or [] for content in (old, new))
        more = len(now) - len(was)
        if more > 0:
            yield str(ADDED[name] % {"count": more})
        elif more < 0:
            yield str(REMOVED[name] % {"count": -more})
        elif list(map(_said, was)) != list(map(_said, now)):
            yield str(REWRITTEN[name])


def _said(part: dict) -> dict:
    """What a part says, without the numbers it gets when it is published."""
    return {key: value or None for key, value in part.items() if key not in {"pk", "practice", "sort_order"}}


# --- Two beside each other ---------------------------------------------------------------------------


def comparison(old, new, user) -> list[dict]:
    """The sections in which two versions differ: dicts of title and rows of label, language and marked changes.

    A block of others is named where this reader may see it.
    """
    found = []
    for section in SECTIONS:
        rows = [*_text_rows(section, old, new), *_fact_rows(section, old, new), *_part_rows(section, old, new, user)]
        if rows:
            found.append({"key": section.key, "title": section.title, "rows": rows})
    return found


def beside_the_texts(old, new, user) -> list[dict]:
    """The rows of a comparison that are about facts and parts."""
    pairs = [(_fact_rows(section, old, new), _part_rows(section, old, new, user)) for section in SECTIONS]
    return [row for facts, parts in pairs for row in (*facts, *parts)]


def _row(label, was, now, language=""):
    return {"label": capfirst(label), "language": language, "changes": marked(was, now)}


def _text_rows(section, old, new):
    for name in section.texts:
        for language in LANGUAGES:
            was, now = (text_in(version, name, language) or "" for version in (old, new))
            if was != now:
                yield _row(label_of(name), was, now, language)


def _fact_rows(section, old, new):
    for name in section.facts:
        was, now = (_in_words(version, name) for version in (old, new))
        if was != now:
            yield _row(label_of(name), was, now)


def _in_words(version, name) -> str:
    field = GoodPractice._meta.get_field(name)
    value = getattr(version, name)
    if name == "tags" or field.many_to_many:
        return ", ".join(sorted(str(entry) for entry in value.all()))
    if field.choices:
        return str(getattr(version, f"get_{name}_display")())
    return day(value) if name.startswith("period_") else str(value or "")


def _part_rows(section, old, new, user):
    for name in section.parts:
        was, now = (_lines(version, name, user) for version in (old, new))
        if was != now:
            yield _row(str(getattr(new, name).model._meta.verbose_name), was, now)


def _lines(version, name, user) -> str:
    """All that the parts say, a line for each text."""
    lines, parts = [], list(getattr(version, name).all())
    blocks = BuildingBlock.objects.visible_to(user).in_bulk(
        {part.block_id for part in parts if hasattr(part, "block_id")}
    )
    for part in parts:
        texts = [text_in(part, field, language) for field in translated_fields(type(part)) for language in LANGUAGES]
        others = [str(getattr(part, field, "") or "") for field in ("url", "document")]
        if hasattr(part, "block_id"):
            others.append(str(blocks.get(part.block_id, _("a practice that is closed to you now"))))
        lines += [text for text in (*texts, *others) if text]
    return "\n".join(lines)


# --- Verb --------------------------------------------------------------------------------------------


@transaction.atomic
def restore(practice, revision, *, by):
    """Take an older version up again as a new draft. Who reads the practice, and what they read, stays.

    Raises:
        NotAllowed: not to be edited by `by`, or not now.
    """
    check_still_latest(practice)
    if not rules.may_edit(by, practice):
        raise AtRest
    draft = revision.as_object()
    draft.prepare()
    return draft.save_revision(user=by, log_action=True, clean=False, previous_revision=revision)
