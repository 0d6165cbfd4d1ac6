"""What waits for whom."""

from core.bilingual import OTHER, current_language
from knowledge.commenting import open_counts
from knowledge.completeness import completeness_of, with_places
from knowledge.contexts import with_networks
from knowledge.models import GoodPractice
from knowledge.models.admission import waiting_for_coordinator, waiting_for_editors
from knowledge.rules import followable_by
from knowledge.stages import stages_of


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
            "title": _title(by_practice[practice.pk].revision.content),
            "stage": stages[practice.pk],
            "since": by_practice[practice.pk].started_at,
            "author": practice.owner,
            "network": practice.network,
        }
        for practice in practices
    ]
    return sorted(rows, key=lambda row: row["since"])


def written_by(user) -> list[dict]:
    """A person's own practices, last written first: dicts of practice (with network), stage,
    comments (how many are open), completeness, missing.
    """
    found = followable_by(user).filter(owner=user).select_related("latest_revision")
    mine = with_networks(found.order_by("-latest_revision_created_at"))
    stages, comments = stages_of(mine), open_counts(mine)
    return [
        {"practice": practice, "stage": stages[practice.pk], "comments": comments.get(practice.pk, 0)} | _said(practice)
        for practice in mine
    ]


def _said(practice) -> dict:
    if not practice.latest_revision:
        return {}
    complete = completeness_of(practice.latest_revision.content)
    return {"completeness": complete, "missing": with_places(practice, complete.missing[:3])}


def _title(submitted: dict) -> str:
    """The title of a revision's content in the reader's language, or else in the other one."""
    mine = current_language()
    return submitted.get(f"heading_{mine}") or submitted.get(f"heading_{OTHER[mine]}") or ""
