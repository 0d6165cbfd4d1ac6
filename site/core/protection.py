"""Deleting what others depend on is refused with a sentence, never with an error page (law 4)."""

from django.contrib import messages
from django.db import DEFAULT_DB_ALIAS, router
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import DeleteView

from core.models import Page


def dependents_of(record) -> list:
    """The records that forbid deleting this one (PROTECT, RESTRICT), or an empty list."""
    collector = Collector(using=router.db_for_write(type(record), instance=record) or DEFAULT_DB_ALIAS)
    try:
        collector.collect([record])
    except ProtectedError as error:
        return list(error.protected_objects)
    except RestrictedError as error:
        return list(error.restricted_objects)
    return []


def refusal(record, dependents=None) -> str:
    """Why a record that is no page cannot be deleted, for the reader; empty where nothing stands against it."""
    dependents = dependents_of(record) if dependents is None else dependents
    return _depended_on(record, dependents) if dependents else ""


def _depended_on(record, dependents) -> str:
    kinds = {str(type(each)._meta.verbose_name_plural) for each in dependents}
    return _("“%(page)s” cannot be deleted: others depend on it (%(what)s).") % {
        "page": record,
        "what": ", ".join(sorted(kinds)),
    }


class CarefulDeleteView(DeleteView):
    """The admin's view to delete a record: refused with the sentence where others depend on it."""

    def dependents(self) -> list:
        return dependents_of(self.object)

    def run_before_hook(self):
        if sentence := refusal(self.object, self.dependents()):
            messages.error(self.request, sentence)
            return redirect(self.get_success_url())
        return super().run_before_hook()


def dependents_sentence(pages) -> str:
    """Why these pages cannot be deleted, for the reader; empty where nothing stands against it."""
    subtree = Page.objects.none()
    for page in pages:
        subtree = subtree | Page.objects.descendant_of(page, inclusive=True)
    for page in subtree.specific():
        if page.forms_circle and page.numchild:
            return _("“%(page)s” still has pages below it. Move or delete them first.") % {"page": page}
        if dependents := dependents_of(page):
            return _depended_on(page, dependents)
    return ""
