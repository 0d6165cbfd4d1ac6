"""Starting a practice and going on with its snapshot."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import NotPossible
from core.models import Page
from knowledge import actions, rules
from knowledge.desk import autosaving
from knowledge.desk.door import followed, language_asked, name_translator, with_remarks
from knowledge.forms import PracticeForm
from knowledge.models import GoodPractice, Library
from knowledge.models.record import SNAPSHOT
from networks.models import Network
from networks.rules import network_above


@login_required
def new(request, network_id):
    """Start a practice in one of my networks (or, for the team, in the library itself)."""
    parent = get_object_or_404(Page, pk=network_id).specific
    if not isinstance(parent, Network | Library) or not rules.may_write_in(request.user, parent):
        raise Http404
    network = parent if isinstance(parent, Network) else None
    own, places = _own_organisation(request.user, network), rules.places_to_choose(request.user)
    form = PracticeForm(
        autosaving.posted(request),
        autosaving.files_of(request),
        in_network=network is not None,
        organisations=_choice_of_organisations(request.user, network),
        own=own,
        places=places,
        place=parent,
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            draft = GoodPractice(source_language=form.written_language(), wished=form.cleaned_data["wished"])
            draft.responsible = form.cleaned_data.get("responsible") or own
            parent = (form.cleaned_data.get("place") or parent).specific
            practice = actions.start_practice(parent, by=request.user, draft=form.fill(draft, by=request.user))
        autosaving.note(request, practice.latest_revision)
        if autosaving.is_autosave(request):
            address = f"{reverse('practice-edit', args=[practice.pk])}?language={form.written_language()}"
            return autosaving.saved(practice, address=address)
        return _saved(request, practice, form, network)
    if autosaving.is_autosave(request):
        return autosaving.not_saved(form)
    return _form_page(request, form, None, network)


def _own_organisation(user, network):
    membership = network and network.memberships.live().filter(person=user).select_related("organisation").first()
    return membership.organisation if membership else None


def _choice_of_organisations(user, network):
    """Those it may be written down for, where there is a choice; None where it need not be asked."""
    organisations = rules.organisations_in(user, network)
    return organisations if len(organisations[:2]) > 1 else None


@login_required
def edit(request, pk):
    """Go on with a practice, in the language it was written in or, with `?language=`, in the other one."""
    practice = followed(request.user, pk)
    if not rules.may_edit(request.user, practice):
        return autosaving.resting(request, pk)
    draft = practice.get_latest_revision_as_object()
    language = language_asked(request, draft)
    network = network_above(practice)
    form = PracticeForm(
        autosaving.posted(request),
        autosaving.files_of(request),
        practice=draft,
        language=language,
        in_network=network is not None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            name_translator(draft, language, request.user)
            with transaction.atomic():
                filled = form.fill(draft, by=request.user)
                revision = actions.save_draft(filled, by=request.user, over=autosaving.over(request))
                if form.cleaned_data["wished"] != practice.wished and _says_for_whom(request, practice):
                    actions.wish(practice, form.cleaned_data["wished"], by=request.user)
        except actions.Overtaken:  # at this very moment: asked again, the form sees it and says so
            return edit(request, pk)
        autosaving.note(request, revision)
        return autosaving.saved(draft) if autosaving.is_autosave(request) else _saved(request, draft, form, network)
    if autosaving.is_autosave(request):
        return autosaving.not_saved(form)
    return _form_page(request, form, draft, network, status=409 if form.is_overtaken else 200)


def _says_for_whom(request, practice) -> bool:
    """Who reads what is live changes at once, and so by hand only, never while somebody tries the choices."""
    return not (practice.live and autosaving.is_autosave(request))


def _saved(request, practice, form, network):
    """After saving: to the status page, or submit at once where that was the button."""
    if request.POST.get("action") != "submit":
        messages.success(request, _("Saved. You can go on at any time."))
        return redirect("practice-status", practice.pk)
    try:
        actions.submit(GoodPractice.objects.get(pk=practice.pk), by=request.user)
    except actions.Unfinished as error:
        for name in error.fields:
            form.add_error(name, _("This is still needed before it can be submitted."))
        messages.warning(request, _("Saved as a draft. Something is still missing before it can be submitted."))
        fresh = GoodPractice.objects.get(pk=practice.pk).get_latest_revision_as_object()
        form.data = form.data.copy()
        form.data["version"] = actions.version_of(fresh)
        return _form_page(request, form, fresh, network, action=reverse("practice-edit", args=[practice.pk]))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Submitted. You will get a mail as soon as it has been decided."))
    return redirect("practice-status", practice.pk)


def _form_page(request, form, practice, network, *, action="", status=200):
    context = {
        "form": form,
        "practice": practice,
        "network": network,
        "language": form.language,
        "remarks": with_remarks(form, practice, SNAPSHOT),
        "form_action": action,
        "editor_url": reverse("wagtailadmin_pages:edit", args=[practice.pk]) if practice else "",
    }
    return render(request, "knowledge/practice_form.html", context, status=status)
