"""The mails of this room: what allauth tells people about their accounts, in our words.

allauth names each of its mails by the template it would use; here stands a function for each that our settings let
it send. It gets allauth's context and returns a Letter.
"""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import Action, Letter, Sentence
from accounts.notifications import full
from core.templatetags.look import moment

letters: dict[str, Callable[[dict], Letter]] = {}


def letter_from(kind: str, context: dict) -> Letter:
    """The letter for one of allauth's occasions.

    Raises:
        LookupError: we have no words for it.
    """
    if kind not in letters:
        raise LookupError(f"No letter is written for allauth's “{kind}”.")
    return letters[kind](context)


def _occasion(kind: str):
    def register(builder):
        letters[kind] = builder
        return builder

    return register


# --- Links that somebody asked for -------------------------------------------------------------------


@_occasion("account/email/email_confirmation")
def email_confirmation(context):
    """To an address that may be a stranger's: it is not greeted by name."""
    who = {"name": context["user"].get_full_name() or context["user"].email}
    return Letter(
        Sentence(_("Please confirm your e-mail address")),
        Sentence(_("%(name)s wants to sign in to ConnActions with this e-mail address. Is it yours?"), who),
        Action(_("Confirm the address"), context["activate_url"]),
        Sentence(_("If you know nothing about it, you need not do anything.")),
        why=Sentence(_("You get this e-mail because your address was given for an account at ConnActions.")),
    )


@_occasion("account/email/password_reset_key")
def password_reset_key(context):
    return Letter(
        Sentence(_("A new password for ConnActions")),
        Sentence(_("a new password has been asked for for your account. You can set it now.")),
        Action(_("Set a new password"), context["password_reset_url"]),
        Sentence(_("If it was not you, you need not do anything; your password stays as it is.")),
        why=Sentence(_("You get this e-mail because somebody asked for a new password for your address.")),
        name=context["user"].get_full_name(),
    )


# --- What has changed --------------------------------------------------------------------------------


def _changed(context, subject, what, remedy):
    """Two sentences and what to do about them if it was somebody else."""
    return Letter(
        Sentence(subject),
        what,
        Sentence(_("It happened on %(moment)s."), {"moment": moment(context["timestamp"])}),
        *remedy,
        why=Sentence(_("You get this e-mail for your safety, whenever the way you sign in to ConnActions changes.")),
        name=context["user"].get_full_name(),
    )


def _own_remedy():
    return [
        Sentence(_("If it was you, you need not do anything. If not, please set a new password at once.")),
        Action(_("Set a new password"), full(reverse("account_reset_password"))),
    ]


def _others_remedy():
    """The address to which a new password would go is not this one any more."""
    return [
        Sentence(
            _(
                "If it was you, you need not do anything. If not, please tell the coordination of your network at "
                "once; it reaches the project team."
            )
        )
    ]


@_occasion("account/email/password_changed")
def password_changed(context):
    return _changed(
        context,
        _("Your password has been changed"),
        Sentence(_("the password of your account has been changed.")),
        _own_remedy(),
    )


@_occasion("account/email/password_set")
def password_set(context):
    return _changed(
        context,
        _("Your account has a password"),
        Sentence(_("a password has been set for your account.")),
        _own_remedy(),
    )


@_occasion("account/email/password_reset")
def password_reset(context):
    return _changed(
        context,
        _("Your new password is valid"),
        Sentence(_("a new password has been set for your account through the link we sent you.")),
        _own_remedy(),
    )


@_occasion("account/email/email_changed")
def email_changed(context):
    return _changed(
        context,
        _("Your e-mail address has been changed"),
        Sentence(
            _("you now sign in with %(to_email)s; %(from_email)s is no longer used."),
            {name: context[name] for name in ("from_email", "to_email")},
        ),
        _others_remedy(),
    )


@_occasion("account/email/email_deleted")
def email_deleted(context):
    return _changed(
        context,
        _("An e-mail address has been removed"),
        Sentence(
            _("the address %(deleted_email)s no longer belongs to your account."),
            {"deleted_email": context["deleted_email"]},
        ),
        _own_remedy(),
    )


@_occasion("mfa/email/totp_activated")
def totp_activated(context):
    return _changed(
        context,
        _("The second factor is on"),
        Sentence(_("from now on your account also asks for a code from your authenticator app.")),
        _own_remedy(),
    )


@_occasion("mfa/email/totp_deactivated")
def totp_deactivated(context):
    return _changed(
        context,
        _("The second factor is off"),
        Sentence(_("your account no longer asks for a code from an authenticator app.")),
        _own_remedy(),
    )


@_occasion("mfa/email/recovery_codes_generated")
def recovery_codes_generated(context):
    return _changed(
        context,
        _("New recovery codes for your account"),
        Sentence(_("new recovery codes have been made for your account; the earlier ones are no longer valid.")),
        _own_remedy(),
    )
