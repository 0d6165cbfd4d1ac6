"""What all parts of the desk share: the one door to a draft, and how the outcome of an action is said."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from core.bilingual import LANGUAGES
from core.errors import NotPossible
from knowledge import rules
from knowledge.commenting import open_comments_at
from knowledge.models import GoodPractice


def followed(user, pk) -> GoodPractice:
    """The one door to a practice's draft, state and history: who may not follow it gets a 404."""
    return get_object_or_404(rules.followable_by(user), pk=pk)


def language_asked(request, draft) -> str:
    """The language to write in: `?language=` or, failing that, the one it was written in."""
    asked = request.GET.get("language")
    return asked if asked in LANGUAGES else draft.source_language


def name_translator(draft, language, user) -> None:
    """Who writes the other language is its translator."""
    if language != draft.source_language:
        draft.translated_by = user


def with_remarks(form, practice, section) -> list:
    """Put the open comments beside the form's fields; returns those on the section as a whole."""
    found = open_comments_at(practice) if practice else {}
    for name, field in form.fields.items():
        field.remarks = found.get(name, [])
    return found.get(section.key, [])


def do(request, act, done, answer):
    """Carry out one action and say how it went; a domain error is a sentence for the reader."""
    try:
        act()
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return answer
