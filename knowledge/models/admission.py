"""The two admissions as Wagtail workflow tasks that find their people from the page's place in the tree (law 4).

Decisions are taken on the site's review page (`knowledge.actions`), so that mails, files and audiences are
handled in one place; in the Wagtail editor the tasks offer no buttons of their own.
"""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.models import Task, TaskState, Workflow, WorkflowTask

from core.rules import is_team
from knowledge.models.practice import LIBRARY_ONLY, NETWORK_AND_LIBRARY, NETWORK_ONLY, GoodPractice
from networks.rules import coordinated_by, is_coordinator, network_above


class AdmissionTask(Task):
    """What both steps share; a subclass says who may decide."""

    class Meta:
        abstract = True

    def may_decide(self, user, practice) -> bool:
        raise NotImplementedError

    def user_can_access_editor(self, obj, user):
        return self.may_decide(user, obj)

    def locked_for_user(self, obj, user):
        """While it is under review, the text rests for everybody but those who decide."""
        return not self.may_decide(user, obj)

    def get_actions(self, obj, user):
        return []


class CoordinatorAdmission(AdmissionTask):
    """First step: the network's coordinators admit a practice to their network."""

    def may_decide(self, user, practice):
        network = network_above(practice)
        return bool(network) and is_coordinator(user, network)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return waiting_for_coordinator(user).filter(task=self.task_ptr)


class EditorialAdmission(AdmissionTask):
    """Second step: the editors admit a practice to the library that all networks, or everybody, can read."""

    def may_decide(self, user, practice):
        return is_team(user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return waiting_for_editors(user).filter(task=self.task_ptr)


def in_progress(model):
    kind = ContentType.objects.get_for_model(model)
    return TaskState.objects.filter(task__content_type=kind, status=TaskState.STATUS_IN_PROGRESS)


def waiting_for_coordinator(user):
    """First admissions that wait in the networks this person coordinates; no query where there is none."""
    networks = coordinated_by(user)
    if not networks:
        return TaskState.objects.none()
    below = reduce(or_, (Q(path__startswith=network.path) for network in networks))
    # A workflow state keeps the page's key as text.
    pages = GoodPractice.objects.filter(below).annotate(key=Cast("pk", CharField())).order_by().values("key")
    return in_progress(CoordinatorAdmission).filter(workflow_state__object_id__in=pages)


def waiting_for_editors(user):
    return in_progress(EditorialAdmission) if is_team(user) else TaskState.objects.none()


def install_workflows() -> None:
    """Make the three workflows and their tasks where they are missing. Can run any number of times."""
    coordinators, _ = CoordinatorAdmission.objects.get_or_create(name="Koordination / Coordinamento")
    editors, _ = EditorialAdmission.objects.get_or_create(name="Redaktion / Redazione")
    for name, tasks in (
        (NETWORK_ONLY, [coordinators]),
        (NETWORK_AND_LIBRARY, [coordinators, editors]),
        (LIBRARY_ONLY, [editors]),
    ):
        workflow, _ = Workflow.objects.get_or_create(name=name)
        for position, task in enumerate(tasks):
            WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": position})
