"""What happens when the last task of a workflow is approved (WAGTAIL_FINISH_WORKFLOW_ACTION)."""


def finished(workflow_state, user=None):
    """Publish what was approved, unless an earlier task has already done so."""
    page = workflow_state.content_object
    revision = workflow_state.current_task_state.revision
    if page.live_revision_id != revision.pk:
        revision.publish(user=user, skip_permission_checks=True)
