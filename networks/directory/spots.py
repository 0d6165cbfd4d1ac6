"""The map of the directory: Länder above the regioni in their places, with how many organisations each has."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.bilingual import current_language
from core.regions import COUNTRIES, region_name
from networks.map import PLACES, ROW, TILE, TOP, WIDTH, off, place_of, tile

ITALY = TOP + ROW * 6  # where its first row stands


def region_spots(counts) -> dict | None:
    """The map of region → number, with the rows of its table; None where nobody is anywhere."""
    found = {code: number for code, number in counts.items() if code in PLACES and number}
    if not found:
        return None
    home = current_language().upper()
    order = sorted(found, key=lambda code: (code[:2] != home, region_name(code)))
    names = dict(COUNTRIES)
    return {
        "picture": draw(tuple(sorted(found.items())), current_language()),
        "rows": [
            {"code": code, "name": region_name(code), "country": names[code[:2]], "count": found[code]}
            for code in order
        ],
    }


@lru_cache(maxsize=64)
def draw(counts: tuple[tuple[str, int], ...], language: str) -> SafeString:
    """The svg of pairs (code, number). It depends on nothing else, so it is drawn once per process and language."""
    places = {code: place_of(code, ITALY) for code in PLACES}
    there = dict(counts)
    sentence = _("Organisations: %(all)s, in %(regions)s regions of Germany and Italy. The table names them.") % {
        "all": sum(there.values()),
        "regions": len(there),
    }
    spots = ((tile(code, places[code], language), _number(places[code], there[code])) for code in there)
    return format_html(
        '<svg class="map" viewBox="0 0 {} {}" role="img" aria-labelledby="spots-title">'
        '<title id="spots-title">{}</title>{}{}</svg>',
        WIDTH,
        places["IT-82"][1] + 18,
        sentence,
        mark_safe("".join(off(code, place) for code, place in places.items() if code not in there)),  # numbers only
        format_html_join("", "{}{}", spots),
    )


def _number(place, number: int) -> SafeString:
    x, y = place
    return format_html('<text class="m-cap" x="{}" y="{}">{}</text>', x + TILE + 3, y + 5, number)
