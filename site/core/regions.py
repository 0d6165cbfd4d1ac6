"""Countries and their first-level subdivisions (ISO 3166-2), read from pycountry, never typed by hand."""

import gettext
from functools import cache

import pycountry
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.bilingual import current_language

COUNTRIES = [("DE", _("Germany")), ("IT", _("Italy"))]
_TYPES = {"DE": {"Land"}, "IT": {"Region", "Autonomous region"}}


@cache
def region_codes(country: str) -> tuple[str, ...]:
    """The 16 Länder or 20 regioni as codes like `DE-SN`, `IT-52`, by name."""
    found = [s for s in pycountry.subdivisions.get(country_code=country) if s.type in _TYPES[country]]
    return tuple(s.code for s in sorted(found, key=lambda s: s.name))


@cache
def _catalogue(language: str):
    return gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=[language], fallback=True)


# Where pycountry has no translation or an uncommon spelling: (code, language) → the usual name.
_USUAL = {
    ("DE-BW", "it"): "Baden-Württemberg",
    ("DE-NW", "it"): "Renania Settentrionale-Vestfalia",
    ("DE-SN", "it"): "Sassonia",
    ("DE-ST", "it"): "Sassonia-Anhalt",
    ("IT-21", "de"): "Piemont",
    ("IT-23", "de"): "Aostatal",
    ("IT-23", "it"): "Valle d’Aosta",
    ("IT-32", "it"): "Trentino-Alto Adige",
    ("IT-36", "de"): "Friaul-Julisch Venetien",
    ("IT-36", "it"): "Friuli-Venezia Giulia",
    ("IT-45", "it"): "Emilia-Romagna",
}


@cache
def _name(code: str, language: str) -> str:
    if (code, language) in _USUAL:
        return _USUAL[code, language]
    return _catalogue(language).gettext(pycountry.subdivisions.get(code=code).name)


def region_name(code: str, language: str | None = None) -> str:
    """A region's name in the reader's language; the code itself where it is unknown."""
    try:
        return _name(code, language or current_language())
    except (AttributeError, LookupError):
        return code


def validate_region(code: str) -> None:
    if code not in {*region_codes("DE"), *region_codes("IT")}:
        raise ValidationError(_("“%(code)s” is not a German Land or an Italian region."), params={"code": code})


def region_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices for a form, grouped by country, in the reader's language; pass it as a callable."""
    return [
        (str(label), sorted(((code, region_name(code)) for code in region_codes(country)), key=lambda pair: pair[1]))
        for country, label in COUNTRIES
    ]
