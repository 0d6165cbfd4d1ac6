"""How the web asks for adoptions. Every address needs a signed-in person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import NotPossible
from core.numbers import is_possible
from knowledge.adoptions import actions, rules
from knowledge.adoptions.forms import DeclareForm, DeclineForm, ProgressForm, WordsOfTheAdopterForm
from knowledge.adoptions.listing import entry_for, ledger_of
from knowledge.models import Adoption, GoodPractice
from networks.rules import network_above


def seen_by(user, pk) -> Adoption:
    """The one door to an adoption: who may not see it gets a 404."""
    return get_object_or_404(Adoption.objects.visible_to(user).for_lists(), pk=pk)


def _for(user, pk, may) -> Adoption:
    """An adoption that this person sees and may do this with now; otherwise 404 or 403."""
    adoption = seen_by(user, pk)
    if not may(user, adoption):
        raise PermissionDenied
    return adoption


@login_required
@require_safe
def ledger(request):
    """What concerns this person: what waits for their word, what theirs took over, what was taken from them."""
    return render(request, "knowledge/adoption_list.html", ledger_of(request.user))


@login_required
@require_safe
def adoption(request, pk):
    found = seen_by(request.user, pk)
    context = entry_for(request.user, found) | {
        "steps": found.steps.select_related("by"),
        "may_answer": rules.may_answer(request.user, found),
        "may_edit": rules.may_edit(request.user, found),
        "may_advance": rules.may_advance(request.user, found),
        "may_withdraw": rules.may_withdraw(request.user, found),
        "may_resend": rules.may_resend(request.user, found),
    }
    return render(request, "knowledge/adoption_page.html", context)


# --- Declaring -----------------------------------------------------------------------------------------


@login_required
def declare(request, pk):
    practice = get_object_or_404(GoodPractice.objects.visible_to(request.user), pk=pk)
    if not rules.may_declare(request.user, practice):
        raise Http404
    organisations = rules.organisations_of(request.user).exclude(pk=practice.responsible_id)
    chosen = request.GET.get("block", "")
    block = practice.blocks.filter(pk=chosen).first() if chosen.isdecimal() and is_possible(chosen) else None
    form = DeclareForm(request.POST or None, practice=practice, organisations=organisations, block=block)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.declare(practice, by=request.user, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Declared. The other side has been asked to confirm it."))
            return redirect("adoption", made.pk)
    context = {"form": form, "practice": practice, "network": network_above(practice), "organisations": organisations}
    return render(request, "knowledge/adoption_declare.html", context)


@login_required
def edit(request, pk):
    found = _for(request.user, pk, rules.may_edit)
    form = WordsOfTheAdopterForm(request.POST) if request.method == "POST" else WordsOfTheAdopterForm.of(found)
    if form.is_valid() and _done(
        request, lambda: actions.edit(found, by=request.user, **form.cleaned_data), _("Saved.")
    ):
        return redirect("adoption", pk)
    return _form(request, found, form, _("Correct the declaration"), _("Save"))


@login_required
def withdraw(request, pk):
    """Ask first, then take the declaration back."""
    found = _for(request.user, pk, rules.may_withdraw)
    if request.method != "POST":
        return render(request, "knowledge/adoption_withdraw.html", entry_for(request.user, found))
    _done(request, lambda: actions.withdraw(found, by=request.user), _("Withdrawn. Nobody sees it any more."))
    return redirect("adoptions")


@login_required
@require_POST
def resend(request, pk):
    found = _for(request.user, pk, rules.may_resend)
    _done(request, lambda: actions.resend(found, by=request.user), _("Sent again. The other side has been asked."))
    return redirect("adoption", pk)


# --- Answering -----------------------------------------------------------------------------------------


@login_required
@require_POST
def confirm(request, pk):
    found = seen_by(request.user, pk)
    done = _("Confirmed. Everybody who reads the practice reads it now.")
    _done(request, lambda: actions.confirm(found, by=request.user), done)
    return redirect("adoption", pk)


@login_required
def decline(request, pk):
    found = _for(request.user, pk, rules.may_answer)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _done(request, lambda: actions.decline(found, by=request.user, **form.cleaned_data), _("The other side knows."))
        return redirect("adoptions")
    return _form(request, found, form, _("Not confirm it"), _("Send"))


# --- Carrying on ---------------------------------------------------------------------------------------


@login_required
def progress(request, pk):
    """How does it stand? One question; the mail leads here."""
    found = _for(request.user, pk, rules.may_advance)
    form = ProgressForm(request.POST or None, initial={"stage": found.stage})
    if request.method == "POST" and form.is_valid():
        _done(
            request,
            lambda: actions.advance(found, by=request.user, **form.cleaned_data),
            _("Thank you. It stands in the ledger."),
        )
        return redirect("adoption", pk)
    return _form(request, found, form, _("How does it stand?"), _("Send"))


def _form(request, found, form, title, button):
    context = entry_for(request.user, found) | {
        "form": form,
        "title": title,
        "button": button,
        "back": reverse("adoption", args=[found.pk]),
    }
    return render(request, "knowledge/adoption_form.html", context)


def _done(request, act, done) -> bool:
    """Carry out one action and say how it went; a domain error is a sentence for the reader."""
    try:
        act()
    except NotPossible as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True
