"""What happens to an organisation's profile: it is written, and opened to the public or closed."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.errors import NotAllowed
from networks.directory.rules import may_edit_profile
from networks.models import Organisation

OPENED, CLOSED = "connactions.organisation.opened", "connactions.organisation.closed"


@transaction.atomic
def save_profile(organisation, fields, *, by, public: bool) -> None:
    """Keep these fields of an organisation as they are on the object, and what was said about the public.

    Raises:
        NotAllowed: `by` neither acts for the organisation nor is of the team.
    """
    if not may_edit_profile(by, organisation):
        raise NotAllowed
    organisation.save(update_fields=list(fields))
    set_public(organisation, public, by=by)


@transaction.atomic
def set_public(organisation, public: bool, *, by) -> None:
    """Open the profile to everybody, or close it, at once. Who did it and when is kept; said again, nothing changes.

    Raises:
        NotAllowed: `by` neither acts for the organisation nor is of the team.
    """
    if not may_edit_profile(by, organisation):
        raise NotAllowed
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if row.is_public != public:
        row.public_since = timezone.now() if public else None
        row.public_consent_by = by if public else None
        row.save(update_fields=["public_since", "public_consent_by"])
        log(instance=row, action=OPENED if public else CLOSED, user=by)
    organisation.public_since, organisation.public_consent_by = row.public_since, row.public_consent_by
