"""An organisation's page below the directory's address, and the form in which its people write it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.contexts import context_of
from networks.directory.actions import save_profile
from networks.directory.addresses import name_in_address, organisation_urls
from networks.directory.forms import ProfileForm
from networks.directory.rules import may_edit_profile
from networks.models import Organisation


@require_safe
def organisation(request, directory, pk, slug=""):
    """One organisation. `directory` is the page below which it stands; that page has asked whether it is open."""
    found = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    named = name_in_address(found)
    if named != "-".join(filter(None, [str(pk), slug])):
        return redirect(f"{directory.get_url(request)}{named}/")
    context = {"page": directory, "organisation": found} | context_of(found, request)
    return TemplateResponse(request, "networks/organisation.html", context)


@login_required
def edit_profile(request, pk):
    """The profile in both languages, by whoever acts for the organisation and the team."""
    found = _mine(request.user, pk)
    form = ProfileForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        save_profile(form.instance, form.profile_fields, by=request.user, public=form.cleaned_data["public"])
        messages.success(request, _("Saved. This is how the others see you."))
        return redirect(organisation_urls([found], request).get(found.pk, "space"))
    context = {"form": form, "organisation": found, "url": organisation_urls([found], request).get(found.pk, "")}
    return render(request, "networks/organisation_form.html", context)


def _mine(user, pk) -> Organisation:
    """An organisation whose profile this person may write; 403 for whoever may read it only, otherwise 404."""
    found = get_object_or_404(Organisation.objects.select_related("public_consent_by"), pk=pk)
    if may_edit_profile(user, found):
        return found
    if Organisation.objects.visible_to(user).filter(pk=pk).exists():
        raise PermissionDenied
    raise Http404
