"""The mails of this room."""

from django.urls import reverse

from accounts.notifications import full, mail
from core.bilingual import read
from networks.actions import secret_of
from networks.models import Invitation, Membership
from networks.rules import may_see_people


@mail("invitation")
def invitation(to, *, invitation):
    found = (
        Invitation.objects.open().select_related("network", "organisation", "invited_by").filter(pk=invitation).first()
    )
    if found is None:
        return None
    return {
        "name": f"{found.first_name} {found.last_name}",
        "network_name": read(found.network, "heading"),
        "organisation": found.organisation,
        "invited_by": found.invited_by,
        "expires": found.expires_at,
        "url": full(reverse("invitation", args=[secret_of(found)])),
    }


@mail("invitation_accepted")
def invitation_accepted(to, *, membership):
    found = Membership.objects.select_related("network", "person", "organisation").filter(pk=membership).first()
    if found is None or not (to.person and may_see_people(to.person, found.network)):
        return None  # who has left since then learns no names
    return {
        "person_name": found.person,
        "organisation": found.organisation,
        "network_name": read(found.network, "heading"),
        "url": full(reverse("network-people", args=[found.network_id])),
    }
