"""The only ways an audience changes."""

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from core import audience
from core.embedded import narrower_files
from core.errors import FilesTooNarrow, NotAllowed, NotPossible
from core.models import Page
from core.rules import editable_by, is_team


@transaction.atomic
def set_audience(page, token: str, *, by) -> None:
    """Give a page another audience, at once; nothing below it (or aliased from it) stays wider.

    Raises:
        ValidationError: `token` is no audience.
        NotAllowed: `by` is not of the team.
        NotPossible: the parent is narrower, or something below belongs to a different circle.
        FilesTooNarrow: the page embeds a file that fewer people may open.
    """
    if not is_team(by):
        raise NotAllowed
    audience.validate_token(token)
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    parent = page.get_parent()
    if parent and not audience.is_within(token, parent.token):
        raise NotPossible(_("The page above is open to fewer people. Open that one first."))
    below = Page.objects.select_for_update().descendant_of(page)
    if any(not audience.is_within(t, token) and not audience.is_within(token, t) for t in _tokens(below)):
        raise NotPossible(_("Something below this page belongs to a different circle. Move it first."))
    if page.live and (files := narrower_files(page, token)):
        raise FilesTooNarrow(files)
    page.follow_audience(token)
    apply_token(page, token)
    # A log entry, because who opened or closed what must be answerable later.
    _log(page, token, by)


def _tokens(pages):
    return set(pages.values_list("token", flat=True))


def apply_token(page, token: str) -> None:
    """Write a page's token and narrow everything below to it, in one statement; aliases of the subtree follow."""
    subtree = Page.objects.descendant_of(page, inclusive=True)
    wider = [t for t in _tokens(subtree) if not audience.is_within(t, token)]
    subtree.update(
        token=Case(When(pk=page.pk, then=Value(token)), When(token__in=wider, then=Value(token)), default="token")
    )
    page.token = token
    for alias in Page.objects.filter(alias_of__in=subtree.values("pk")).select_related("alias_of"):
        if not audience.is_within(alias.token, alias.alias_of.token):
            apply_token(alias, alias.alias_of.token)


def _log(page, token, by):
    log(instance=page, action="connactions.audience", user=by, data={"token": token})


@transaction.atomic
def open_file(file, token: str, *, by) -> None:
    """Give an image or a document another audience. Its sender, the team, or who admits the page it belongs to may.

    Raises:
        NotAllowed: `by` is none of these.
    """
    audience.validate_token(token)
    concerned = file.uploaded_by_user_id == by.pk or editable_by(by).filter(pk=file.page_id).exists()
    if not (is_team(by) or concerned) or not file.is_visible_to(by):
        raise NotAllowed
    type(file).objects.filter(pk=file.pk).update(token=token)
    file.token = token
