"""The mails of this room."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import Action, Letter, Sentence, name_of
from accounts.notifications import full, mail
from core.templatetags.look import day
from networks.actions import VALID_FOR, hash_of, secret_of
from networks.models import Invitation, Membership, Role
from networks.rules import may_see_people


def _some_invitation():
    """One from a coordinator to somebody of the network, as if they were not in it yet."""
    host = Membership.objects.filter(role=Role.COORDINATOR).order_by("pk").first()
    guest = host and host.network.memberships.exclude(person=host.person).select_related("person").first()
    if guest is None:
        return None
    invitation = Invitation(
        network=host.network,
        organisation=guest.organisation,
        invited_by=host.person,
        email="example@example.org",
        first_name=guest.person.first_name,
        last_name=guest.person.last_name,
        expires_at=timezone.now() + VALID_FOR,
        nonce="example",
    )
    invitation.secret_hash = hash_of(secret_of(invitation))
    invitation.save()
    return {"invitation": invitation.pk}


def _some_membership():
    member = Membership.objects.order_by("-pk").first()
    return member and {"membership": member.pk}


@mail("invitation", example=_some_invitation)
def invitation(to, *, invitation):
    found = (
        Invitation.objects.open().select_related("network", "organisation", "invited_by").filter(pk=invitation).first()
    )
    if found is None:
        return None
    names = {
        "network_name": name_of(found.network),
        "organisation": found.organisation,
        "invited_by": found.invited_by,
    }
    return Letter(
        Sentence(_("Invitation to %(network_name)s"), names),
        Sentence(
            _(
                "%(invited_by)s invites you to take part in the German-Italian network “%(network_name)s” for "
                "%(organisation)s."
            ),
            names,
        ),
        Sentence(_("Open the invitation, choose a password, and you are a member.")),
        Action(_("Open the invitation"), full(reverse("invitation", args=[secret_of(found)]))),
        Sentence(
            _(
                "The link is for you alone and valid until %(date)s. If you do not want to take part, you need not do "
                "anything."
            ),
            {"date": day(found.expires_at)},
        ),
        why=Sentence(_("You get this e-mail because %(invited_by)s gave your address for this invitation."), names),
        name=f"{found.first_name} {found.last_name}",
    )


@mail("invitation_accepted", example=_some_membership)
def invitation_accepted(to, *, membership):
    found = Membership.objects.select_related("network", "person", "organisation").filter(pk=membership).first()
    if found is None or not (to.person and may_see_people(to.person, found.network)):
        return None  # who has left since then learns no names
    names = {
        "person_name": found.person,
        "organisation": found.organisation,
        "network_name": name_of(found.network),
    }
    if found.organisation:
        joined = _(
            "%(person_name)s has accepted your invitation and now takes part in “%(network_name)s” for "
            "%(organisation)s."
        )
    else:
        joined = _("%(person_name)s has accepted your invitation and now takes part in “%(network_name)s”.")
    return Letter(
        Sentence(_("%(person_name)s has joined %(network_name)s"), names),
        Sentence(joined, names),
        Action(_("See all members of the network"), full(reverse("network-people", args=[found.network_id]))),
        why=Sentence(_("You get this e-mail because the invitation came from you.")),
    )
