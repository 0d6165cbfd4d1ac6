"""Law 2 in templates: the reader's language first, the other one marked with its `lang` attribute."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core import bilingual, markup

register = template.Library()


def lang_attribute(language: str | None):
    """` lang="it"` where a text is in another language than the page, else nothing."""
    if language and language != bilingual.current_language():
        return format_html(' lang="{}"', language)
    return ""


@register.simple_tag
def lang(record, field):
    """The attribute for an element around `{% text record field %}`: `<h3{% lang record "heading" %}>`."""
    return lang_attribute(bilingual.language_of(record, field))


@register.simple_tag
def language_shown(record, field):
    """Code of the language in which the reader gets the field; the page's own where it is empty."""
    return bilingual.language_of(record, field) or bilingual.current_language()


@register.simple_tag
def text(record, field):
    """The field in the reader's language, or else in the other one. Escaped unless taken with `as`."""
    return bilingual.read(record, field)


@register.simple_tag
def prose(record, field):
    """A field in the light markup of contributions, with its language; nothing where it is empty in both."""
    language = bilingual.language_of(record, field)
    if language is None:
        return ""
    html = markup.to_html(bilingual.text_in(record, field, language))
    return format_html('<div class="prose"{}>{}</div>', lang_attribute(language), html)


@register.simple_tag
def other_language():
    """Code of the language the page is not in."""
    return bilingual.OTHER[bilingual.current_language()]


@register.simple_tag
def other_text(record, field):
    """The field in the other language, to stand beside the reader's; empty where the reader already gets that one."""
    mine = bilingual.current_language()
    if bilingual.language_of(record, field) != mine:
        return ""
    found = bilingual.text_in(record, field, bilingual.OTHER[mine]) or ""
    return "" if found == bilingual.text_in(record, field, mine) else found


def language_name(code: str) -> str:
    return _("German") if code == "de" else _("Italian")


@register.filter(name="language_name")
def language_name_filter(code):
    """Name of a language in the reader's language."""
    return language_name(code)


GAPS = {bilingual.State.MISSING: "gap", bilingual.State.OUTDATED: "old"}


@register.simple_tag
def language_gap(record):
    """Where a page lacks the other language, or it is behind: its code, the word for it, how the line is drawn."""
    state = getattr(record, "translation_state", None)
    if state not in GAPS:
        return None
    return {"language": record.target_language, "label": bilingual.State(state).label, "kind": GAPS[state]}


@register.simple_tag
def speaks(record):
    """Which languages a record speaks: joined by a line, dotted where one is missing, dashed where outdated."""
    source, target = language_name(record.source_language), language_name(record.target_language)
    kind, second = GAPS.get(record.translation_state, ""), format_html("{}", target)
    if kind == "gap":
        second = format_html("<em>{}</em>", _("%(language)s is missing") % {"language": target})
    elif kind == "old":
        second = format_html("{} <em>{}</em>", target, bilingual.State.OUTDATED.label)
    return format_html(
        '<span class="speaks{}"><span class="vh">{} </span><span>{}</span>'
        '<i aria-hidden="true"></i><span>{}</span></span>',
        f" {kind}" if kind else "",
        _("Languages:"),
        source,
        second,
    )


@register.filter
def plain(value, length=None):
    """A text in light markup as one line without it, cut at a word."""
    return markup.plain(str(value or ""), int(length) if length else None)


@register.filter
def markdown(value):
    """A text in light markup as HTML."""
    return markup.to_html(str(value or ""))
