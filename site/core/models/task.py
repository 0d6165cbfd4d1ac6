"""What we know of a durable task beyond the library's own row: its attempts, its lease, that it gave up (law 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskRun(models.Model):
    """One row per durable task that was begun.

    The state (ready, running, successful, failed) and the time of the next try (`run_after`) stand in the library's
    row. `attempts` numbers the runs; only the newest may write down how it ended.
    """

    task = models.OneToOneField(
        "django_tasks_database.DBTaskResult", models.CASCADE, primary_key=True, related_name="run"
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("lease until"), null=True, db_index=True)
    gave_up_at = models.DateTimeField(_("gave up"), null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("run of a task")
        verbose_name_plural = _("runs of tasks")
        constraints = [
            models.CheckConstraint(
                name="what_gave_up_holds_no_lease",
                condition=models.Q(gave_up_at=None) | models.Q(lease_until=None),
            )
        ]

    def __str__(self):
        return f"{self.task_id} ({self.attempts})"
