"""What waits for whom."""

from knowledge.models import GoodPractice
from knowledge.models.admission import waiting_for_coordinator, waiting_for_editors
from knowledge.stages import stages_of
from knowledge.views import with_networks


def waiting_states(user):
    """The task states this person may decide now, oldest first."""
    return waiting_for_coordinator(user) | waiting_for_editors(user)


def waiting_count(user) -> int:
    return waiting_states(user).count() if user.is_authenticated else 0


def awaiting(user) -> list[dict]:
    """What waits for this person's admission: dicts of practice, title as submitted, stage, since, author, network."""
    states = waiting_states(user).select_related("workflow_state", "revision").order_by("started_at")
    by_practice = {int(state.workflow_state.object_id): state for state in states}
    practices = with_networks(GoodPractice.objects.filter(pk__in=by_practice).select_related("owner"))
    stages = stages_of(practices)
    rows = [
        {
            "practice": practice,
            "title": by_practice[practice.pk].revision.object_str,
            "stage": stages[practice.pk],
            "since": by_practice[practice.pk].started_at,
            "author": practice.owner,
            "network": practice.network,
        }
        for practice in practices
    ]
    return sorted(rows, key=lambda row: row["since"])
