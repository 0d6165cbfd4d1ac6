"""What comes round by the clock: enquiries are forgotten."""

from datetime import timedelta

from core.tasks import every
from pages.models import Enquiry

KEPT = timedelta(days=180)  # as the page about data protection says


@every(3600)
def forget_old_enquiries() -> int:
    """Delete what was written to the service desk long ago, answered or not; returns how many."""
    return Enquiry.objects.older_than(KEPT).delete()[0]
