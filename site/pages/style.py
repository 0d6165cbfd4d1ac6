"""The living style page: every token and every part of the look in its states, drawn by the real fragments.

For development: it is found nowhere on a production site. The things it shows are made up and never saved.
"""

import re

from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.mail_samples import samples
from core.bilingual import current_language
from core.emblem import HUES, emblem
from core.icons import ICONS
from pages.style_samples import Samples

COLOUR = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
TEXT, CONTROL = 4.5, 3.0  # least contrast (WCAG 2.2, AA)
# What stands on what, and the contrast it needs.
PAIRS = [
    *(
        (ink, ground, TEXT)
        for ink in ("ink", "ink-2", "petrol", "terra", "saffron-ink")
        for ground in ("paper", "sheet")
    ),
    ("ink", "sunk", TEXT),
    ("ink-2", "sunk", TEXT),
    ("ink-2", "petrol-tint", TEXT),
    ("petrol", "petrol-tint", TEXT),
    ("petrol-strong", "petrol-tint", TEXT),
    ("on-petrol", "petrol", TEXT),
    ("on-petrol", "petrol-strong", TEXT),
    ("terra", "terra-tint", TEXT),
    ("ink", "terra-tint", TEXT),
    ("ink", "saffron-tint", TEXT),
    ("saffron-ink", "saffron-tint", TEXT),
    ("paper", "ink-2", TEXT),
    ("on-deep", "deep", TEXT),
    ("on-deep-2", "deep", TEXT),
    ("saffron", "deep", CONTROL),
    ("line", "paper", CONTROL),
    ("line", "sheet", CONTROL),
]
SPACE = [7, 14, 21, 28, 42, 56, 84, 112]  # pixels: --s1 to --s8


@require_safe
def style(request):
    refuse_in_production()
    return render(request, "pages/style.html", {"parts": parts(), **looks(), **Samples(request).context()})


@require_safe
def style_mails(request):
    """Every kind of mail with its subject, in the page's language."""
    refuse_in_production()
    return render(request, "pages/style_mails.html", {"mails": samples(current_language())})


@require_safe
def style_mail(request, kind):
    """One mail as its reader gets it. Mail programs know inline style only, so it is allowed here."""
    refuse_in_production()
    found = next((sample for sample in samples(current_language()) if sample.kind == kind), None)
    if found is None:
        raise Http404
    response = HttpResponse(found.html)
    response._csp_replace = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "img-src": ["'self'"]}
    return response


def refuse_in_production():
    if settings.PRODUCTION:
        raise Http404


def parts() -> list[dict]:
    """The sections of the page in their order."""
    titles = {
        "colours": _("Colours"),
        "type": _("Type and space"),
        "acting": _("Buttons and signs"),
        "notices": _("Notices and empty places"),
        "form": _("Fields"),
        "languages": _("Languages"),
        "networks": _("Networks"),
        "practices": _("Practices and news"),
        "ways": _("Ways"),
        "people": _("People and facts"),
        "table": _("Table and pages of a list"),
        "prose": _("Running text"),
        "drawings": _("Emblems and icons"),
        "pictures": _("Pictures that say something"),
    }
    return [{"key": key, "title": title, "template": f"style/_{key}.html"} for key, title in titles.items()]


def looks() -> dict:
    return {
        "pairs": contrasts(colours()),
        "spaces": [(f"--s{step}", pixels) for step, pixels in enumerate(SPACE, start=1)],
        "inks": [(number, emblem(f"{number}", hue=number)) for number in range(HUES)],
        "icons": sorted(ICONS),
        "form": SampleForm(prefix="calm", initial={"country": "DE", "agreed": True, "fixed": _("cannot be changed")}),
        "wrong_form": SampleForm({"bad-title": "", "bad-day": "30.02.2026", "bad-country": ""}, prefix="bad"),
        "list_page": Paginator(range(300), 15).get_page(6),
    }


# --- Colours -----------------------------------------------------------------------------------------


def colours() -> dict[str, tuple[str, str]]:
    """The tokens of the style sheet as it is: name → hex codes in light and in dark."""
    with open(finders.find("css/site.css"), encoding="utf-8") as sheet:
        return {name: (light, dark) for name, light, dark in COLOUR.findall(sheet.read())}


def contrasts(tokens) -> list[dict]:
    """Each pair with its contrast in light and in dark; `enough` says whether both reach what the pair needs."""
    rows = []
    for ink, ground, least in PAIRS:
        light, dark = (contrast(over, under) for over, under in zip(tokens[ink], tokens[ground], strict=True))
        enough = min(light, dark) >= least
        rows.append({"ink": ink, "ground": ground, "least": least, "light": light, "dark": dark, "enough": enough})
    return rows


def contrast(first: str, second: str) -> float:
    """The contrast of two colours by WCAG, 1 to 21, cut after one place."""
    lower, higher = sorted((luminance(first), luminance(second)))
    return int((higher + 0.05) / (lower + 0.05) * 10) / 10


def luminance(code: str) -> float:
    shares = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- A form -------------------------------------------------------------------------------------------


class SampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label=gettext_lazy("Title"), help_text=gettext_lazy("What stands above, in a few words."))
    day = forms.DateField(label=gettext_lazy("Day"))
    text = forms.CharField(label=gettext_lazy("Text"), widget=forms.Textarea, required=False)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        choices=[("", "–"), ("DE", gettext_lazy("Germany")), ("IT", gettext_lazy("Italy"))],
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("de", "Deutsch"), ("it", "Italiano")], widget=forms.RadioSelect
    )
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    fixed = forms.CharField(label=gettext_lazy("Fixed"), disabled=True, required=False)
    agreed = forms.BooleanField(label=gettext_lazy("I have read it"))
