"""Where a practice stands on its way, in words for its author."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from core.models import Page
from knowledge.models import CoordinatorAdmission, EditorialAdmission, Library
from knowledge.models.practice import Level

DONE, CURRENT, OPEN = "done", "current", "open"


@dataclass(frozen=True)
class Stage:
    """One practice's stage.

    Attributes:
        name: draft, sent_back, coordination, editorial, network or library.
        label: the same as a sentence for the reader.
        steps: (label, "done" | "current" | "open") along the way.
        since: when this stage began (datetime or None).
        comment, commented_by: what the last decision said, and who.
    """

    name: str
    label: str
    steps: list = field(default_factory=list)
    since: object = None
    comment: str = ""
    commented_by: object = None

    @property
    def under_review(self) -> bool:
        return self.name in {"coordination", "editorial"}


def stage_of(practice) -> Stage:
    return stages_of([practice])[practice.pk]


def stages_of(practices) -> dict[int, Stage]:
    """The stages of several practices in a constant number of queries: practice id → Stage."""
    practices = list(practices)
    states = (
        WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=[str(p.pk) for p in practices],
            status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        )
        .select_related("current_task_state__task", "current_task_state__finished_by", "workflow")
        .order_by("created_at")
    )
    active = {state.object_id: state for state in states}
    models = ContentType.objects.get_for_models(CoordinatorAdmission, EditorialAdmission)
    editorial = models[EditorialAdmission].pk
    library = Library.objects.values_list("path", flat=True).first() or "-"
    return {
        p.pk: _stage(p, active.get(str(p.pk)), editorial, _way(p, library=p.path.startswith(library)))
        for p in practices
    }


def _way(practice, *, library: bool) -> list[str]:
    """The labels along a practice's way: by the audience it is wished for and by its place."""
    if library:
        return [_("Draft"), _("Editors"), _("Library")]
    if practice.wished == Level.NETWORK:
        return [_("Draft"), _("Coordination"), _("Network")]
    return [_("Draft"), _("Coordination"), _("Editors"), _("Library")]


def _stage(practice, state, editorial, way) -> Stage:
    if state is None:
        return _resting(practice, way)
    task_state = state.current_task_state
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Stage(
            "sent_back",
            _("sent back with a question"),
            _steps(way, 0),
            task_state.finished_at,
            task_state.comment,
            task_state.finished_by,
        )
    if task_state.task.content_type_id == editorial:
        return Stage("editorial", _("with the editors"), _steps(way, len(way) - 2), task_state.started_at)
    return Stage("coordination", _("with the coordination"), _steps(way, 1), task_state.started_at)


def _resting(practice, way) -> Stage:
    since = practice.latest_revision_created_at
    if not practice.live or practice.has_unpublished_changes:
        label = _("new version in preparation") if practice.live else _("draft")
        return Stage("draft", label, _steps(way, 0), since)
    if practice.admitted in {Level.COMMUNITY, Level.PUBLIC}:
        return Stage("library", _("in the library"), _steps(way, len(way)), practice.last_published_at)
    return Stage("network", _("in the network"), _steps(way, len(way)), practice.last_published_at)


def _steps(way, current: int):
    """The way with its current step; past its end, everything is done."""
    return [
        (label, DONE if index < current else CURRENT if index == current else OPEN) for index, label in enumerate(way)
    ]
