"""What the log says about adoptions. Only the team reads it."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

LOGGED = {
    "declare": (_("Declare an adoption"), _("Adoption declared")),
    "confirm": (_("Confirm an adoption"), _("Adoption confirmed")),
    "decline": (_("Not confirm an adoption"), _("Adoption not confirmed")),
    "advance": (_("Say how an adoption goes"), _("Said how it goes")),
    "edit": (_("Correct an adoption"), _("Adoption corrected")),
    "withdraw": (_("Withdraw an adoption"), _("Adoption withdrawn")),
}


@hooks.register("register_log_actions")
def adoptions_are_logged(actions):
    for name, (label, sentence) in LOGGED.items():
        actions.register_action(f"connactions.adoption.{name}", label, sentence)
