"""When a practice lies: those who decide are reminded, and an author with an open question is asked once.

What has been sent stands in the notifications, so that a second run on the same day changes nothing.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from accounts.models import Notification
from accounts.notifications import notify
from knowledge.actions import deciders, editors
from knowledge.models import CoordinatorAdmission, DraftComment, EditorialAdmission, GoodPractice
from knowledge.models.admission import in_progress

LYING = (7, 21)  # days with the same deciders
UNANSWERED = 14  # days in which nobody has touched a draft with an open question


def remind() -> int:
    """Send the reminders that are due. Says for how many practices."""
    return sum(map(_remind_deciders, _waiting())) + sum(map(_remind_author, _with_open_questions()))


def _waiting():
    """The admissions that have waited long enough for a first reminder."""
    since = timezone.now() - timedelta(days=LYING[0])
    states = in_progress(CoordinatorAdmission) | in_progress(EditorialAdmission)
    return states.filter(started_at__lte=since).select_related("workflow_state").order_by("started_at")


@transaction.atomic
def _remind_deciders(state) -> bool:
    practice = GoodPractice.objects.select_for_update().filter(pk=state.workflow_state.object_id).first()
    if practice is None or practice.current_workflow_task_state != state:  # decided at this very moment
        return False
    days = max(step for step in LYING if timezone.now() - state.started_at >= timedelta(days=step))
    people = list(deciders(practice))
    if days == LYING[-1]:
        people += list(editors())
    return _once(people, "decision_reminder", practice=practice.pk, state=state.pk, days=days)


def _with_open_questions():
    """Drafts with an open comment, or sent back, that nobody has touched for long."""
    since = timezone.now() - timedelta(days=UNANSWERED)
    commented = DraftComment.objects.filter(done_at=None, written_at__lte=since).values("practice")
    back = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    back = back.filter(current_task_state__finished_at__lte=since)
    keys = [int(key) for key in back.values_list("object_id", flat=True) if key.isdecimal()]
    return GoodPractice.objects.filter(
        Q(pk__in=commented) | Q(pk__in=keys), latest_revision_created_at__lte=since, has_unpublished_changes=True
    ).order_by("pk")


@transaction.atomic
def _remind_author(found) -> bool:
    practice = GoodPractice.objects.select_for_update().filter(pk=found.pk).first()
    if practice is None or practice.owner is None or practice.workflow_in_progress:
        return False
    return _once([practice.owner], "question_reminder", practice=practice.pk, revision=practice.latest_revision_id)


def _once(people, kind, **ids) -> bool:
    """Notify those who have not had this very reminder yet. Says whether there was anybody."""
    told = set(Notification.objects.filter(kind=kind, ids=ids).values_list("person", flat=True))
    asked = [person for person in people if person.pk not in told]
    notify(asked, kind, **ids)
    return bool(asked)


def still_waits(state_pk) -> bool:
    return TaskState.objects.filter(pk=state_pk, status=TaskState.STATUS_IN_PROGRESS).exists()
