"""The map of the home page: the Länder above the regioni as points in their places, the networks between them.

Schematic, not geographic. What a network joins is large and named, filled in Germany and a ring in Italy.
"""

from functools import lru_cache
from itertools import combinations, permutations, product
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core import emblem
from core.bilingual import current_language
from core.regions import COUNTRIES, region_codes, region_name

Point = tuple[int, int]
Emblem = tuple[str, int]  # what it is drawn from, and its ink

# code → column, row below the country's first, short name. Neighbours in a row are two columns apart.
PLACES = {
    "DE-SH": (6, 0, "SH"),
    "DE-HB": (3, 1, "HB"),
    "DE-HH": (5, 1, "HH"),
    "DE-MV": (7, 1, "MV"),
    "DE-NI": (4, 2, "NI"),
    "DE-ST": (6, 2, "ST"),
    "DE-BE": (8, 2, "BE"),
    "DE-BB": (10, 2, "BB"),
    "DE-NW": (3, 3, "NW"),
    "DE-HE": (5, 3, "HE"),
    "DE-TH": (7, 3, "TH"),
    "DE-SN": (9, 3, "SN"),
    "DE-SL": (2, 4, "SL"),
    "DE-RP": (4, 4, "RP"),
    "DE-BW": (6, 4, "BW"),
    "DE-BY": (8, 4, "BY"),
    "IT-23": (2, 0, "VDA"),
    "IT-25": (4, 0, "LOM"),
    "IT-32": (6, 0, "TAA"),
    "IT-36": (8, 0, "FVG"),
    "IT-21": (3, 1, "PIE"),
    "IT-34": (7, 1, "VEN"),
    "IT-42": (4, 2, "LIG"),
    "IT-45": (6, 2, "EMR"),
    "IT-52": (5, 3, "TOS"),
    "IT-55": (7, 3, "UMB"),
    "IT-57": (9, 3, "MAR"),
    "IT-62": (8, 4, "LAZ"),
    "IT-65": (10, 4, "ABR"),
    "IT-88": (3, 5, "SAR"),
    "IT-72": (9, 5, "CAM"),
    "IT-67": (11, 5, "MOL"),
    "IT-77": (10, 6, "BAS"),
    "IT-75": (12, 6, "PUG"),
    "IT-78": (11, 7, "CAL"),
    "IT-82": (8, 8, "SIC"),
}
WIDTH, LEFT, TOP, COLUMN, ROW = 340, 2, 20, 26, 30
TILE, SEAT, EMBLEM = 15, 28, 53
SEATS_IN_A_ROW, SEAT_ROW, ABOVE, BELOW = 6, 58, 74, 78
BENDS = list(product((0.35, 0.6), (-2, -1, 0, 1, 2)))  # how far a line keeps its direction, columns it leans


def region_map(networks) -> dict | None:
    """The map of these networks, which are those the reader may see, with their regions at hand (prefetched).

    Returns: `picture` (svg) and `countries`, `rows` of its table, or None where no network names a region.
    """
    joined = [(network, codes_of(network)) for network in networks]
    joined = [(network, codes) for network, codes in joined if codes]
    if not joined:
        return None
    countries = sorted(COUNTRIES, key=lambda country: country[0] != current_language().upper())
    return {
        "picture": draw(tuple((emblem_of(network), codes) for network, codes in joined), current_language()),
        "countries": [name for _code, name in countries],
        "rows": [
            {"network": network, "regions": [(name, named(codes, code)) for code, name in countries]}
            for network, codes in joined
        ],
    }


def emblem_of(network) -> Emblem:
    return network.emblem_seed, network.hue


def codes_of(network) -> tuple[str, ...]:
    return tuple(region.code for region in network.regions.all() if region.code in PLACES)


def named(codes, country: str) -> str:
    """Those of one country in words, each with the short name that the picture shows."""
    return ", ".join(f"{region_name(code)} ({PLACES[code][2]})" for code in codes if code.startswith(country))


@lru_cache(maxsize=64)
def draw(joined: tuple[tuple[Emblem, tuple[str, ...]], ...], language: str) -> SafeString:
    """The svg of pairs (emblem, codes). It depends on nothing else, so it is drawn once per process and language."""
    seats = seats_of(joined)
    italy = max(y for _x, y in seats.values()) + BELOW
    places = {code: place_of(code, italy) for code in PLACES}
    taking_part = {code for _emblem, codes in joined for code in codes}
    obstacles = [(*places[code], TILE + 3) for code in sorted(taking_part)] + [(*seat, SEAT) for seat in seats.values()]
    small = [off(code, places[code]) for code in PLACES if code not in taking_part]
    return format_html(
        '<svg class="map" viewBox="0 0 {} {}" role="img" aria-labelledby="map-title"><title id="map-title">{}</title>'
        "{}{}{}{}</svg>",
        WIDTH,
        places["IT-82"][1] + 18,
        sentence(len(joined), taking_part),
        mark_safe("".join(small)),  # numbers and our own class names only
        mark_safe("".join(network_group(drawn, codes, seats[drawn], places, obstacles) for drawn, codes in joined)),
        format_html_join("", "{}", ((tile(code, places[code], language),) for code in sorted(taking_part))),
        captions(taking_part, places),
    )


def sentence(networks: int, taking_part: set[str]) -> str:
    return _(
        "Networks: %(networks)s. Länder of Germany that take part: %(de)s of %(all_de)s. "
        "Regions of Italy that take part: %(it)s of %(all_it)s. The table names them."
    ) % {"networks": networks, **numbers(taking_part)}


def numbers(taking_part: set[str]) -> dict[str, int]:
    return {
        "de": sum(code.startswith("DE") for code in taking_part),
        "it": sum(code.startswith("IT") for code in taking_part),
        "all_de": len(region_codes("DE")),
        "all_it": len(region_codes("IT")),
    }


# --- Where things lie -----------------------------------------------------------------------------------


def place_of(code: str, italy: int) -> Point:
    column, row, _short = PLACES[code]
    return LEFT + COLUMN * column, (TOP if code.startswith("DE") else italy) + ROW * row


def seats_of(joined) -> dict[Emblem, Point]:
    """The emblems' places, at most six beside each other."""
    rows = ceil(len(joined) / SEATS_IN_A_ROW)
    first = TOP + ROW * 4 + ABOVE
    seats = {}
    by_column = sorted(joined, key=lambda pair: (mean_column(pair[1]), pair[0]))
    for number in range(rows):
        beside = with_fewest_crossings(by_column[number::rows])
        for index, (drawn, _codes) in enumerate(beside):
            seats[drawn] = (seat_x(index, len(beside)), first + SEAT_ROW * number)
    return seats


def seat_x(index: int, count: int) -> int:
    return round(WIDTH * (2 * index + 1) / (2 * count))


def mean_column(codes) -> float:
    return sum(PLACES[code][0] for code in codes) / len(codes)


def with_fewest_crossings(beside):
    """The order in which the networks' lines cross least and reach least far; first of equals."""
    count = len(beside)
    crossed = {(a, b): crossings(a[1], b[1]) for a, b in permutations(beside, 2)}
    reaching = {(one, index): reach(one[1], seat_x(index, count)) for one in beside for index in range(count)}

    def cost(order):
        crossing = sum(crossed[pair] for pair in combinations(order, 2))
        return crossing + sum(reaching[one, index] for index, one in enumerate(order))

    return min(permutations(beside), key=cost)


def reach(codes, x: int) -> float:
    """How far the lines of a network at x go sideways; far ones weigh more, a quarter of the width is one crossing."""
    return sum(((LEFT + COLUMN * PLACES[code][0] - x) / (WIDTH / 4)) ** 2 for code in codes)


def crossings(left, right) -> int:
    """How many lines cross where the network of the first codes sits to the left of the other one."""
    return sum(a[:2] == b[:2] and PLACES[a][0] > PLACES[b][0] for a in left for b in right)


def curve(place: Point, seat: Point, obstacles) -> tuple[Point, ...]:
    """The line from region to network as a cubic curve; of several, the one that runs under the fewest others."""
    (x, y), (to_x, to_y) = place, seat
    drop = to_y - y
    curves = [
        (place, (x + COLUMN * lean, y + round(drop * keep)), (to_x, to_y - round(drop * keep)), seat)
        for keep, lean in BENDS
    ]
    others = [other for other in obstacles if other[:2] not in (place, seat)]
    return min(curves, key=lambda points: hits(points, others) + abs(points[1][0] - x) / COLUMN / 2)


def hits(points, others) -> int:
    """How much of the curve lies under other tiles and emblems, in sixteenths."""
    (a, b), (c, d), (e, f), (g, h) = points
    count = 0
    for step in range(1, 16):
        t, u = step / 16, 1 - step / 16
        p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        x, y = p * a + q * c + r * e + s * g, p * b + q * d + r * f + s * h
        count += sum((x - ox) ** 2 + (y - oy) ** 2 < radius**2 for ox, oy, radius in others)
    return count


# --- How they look --------------------------------------------------------------------------------------


def off(code: str, place: Point) -> str:
    kind, radius = ("m-off", 3) if code.startswith("DE") else ("m-off it", 2.5)
    return f'<circle class="{kind}" cx="{place[0]}" cy="{place[1]}" r="{radius}"/>'


def path(points) -> str:
    (a, b), (c, d), (e, f), (g, h) = points
    return f"M{a} {b}C{c} {d} {e} {f} {g} {h}"


def network_group(drawn: Emblem, codes, seat: Point, places, obstacles) -> str:
    """A network's lines, and its emblem on a seat of paper that covers their ends."""
    paths = "".join(path(curve(places[code], seat, obstacles)) for code in codes)
    seed, hue = drawn
    found = emblem.plan(seed)
    x, y = seat
    return (
        f'<g class="m-net" data-hue="{hue}"><path d="{paths}"/><circle cx="{x}" cy="{y}" r="{SEAT}"/>'
        f'<svg x="{x - EMBLEM // 2}" y="{y - EMBLEM // 2}" width="{EMBLEM}" height="{EMBLEM}" '
        f'viewBox="-4 -4 108 108">{emblem.figure(found) if found else emblem.MARK}</svg></g>'
    )


def tile(code: str, place: Point, language: str) -> SafeString:
    x, y = place
    return format_html(
        '<g class="m-tile{}"><title>{}</title><circle cx="{}" cy="{}" r="{}"/><text x="{}" y="{}">{}</text></g>',
        "" if code.startswith("DE") else " it",
        region_name(code, language),
        x,
        y,
        TILE,
        x,
        y + 4,
        PLACES[code][2],
    )


def captions(taking_part: set[str], places) -> SafeString:
    """How many of how many, beside each country."""
    counted = numbers(taking_part)
    north = _("%(all)s Länder, %(joined)s take part") % {"all": counted["all_de"], "joined": counted["de"]}
    south = _("%(all)s regions, %(joined)s take part") % {"all": counted["all_it"], "joined": counted["it"]}
    return format_html(
        '<text class="m-cap" x="{}" y="{}">{}</text><text class="m-cap" x="{}" y="{}">{}</text>',
        places["DE-SH"][0] + 22,
        places["DE-SH"][1] + 5,
        north,
        0,
        places["IT-78"][1] + 5,
        south,
    )
