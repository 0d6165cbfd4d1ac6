"""What a practice's record looks like in lists and on its page: the ladder, how often it was taken over, blocks."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.bilingual import current_language
from core.templatetags.look import icon
from knowledge.library.tagging import most_used
from knowledge.models import Maturity

register = template.Library()

RUNGS = list(Maturity)
SOLIDS = (  # isometric, in a box of 44
    '<path class="s" d="M6 14 22 5 38 14V31L22 40 6 31z"/><path d="M6 14 22 23 38 14M22 23V40"/>',
    '<path class="s" d="m5 20 21-11 13 8v10L18 37 5 30z"/><path d="m5 20 13 7 21-10M18 27v10"/>',
    '<path class="s" d="M22 4 39 31 20 40 5 30z"/><path d="M22 4 20 40"/>',
    '<path class="s" d="m8 12 14-6 14 6v20l-14 7-14-7z"/><path d="m8 12 14 7 14-7M22 19v20M8 22l14 7 14-7"/>',
)


@register.simple_tag
def ladder(practice):
    """The practice's maturity as four rising bars and its word; nothing where it is not said."""
    if practice.maturity not in RUNGS:
        return ""
    height = RUNGS.index(practice.maturity) + 1
    bars = mark_safe("".join("<i class=on></i>" if n < height else "<i></i>" for n in range(len(RUNGS))))
    return format_html(
        '<span><span class="ladder" aria-hidden="true">{}</span>{}</span>', bars, practice.get_maturity_display()
    )


@register.simple_tag(takes_context=True)
def times_adopted(context, practice):
    """How often it has been taken over, in words; nothing where nobody has yet.

    The number stands on the practice (`for_lists`) or in the page's `adoption_counts`.
    """
    number = getattr(practice, "times_adopted", None)
    if number is None:
        number = context.get("adoption_counts", {}).get(practice.pk, 0)
    if not number:
        return ""
    words = ngettext("taken over %(count)s time", "taken over %(count)s times", number) % {"count": number}
    return format_html("<span>{}{}</span>", icon("link", "s"), words)


@register.simple_tag
def solid(number):
    """A small solid for the building block of this number; decoration beside its title."""
    drawing = mark_safe(SOLIDS[int(number or 0) % len(SOLIDS)])
    return format_html('<svg viewBox="0 0 44 44" aria-hidden="true" focusable="false">{}</svg>', drawing)


@register.simple_tag(takes_context=True)
def tag_suggestions(context, language):
    """The tags most often used, as written in a language: the first in words, all as what the field proposes."""
    language = language or current_language()
    names = most_used(language, context["request"].user)
    if not names:
        return ""
    return format_html(
        '<p class="hint">{} <span lang="{}">{}</span></p><datalist id="tags-known">{}</datalist>',
        _("Often used:"),
        language,
        ", ".join(names[:8]),
        format_html_join("", '<option value="{}">', ((name,) for name in names)),
    )
