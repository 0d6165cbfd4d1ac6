"""What has just been written is made to look as old as the content file says."""

from datetime import date, datetime, time

from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from core.models import Page


def morning_of(day: date) -> datetime:
    """A working morning of that day, never in the future."""
    return min(timezone.make_aware(datetime.combine(day, time(9, 40))), timezone.now())


def backdate(page, moment: datetime, *, since: datetime) -> None:
    """Move what has happened to this page since then, its revisions, log and publication, to a moment."""
    key = str(page.pk)
    Revision.objects.filter(object_id=key, created_at__gte=since).update(created_at=moment)
    PageLogEntry.objects.filter(page=page.pk, timestamp__gte=since).update(timestamp=moment)
    row = Page.objects.filter(pk=page.pk)
    for name in ("first_published_at", "last_published_at", "latest_revision_created_at"):
        row.filter(**{f"{name}__gte": since}).update(**{name: moment})
