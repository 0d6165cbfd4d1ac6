"""Wagtail's own workflow mails are off: they would come beside ours, and lead into pages of the admin that are closed.

Read once at start, after the admin has connected them (`core.apps`).
"""

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

_WAGTAILS = [
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
]

for signal, sender, uid in _WAGTAILS:
    if not signal.disconnect(sender=sender, dispatch_uid=uid):
        raise RuntimeError(f"Wagtail no longer connects “{uid}”: look again at who sends mails.")
