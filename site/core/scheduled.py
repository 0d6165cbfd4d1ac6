"""What comes round by the clock: pages that go live or expire, old task rows."""

import logging
from dataclasses import dataclass, field

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision

from core.models import Page
from core.tasks import every, queue

logger = logging.getLogger("connactions.scheduled")


@dataclass
class Outcome:
    """What `publish_due` did; each list holds the objects, `refused` those that stay scheduled."""

    published: list = field(default_factory=list)
    expired: list = field(default_factory=list)
    refused: list = field(default_factory=list)


@every(60)
def publish_due() -> Outcome:
    """Take expired pages offline and publish revisions whose time has come, each by itself.

    What refuses (a page wider than a file it embeds) stays scheduled and is logged at every run. Two processes may do
    this at the same time: each row is looked at again under its lock.
    """
    outcome = Outcome()
    for model in _models_with_drafts():
        for pk in list(_expired(model).order_by("expire_at").values_list("pk", flat=True)):
            _attempt(_expire, _expired(model).filter(pk=pk), outcome.expired, outcome)
    for pk in list(_due_revisions().order_by("approved_go_live_at").values_list("pk", flat=True)):
        _attempt(_publish, _due_revisions().filter(pk=pk), outcome.published, outcome)
    return outcome


@every(3600)
def prune_tasks():
    return queue.prune()


def _models_with_drafts():
    others = (m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page))
    return [Page, *others]


def _expired(model):
    return model.objects.filter(live=True, expire_at__lt=timezone.now())


def _due_revisions():
    return Revision.objects.filter(approved_go_live_at__lt=timezone.now())


def _attempt(action, rows, done, outcome):
    row = None
    try:
        with transaction.atomic():
            row = rows.select_for_update().first()
            if row is None:
                return  # another process was quicker
            action(row)
    except Exception:
        outcome.refused.append(row)
        logger.exception("%s %s stays as it is", rows.model._meta.label, row and row.pk)
    else:
        done.append(row)


def _expire(page):
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision):
    revision.publish(log_action="wagtail.publish.scheduled")
