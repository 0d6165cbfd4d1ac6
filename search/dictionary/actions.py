"""What can happen to a pair."""

from django.db import transaction

from core.markup import one_line
from search.dictionary.files import plain
from search.models import DictionaryEntry


@transaction.atomic
def forbid(german: str, italian: str, *, by=None) -> DictionaryEntry:
    """This pair translates each other no more, whoever says so."""
    if entry := stored(german, italian).first():
        entry.forbidden = True
        entry.save()
        return entry
    return DictionaryEntry.objects.create(
        german=one_line(german), italian=one_line(italian), forbidden=True, added_by=by
    )


@transaction.atomic
def allow(german: str, italian: str) -> bool:
    """Take a prohibition back; False where there is none. An imported pair is an entry again."""
    entry = stored(german, italian).filter(forbidden=True).first()
    if not entry:
        return False
    if entry.source:
        entry.forbidden = False
        entry.save()
    else:
        entry.delete()
    return True


def stored(german: str, italian: str):
    """The entries of this pair, however it is written."""
    rows = DictionaryEntry.objects.values_list("pk", "german", "italian").iterator()
    wanted = plain(german), plain(italian)
    return DictionaryEntry.objects.filter(pk__in=[pk for pk, *pair in rows if tuple(map(plain, pair)) == wanted])
