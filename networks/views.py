"""How the web asks for networks, their people and invitations."""

from django.contrib import messages
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from core.errors import NotPossible
from networks import actions
from networks.composition import composition
from networks.forms import EndMembershipForm, InvitationForm, PasswordForm
from networks.models import Invitation, Membership, Network
from networks.rules import may_coordinate, may_see_people

# --- People of a network -------------------------------------------------------------------------


def _network_of_mine(user, pk, *, coordinating=False) -> Network:
    """A network whose people this person may see (or look after); otherwise 404."""
    network = get_object_or_404(Network, pk=pk)
    allowed = may_coordinate(user, network) if coordinating else may_see_people(user, network)
    return network if allowed else get_object_or_404(Network.objects.none())


@login_required
@require_safe
def people(request, pk):
    network = _network_of_mine(request.user, pk)
    memberships = network.memberships.select_related("person", "organisation")
    coordinating = may_coordinate(request.user, network)
    context = {
        "network": network,
        "composition": composition(network),
        "memberships": memberships.live(),
        "ended": memberships.exclude(pk__in=memberships.live().values("pk")) if coordinating else [],
        "invitations": network.invitations.open().select_related("organisation") if coordinating else [],
        "may_coordinate": coordinating,
    }
    return render(request, "networks/people.html", context)


@login_required
def new_invitation(request, network_id):
    network = _network_of_mine(request.user, network_id, coordinating=True)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(network, by=request.user, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % form.cleaned_data)
            return redirect("network-people", network.pk)
    return render(request, "networks/invitation_form.html", {"form": form, "network": network})


@login_required
@require_POST
def revoke_invitation(request, pk):
    invitation = get_object_or_404(Invitation.objects.select_related("network"), pk=pk)
    network = _network_of_mine(request.user, invitation.network_id, coordinating=True)
    actions.revoke(invitation, by=request.user)
    messages.success(request, _("The invitation has been withdrawn; its link no longer works."))
    return redirect("network-people", network.pk)


@login_required
def end_membership(request, pk):
    membership = get_object_or_404(Membership.objects.select_related("network", "person", "organisation"), pk=pk)
    network = _network_of_mine(request.user, membership.network_id, coordinating=True)
    form = EndMembershipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_membership(membership, by=request.user, on=form.cleaned_data["on"])
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The membership ends. What the person has written stays with the network."))
            return redirect("network-people", network.pk)
    return render(request, "networks/membership_end.html", {"membership": membership, "network": network, "form": form})


# --- The invited person --------------------------------------------------------------------------


@sensitive_post_parameters()
@cache_control(private=True, no_store=True)
def invitation(request, secret):
    """Where the mail's link leads. Looking changes nothing (mail scanners look); joining is a POST."""
    response = _invitation(request, secret)
    # Never the secret; but with "no-referrer" browsers send "Origin: null", and joining would be refused (CSRF).
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _invitation(request, secret):
    try:
        found = actions.invitation_for(secret)
    except actions.InvitationGone as error:
        return render(request, "networks/invitation_gone.html", {"error": error}, status=404)
    account_exists = get_user_model().objects.filter(email__iexact=found.email).exists()
    context = {"invitation": found, "network": found.network, "account_exists": account_exists}
    if request.user.is_authenticated:
        return _join_signed_in(request, found, context)
    if account_exists:
        return render(request, "networks/invitation.html", context)
    person = get_user_model()(email=found.email, first_name=found.first_name, last_name=found.last_name)
    form = PasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            membership = actions.accept(found, password=form.cleaned_data["password"])
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            login(request, membership.person, backend="allauth.account.auth_backends.AuthenticationBackend")
            return _welcome(request, membership)
    return render(request, "networks/invitation.html", context | {"form": form})


def _join_signed_in(request, found, context):
    mine = request.user.email.lower() == found.email.lower()
    if request.method == "POST" and mine:
        try:
            return _welcome(request, actions.accept(found, user=request.user))
        except NotPossible as error:  # used or withdrawn at this very moment
            return render(request, "networks/invitation_gone.html", {"error": error}, status=404)
    return render(request, "networks/invitation.html", context | {"existing": mine, "other_account": not mine})


def _welcome(request, membership):
    messages.success(request, _("Welcome to the network. This is your start page."))
    return redirect("space")
