"""Deleting what others depend on is refused with a sentence, never with an error page (law 4)."""

from django.db import DEFAULT_DB_ALIAS, router
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

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


def dependents_sentence(pages) -> str:
    """Why these pages cannot be deleted, for the reader; empty where nothing stands against it."""
    subtree = Page.objects.none()
    for page in pages:
        subtree = subtree | Page.objects.descendant_of(page, inclusive=True)
    for page in subtree.specific():
        if page.forms_circle and page.numchild:
            return _("“%(page)s” still has pages below it. Move or delete them first.") % {"page": page}
        if dependents := dependents_of(page):
            kinds = {str(type(each)._meta.verbose_name_plural) for each in dependents}
            return _("“%(page)s” cannot be deleted: others depend on it (%(what)s).") % {
                "page": page,
                "what": ", ".join(sorted(kinds)),
            }
    return ""
