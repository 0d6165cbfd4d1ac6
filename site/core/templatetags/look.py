"""What the look draws itself: emblems, icons, the actors' balance, the way of a contribution."""

import re
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core import emblem as emblems
from core.bilingual import current_language
from core.icons import ICONS

register = template.Library()

MANY = 16  # from here on actors are drawn as small points


@register.simple_tag
def emblem(network, size=""):
    """A network's emblem in its ink; `size` is "xs", "s", "" or "l"."""
    return emblems.emblem(network.emblem_seed, size, network.hue)


@register.filter
def page_numbers(items):
    """The numbers a pager shows: the first, the last, those around this page, “…” for what lies between."""
    return items.paginator.get_elided_page_range(items.number, on_each_side=2, on_ends=1)


@register.simple_tag
def icon(name, size=""):
    """One of our own icons. It never stands alone: a word is beside it."""
    return format_html(
        '<svg class="i{}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        f" {size}" if size else "",
        mark_safe(ICONS[name]),  # our own drawings
    )


@register.simple_tag
def point(country_or_language):
    """A filled point for Germany, a ring for Italy; takes a country or language code."""
    ring = " it" if str(country_or_language).lower() == "it" else ""
    return format_html('<span class="pt{}" aria-hidden="true"></span>', ring)


def points(country):
    dots = format_html_join("", "{}", ((point(country.code),) for _unused in range(country.actors)))
    return format_html('<i aria-hidden="true">{}</i>', dots)


@register.simple_tag
def balance(composition):
    """The actors of both countries as points, a line and rings, with the numbers and a sentence for screen readers."""
    germany, italy = sorted(composition.countries, key=lambda country: country.code.upper())
    sentence = _("Actors: %(de)s from Germany, %(it)s from Italy") % {"de": germany.actors, "it": italy.actors}
    return format_html(
        '<span class="balance{}">{}{}<span class="vh">{}</span><span aria-hidden="true">{} + {}</span></span>',
        " many" if germany.actors + italy.actors > MANY else "",
        points(germany),
        points(italy),
        sentence,
        germany.actors,
        italy.actors,
    )


def step(label, state):
    if state == "current":
        return format_html('<li aria-current="step">{}</li>', label)
    if state == "done":
        return format_html('<li class="done">{}<span class="vh"> ({})</span></li>', label, _("done"))
    return format_html("<li>{}</li>", label)


@register.simple_tag
def way(steps):
    """Steps as diamonds on a line. Takes pairs of label and state: done, current or open."""
    pairs = list(steps)
    items = format_html_join("", "{}", ((step(label, state),) for label, state in pairs))
    return format_html('<ol class="way{}">{}</ol>', " long" if len(pairs) > 4 else "", items)


@register.simple_tag
def regions(network):
    """A network's regions in words, the reader's country first: Sachsen – Toskana."""
    mine = current_language().upper()
    names = {"DE": [], "IT": []}
    for region in network.regions.all():
        names[region.code[:2]].append(str(region))
    ordered = sorted(names.items(), key=lambda pair: pair[0] != mine)
    return " – ".join(", ".join(listed) for _country, listed in ordered if listed)


@register.simple_tag
def bars(composition):
    """Public actors as a filled bar, private ones as an open bar beside it."""
    total = composition.public + composition.private
    if not total:
        return ""
    filled = round(118 * composition.public / total)
    return format_html(
        '<svg viewBox="0 0 120 12" aria-hidden="true" focusable="false"><rect class="pub" width="{}" height="12"/>'
        '<rect class="prv" x="{}" y="1" width="{}" height="10"/></svg>',
        filled,
        filled + 3,
        max(117 - filled - 1, 0),
    )


@register.filter
def model_name(record):
    """Which model a record is of, for templates that show several."""
    return type(record).__name__


@register.filter
def of_type(records, name):
    """Those of a list that are of the named model: `children|of_type:"GoodPractice"`."""
    return [record for record in records or [] if model_name(record) == name]


DAY = {"de": "j. F Y", "it": "j F Y"}
FIRST = re.compile(r"^1 (?=[a-z])")
BEFORE_A_VOWEL = re.compile(r"\b(d?a)l (?=(?:8|11) [a-z])")  # otto, undici


def _in_words(value, form):
    """Written out in the reader's language; Italian has days and months in small letters, and a 1º of the month."""
    if not value:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    words = date_format(local, form)
    if current_language() != "it":
        return words
    return FIRST.sub("1º ", words.lower())


@register.filter(is_safe=True)
def elided(sentence):
    """Italian writes dall’8 and all’11 where it writes dal 3; for `{% filter elided %}` around a text with a date."""
    return BEFORE_A_VOWEL.sub(r"\1ll’", sentence) if current_language() == "it" else sentence


@register.filter
def day(value, form=None):
    """A date: 3. März 2026, 3 marzo 2026; or in another of Django's date formats."""
    return _in_words(value, form or DAY[current_language()])


@register.filter
def moment(value):
    """A date with its time: 3. März 2026, 14:05."""
    return _in_words(value, DAY[current_language()] + ", H:i")
