"""What a hit shows beside its texts: the icon of its kind, the language it is in, why it was found."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from core.templatetags.bilingual import lang_attribute
from core.templatetags.look import icon, point

register = template.Library()

ICONS = {
    "practice": "book",
    "block": "link",
    "publication": "book",
    "term": "languages",
    "news": "clock",
    "network": "people",
    "organisation": "place",
    "body": "people",
}
ONLY_IN = {"de": gettext_lazy("in German"), "it": gettext_lazy("in Italian")}
REASONS = {
    "glossary": gettext_lazy("Found through the glossary: {written} – {text}"),
    "dictionary": gettext_lazy("Found through the dictionary: {written} – {text}"),
    "learned": gettext_lazy("Found through translations that stand here: {written} – {text}"),
    "synonym": gettext_lazy("Related to {written}: {text}"),
    "like": gettext_lazy("Similar spelling: {text}"),
    "part": gettext_lazy("Contains {written}: {text}"),
    "part_of": gettext_lazy("Part of {written}: {text}"),
}
VERSION = {
    "de": gettext_lazy("Found in the German version: {text}"),
    "it": gettext_lazy("Found in the Italian version: {text}"),
}


@register.simple_tag
def kind_icon(kind):
    return icon(ICONS.get(kind, "file"), "s")


@register.simple_tag
def lang_of(language):
    """` lang="it"` where a text is in another language than the page."""
    return lang_attribute(language)


@register.simple_tag
def only_in(language):
    """The mark of what can be read in the other language only."""
    return format_html('<span class="in-lang">{}{}</span>', point(language), ONLY_IN[language])


@register.simple_tag
def reason(why):
    """One sentence about how a hit was found (`search.highlighting.Reason`)."""
    sentence = VERSION[why.language] if why.kind == "version" else REASONS[why.kind]
    text = format_html("<b{}>{}</b>", lang_attribute(why.language), why.text)
    # Our own sentence around escaped words.
    return mark_safe(str(sentence).format(written=format_html("<b>{}</b>", why.written), text=text))
