"""What a reviewer compares and an author looks back on, in words."""

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from core.bilingual import LANGUAGES, language_of, text_in
from core.markup import to_html
from knowledge.differences import compared
from knowledge.models import CoordinatorAdmission
from knowledge.models.record import SECTIONS

TEXTS = [name for section in SECTIONS for name in section.texts]


def matter_of(draft) -> list[dict]:
    """What was written, section by section: dicts of section and the names of the texts that are there."""
    found = []
    for section in SECTIONS:
        names = [name for name in section.texts if name not in {"heading", "summary"} and language_of(draft, name)]
        fields = [{"name": name, "label": draft._meta.get_field(name).verbose_name} for name in names]
        if fields:
            found.append({"section": section, "fields": fields})
    return found


def changes_in(draft, live) -> list[dict]:
    """The texts that differ from the live version, with the differences marked; nothing for a first version."""
    if live is None:
        return []
    rows = []
    for name in TEXTS:
        for language in LANGUAGES:
            old, new = (text_in(version, name, language) or "" for version in (live, draft))
            if old != new:
                rows.append(
                    {
                        "label": draft._meta.get_field(name).verbose_name,
                        "language": language,
                        "diff": compared(old, new).to_html(),
                        "old_html": to_html(old),
                        "new_html": to_html(new),
                    }
                )
    return rows


def history_of(practice) -> list[dict]:
    """Who decided what and when, newest first: dicts of when, who, what (a sentence), comment."""
    states = (
        TaskState.objects.for_instance(practice)
        .select_related("finished_by", "task", "workflow_state__requested_by")
        .order_by("-started_at", "-pk")
    )
    coordination = set(CoordinatorAdmission.objects.values_list("pk", flat=True))
    rows = []
    for state in states:
        first = state.task_id in coordination
        if state.finished_at:
            rows.append(
                {
                    "when": state.finished_at,
                    "who": state.finished_by,
                    "what": _sentence(state.status, first),
                    "comment": state.comment,
                }
            )
        if first or state.status != TaskState.STATUS_CANCELLED:
            rows.append(
                {
                    "when": state.started_at,
                    "who": state.workflow_state.requested_by if first else None,
                    "what": _("submitted to the coordination") if first else _("passed on to the editors"),
                    "comment": "",
                }
            )
    return rows


def _sentence(status, coordination: bool) -> str:
    if status == TaskState.STATUS_APPROVED:
        return _("admitted to the network") if coordination else _("admitted to the library")
    if status == TaskState.STATUS_REJECTED:
        return _("sent back with a question")
    return _("taken back")
