"""What can happen in a network: people are invited, join, and leave."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.notifications import notify, notify_address
from core.errors import NotAllowed, NotPossible
from networks.models import Invitation, Membership, Role
from networks.rules import may_coordinate

VALID_FOR = timedelta(days=14)


class AlreadyMember(NotPossible):
    pass


class InvitationGone(NotPossible):
    def __init__(self):
        super().__init__(
            _("This invitation has been used, withdrawn or has expired. Ask your coordinator for a new one.")
        )


def secret_of(invitation) -> str:
    """The secret part of the invitation's link: 256 bits that only this site can compute, stored only as a hash.

    Derived, not stored, so that the mail can be written again if sending it fails.
    """
    return hmac.new(settings.SECRET_KEY.encode(), f"invitation:{invitation.nonce}".encode(), hashlib.sha256).hexdigest()


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite(network, *, by, email, first_name, last_name, organisation, role=Role.MEMBER, language) -> Invitation:
    """Ask a person into a network by mail, to act for an organisation.

    Raises:
        NotAllowed: `by` does not coordinate this network.
        AlreadyMember: the person already acts for this organisation here.
    """
    if not may_coordinate(by, network):
        raise NotAllowed
    email = email.strip().lower()
    if network.memberships.live().filter(person__email__iexact=email, organisation=organisation).exists():
        raise AlreadyMember(_("This person already acts for this organisation in the network."))
    network.invitations.open().filter(email__iexact=email, organisation=organisation).update(revoked_at=timezone.now())
    invitation = Invitation(
        network=network,
        organisation=organisation,
        email=email,
        first_name=first_name,
        last_name=last_name,
        role=role,
        language=language,
        invited_by=by,
        expires_at=timezone.now() + VALID_FOR,
        nonce=secrets.token_urlsafe(32),
    )
    invitation.secret_hash = hash_of(secret_of(invitation))
    invitation.save()
    notify_address(email, language, "invitation", invitation=invitation.pk)
    return invitation


@transaction.atomic
def revoke(invitation, *, by) -> None:
    """Withdraw an open invitation; its link stops working."""
    if not may_coordinate(by, invitation.network):
        raise NotAllowed
    Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now())


def invitation_for(secret: str) -> Invitation:
    """The open invitation this secret belongs to.

    Raises:
        InvitationGone: there is none (any more).
    """
    try:
        return (
            Invitation.objects.open()
            .select_related("network", "organisation", "invited_by")
            .get(secret_hash=hash_of(secret))
        )
    except Invitation.DoesNotExist as error:
        raise InvitationGone from error


@transaction.atomic
def accept(invitation, *, password=None, user=None) -> Membership:
    """Become a member: with a new account and its password, or with the account the invited e-mail already has.

    Raises:
        InvitationGone: used, withdrawn or expired in the meantime.
        NotAllowed: the signed-in person is not the invited one.
    """
    invitation = Invitation.objects.select_for_update().filter(pk=invitation.pk).select_related("network").get()
    if invitation.accepted_at or invitation.revoked_at or invitation.expires_at <= timezone.now():
        raise InvitationGone
    if user is None:
        user = _new_person(invitation, password)
    elif user.email.lower() != invitation.email.lower():
        raise NotAllowed(_("This invitation is for another e-mail address."))
    membership = _begun(invitation, user) or Membership.objects.create(
        network=invitation.network, person=user, organisation=invitation.organisation, role=invitation.role
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    notify([invitation.invited_by], "invitation_accepted", membership=membership.pk)
    return membership


def _begun(invitation, user):
    """The membership the person has here already; one that was to begin later begins today."""
    today = timezone.localdate()
    mine = invitation.network.memberships.filter(person=user, organisation=invitation.organisation)
    if found := mine.exclude(ends__lt=today).order_by("starts").first():
        found.starts = min(found.starts, today)
        found.save(update_fields=["starts"])
    return found


def _new_person(invitation, password):
    people = get_user_model().objects
    names = {name: getattr(invitation, name) for name in ("first_name", "last_name", "language")}
    try:
        with transaction.atomic():  # two invitations may be accepted at the same moment
            user = people.create_user(invitation.email, password, **names)
    except IntegrityError as error:
        sentence = _("There is already an account with this e-mail address. Sign in, then open the link again.")
        raise NotAllowed(sentence) from error
    # The link came by mail, so the address is proven.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@transaction.atomic
def add_member(
    network, *, by, person, organisation, role=Role.MEMBER, starts=None, function_de="", function_it=""
) -> Membership:
    """Let somebody who has an account act for an organisation here, without an invitation.

    Raises:
        NotAllowed, AlreadyMember.
    """
    if not may_coordinate(by, network):
        raise NotAllowed
    if network.memberships.live().filter(person=person, organisation=organisation).exists():
        raise AlreadyMember(_("This person already acts for this organisation in the network."))
    membership = Membership(
        network=network,
        person=person,
        organisation=organisation,
        role=role,
        function_de=function_de,
        function_it=function_it,
    )
    if starts:
        membership.starts = starts
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def end_membership(membership, *, by, on=None) -> None:
    """End a membership with a day; without one, at once (yesterday was the last day).

    Raises:
        NotAllowed: `by` does not coordinate the network.
        NotPossible: it has ended already, or the network would be left without a coordinator.
    """
    if not may_coordinate(by, membership.network):
        raise NotAllowed
    _lock_coordination(membership.network)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    last_day = on or yesterday
    if membership.ends and membership.ends <= yesterday:
        raise NotPossible(_("This membership has ended already. Invite the person to take part again."))
    if membership.starts > last_day:  # it was to begin later, and now never does
        last_day = yesterday
    if membership.role == Role.COORDINATOR and not _another_coordinator(membership, last_day):
        raise NotPossible(_("The network would be left without coordination. Name another person first."))
    membership.starts = min(membership.starts, last_day)
    membership.ends = last_day
    membership.full_clean()
    membership.save(update_fields=["starts", "ends"])


def _lock_coordination(network):
    """Two coordinators who end each other's membership at the same moment come one after the other."""
    list(network.memberships.select_for_update().filter(role=Role.COORDINATOR).order_by("pk").values_list("pk"))


def _another_coordinator(membership, after) -> bool:
    others = membership.network.memberships.filter(role=Role.COORDINATOR, person__is_active=True)
    others = others.exclude(pk=membership.pk)
    return others.live(max(after + timedelta(days=1), timezone.localdate())).exists()
