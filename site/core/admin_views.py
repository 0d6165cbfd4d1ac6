"""The admin's own page for a page's audience: one place, one action, for the team."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audience
from core.actions import open_file, set_audience
from core.embedded import narrower_files
from core.errors import FilesTooNarrow, NotPossible
from core.models import Page
from core.rules import is_team


def audience_choices(page) -> list[tuple[str, str]]:
    """The audiences a page may have at its place, from its own circle to the parent's width."""
    parent = page.get_parent()
    circle = page.circle_token()
    known = [
        (audience.PUBLIC, _("everybody")),
        (audience.COMMUNITY, _("all networks")),
        (audience.COMMITTEE, _("the steering committee")),
        *([(circle, _("this network"))] if circle else []),
    ]
    return [pair for pair in known if parent is None or audience.is_within(pair[0], parent.token)]


class AudienceForm(forms.Form):
    token = forms.ChoiceField(label=gettext_lazy("Who may read this page"), widget=forms.RadioSelect)
    open_files = forms.BooleanField(
        label=gettext_lazy("Open the files it embeds too"),
        required=False,
        help_text=gettext_lazy("Otherwise a file that fewer people may open stands against it."),
    )

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, initial={"token": page.token, "open_files": kwargs.pop("open_files", False)}, **kwargs)
        self.fields["token"].choices = audience_choices(page)


def audience_view(request, page_id):
    """Show and change who may read a page. A change holds at once, for everything below too."""
    if not is_team(request.user):
        raise PermissionDenied
    page = get_object_or_404(Page, pk=page_id).specific
    draft = page.get_latest_revision_as_object()
    form = AudienceForm(request.POST or None, page=page, open_files="files" in request.GET)
    if request.method == "POST" and form.is_valid():
        try:
            _apply(page, draft, form.cleaned_data, request.user)
        except FilesTooNarrow as error:
            form.add_error("open_files", error.messages[0])
        except (NotPossible, ValidationError) as error:
            form.add_error("token", str(error))
        else:
            messages.success(request, _("The audience is changed. It holds from now on."))
            return redirect("wagtailadmin_pages:edit", page.pk)
    narrow = narrower_files(draft, page.token)
    context = {"page": page, "form": form, "narrow_files": narrow}
    return render(request, "core/admin/audience.html", context)


def _apply(page, draft, data, user):
    if data["open_files"]:
        for file in {(type(f), f.pk): f for f in (*page.files(), *draft.files())}.values():
            if not audience.is_within(data["token"], file.token):
                open_file(file, data["token"], by=user)
    if data["token"] != page.token:
        set_audience(page, data["token"], by=user)
