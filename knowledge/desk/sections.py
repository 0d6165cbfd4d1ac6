"""One section of the record in its own small form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge import actions, rules
from knowledge.desk import autosaving
from knowledge.desk.door import followed, language_asked, name_translator, with_remarks
from knowledge.models.record import SNAPSHOT
from knowledge.section_forms import editable_sections, form_for, formsets_for, section_of
from networks.rules import network_above


@login_required
def section(request, pk, key):
    """Write a section in the language the practice was written in or, with `?language=`, in the other one."""
    practice, found = followed(request.user, pk), section_of(key)
    if found is None:
        raise Http404
    if found is SNAPSHOT:
        return redirect("practice-edit", pk)
    if not rules.may_edit(request.user, practice):
        return autosaving.resting(request, pk)
    draft = practice.get_latest_revision_as_object()
    kwargs = {"practice": draft, "language": language_asked(request, draft), "user": request.user}
    data = autosaving.posted(request)
    form = form_for(found, data, autosaving.files_of(request), **kwargs)
    formsets = formsets_for(found, data, **kwargs)
    checked = [part.is_valid() for part in (form, *formsets)]  # all of them, so that all say what is wrong
    if request.method == "POST" and all(checked):
        for part in formsets:
            part.fill(draft)
        name_translator(draft, form.language, request.user)
        try:
            filled = form.fill(draft, by=request.user)
            revision = actions.save_draft(filled, by=request.user, over=autosaving.over(request))
        except actions.Overtaken:  # at this very moment: asked again, the form sees it and says so
            return section(request, pk, key)
        autosaving.note(request, revision)
        if autosaving.is_autosave(request):
            return autosaving.saved(draft, keys={name: key for part in formsets for name, key in part.keys().items()})
        return _saved(request, draft, found)
    if autosaving.is_autosave(request):
        return autosaving.not_saved(form, *formsets)
    context = {
        "form": form,
        "formsets": formsets,
        "section": found,
        "remarks": with_remarks(form, practice, found),
        "practice": draft,
        "network": network_above(practice),
        "language": form.language,
        "next": _after(found),
        "is_multipart": form.is_multipart(),
    }
    return render(request, "knowledge/section_form.html", context, status=409 if form.is_overtaken else 200)


def _saved(request, practice, section):
    messages.success(request, _("Saved. You can go on at any time."))
    if request.POST.get("action") == "more":
        return redirect(request.get_full_path())
    if request.POST.get("action") == "next" and (following := _after(section)):
        language = language_asked(request, practice)
        return redirect(f"{reverse('practice-section', args=[practice.pk, following.key])}?language={language}")
    return redirect(f"{reverse('practice-status', args=[practice.pk])}#section-{section.key}")


def _after(section):
    """The section that follows; None after the last."""
    keys = editable_sections()
    position = keys.index(section) + 1
    return keys[position] if position < len(keys) else None
