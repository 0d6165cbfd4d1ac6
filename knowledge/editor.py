"""A practice in the Wagtail editor: drafts are saved there, but handed in, admitted and published by our own verbs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem

from core.errors import NotPossible
from knowledge import actions
from knowledge.models import GoodPractice

HAND_IN = "action-hand-in"
# What Wagtail's own buttons send: they would pass by the checks, the mails and the audiences.
CLOSED = {"action-submit", "action-restart-workflow", "action-cancel-workflow", "action-workflow-action"}


class HandIn(ActionMenuItem):
    """Save, then submit as the plain form does."""

    name = HAND_IN
    label = gettext_lazy("Save and submit")
    icon_name = "resubmit"

    def is_shown(self, context):
        return not context["page"].workflow_in_progress if context.get("page") else True


@hooks.register("construct_page_action_menu")
def our_own_verbs(items, request, context):
    page = context.get("page")
    if page is not None and page.specific_class is not GoodPractice:
        return
    if page is None and context.get("content_type") and context["content_type"].model_class() is not GoodPractice:
        return
    items[:] = [item for item in items if item.name not in CLOSED | {"action-publish"}]
    hand_in = HandIn(order=60)
    if hand_in.is_shown(context) and any(item.name == "action-save-draft" for item in items):
        items.append(hand_in)


@hooks.register("before_edit_page")
def not_by_wagtails_buttons(request, page):
    if page.specific_class is GoodPractice and CLOSED & set(request.POST):
        raise PermissionDenied


@hooks.register("before_create_page")
def nor_for_a_new_one(request, parent, page_class):
    if page_class is GoodPractice and CLOSED & set(request.POST):
        raise PermissionDenied


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def handed_in(request, page):
    """The draft has been saved; what is missing for submitting it is said on the page that shows where it stands."""
    if not isinstance(page, GoodPractice) or HAND_IN not in request.POST:
        return None
    try:
        actions.submit(GoodPractice.objects.get(pk=page.pk), by=request.user)
    except NotPossible as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Submitted. You will get a mail as soon as it has been decided."))
    return redirect("practice-status", page.pk)
