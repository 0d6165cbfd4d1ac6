"""The emblem of a network, drawn from its slug: a constellation that is the same figure when turned by 180 degrees.

Upper half filled points (Germany), lower half rings (Italy), the parallelogram both span together their common
ground. Integers only, so that any language can redraw it exactly.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

MASK = 0xFFFFFFFF
HUES = 12
STEP = 11
RADII = (4.4, 5.6, 7.2)
ROUNDS = 500
LATTICE = [(x, y) for y in (4, 3, 2, 1) for x in range(-4, 5) if x * x + y * y <= 17]

Point = tuple[int, int]
Line = tuple[Point, Point]


@dataclass(frozen=True)
class Plan:
    """An emblem as numbers, in cells of the lattice; lines and points of the upper half only."""

    hue: int
    kind: int  # 0: 3 + 3 points, 1: 3 + centre + 3, 2: 4 + 4
    top: tuple[Point, ...]
    lines: tuple[Line, ...]
    ground: tuple[Point, ...]
    radii: tuple[float, ...]


def seed_of(slug: str) -> int:
    """FNV-1a, 32 bit, over the UTF-8 bytes."""
    value = 2166136261
    for byte in slug.encode():
        value = ((value ^ byte) * 16777619) & MASK
    return value


def numbers_from(seed: int) -> Iterator[int]:
    """mulberry32 as unsigned 32-bit integers."""
    while True:
        seed = (seed + 0x6D2B79F5) & MASK
        t = ((seed ^ (seed >> 15)) * (1 | seed)) & MASK
        t = ((t + (((t ^ (t >> 7)) * (61 | t)) & MASK)) & MASK) ^ t
        yield (t ^ (t >> 14)) & MASK


def turn(p: Point) -> Point:
    return -p[0], -p[1]


def distance2(a: Point, b: Point) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def cross(a: Point, b: Point) -> int:
    return a[0] * b[1] - a[1] * b[0]


def on_line(p: Point, a: Point, b: Point) -> bool:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = (p[0] - a[0]) * dx + (p[1] - a[1]) * dy
    off = (p[0] - a[0]) * dy - (p[1] - a[1]) * dx
    return 0 < along < length and off * off * 10 < length * 8


def draw_points(numbers: Iterator[int], count: int) -> list[Point]:
    """Up to 60 draws from the lattice; keeps what is far enough from the kept points and from all their turns."""
    kept: list[Point] = []
    for _ in range(60):
        if len(kept) == count:
            break
        p = LATTICE[next(numbers) % len(LATTICE)]
        others = [turn(p), *kept, *map(turn, kept)]
        if all(distance2(p, q) >= 5 for q in others):
            kept.append(p)
    return kept


def common_ground(top: list[Point]) -> Line | None:
    """The pair that spans the smallest parallelogram from 6 to 13, the first of equals."""
    pairs = [(top[i], top[j]) for i in range(len(top)) for j in range(i + 1, len(top))]
    fitting = [pair for pair in pairs if 6 <= abs(cross(*pair)) <= 13]
    return min(fitting, key=lambda pair: abs(cross(*pair)), default=None)


def join(top: list[Point], a: Point, b: Point, kind: int) -> list[Line]:
    """Lines of the upper half: the ground's edges, the centre's, then the nearest free point each time (Prim)."""
    joined, lines = [a, b], [(a, b), (b, turn(a))]
    if kind == 1:
        lines.append((a, (0, 0)))
    while len(joined) < len(top):
        free = [(p, q) for p in top if p not in joined for q in joined]
        link = min(free, key=lambda pq: distance2(*pq))
        joined.append(link[0])
        lines.append(link)
    return lines


def is_clear(top: list[Point], a: Point, b: Point, lines: list[Line]) -> bool:
    """No free point in the ground, no point on a line, and the figure reaches out to the rim."""
    area = abs(cross(a, b))
    if any(p not in (a, b) and abs(cross(p, a)) + abs(cross(p, b)) <= area + 2 for p in top):
        return False
    points = [*top, *map(turn, top)]
    if any(r not in (p, q) and on_line(r, p, q) for p, q in lines for r in points):
        return False
    return max(x * x + y * y for x, y in top) >= 13


def plan(slug: str) -> Plan | None:
    """The emblem's figure, or None where no round out of 500 gives one."""
    seed = seed_of(slug)
    numbers = numbers_from(seed)
    kind = next(numbers) % 3
    count = 4 if kind == 2 else 3
    for _ in range(ROUNDS):
        top = draw_points(numbers, count)
        if len(top) < count or (pair := common_ground(top)) is None:
            continue
        a, b = pair
        lines = join(top, a, b, kind)
        if is_clear(top, a, b, lines):
            radii = tuple(RADII[next(numbers) % 3] for _ in top)
            return Plan(seed % HUES, kind, tuple(top), tuple(lines), (a, b, turn(a), turn(b)), radii)
    return None


def at(p: Point) -> Point:
    return 50 + STEP * p[0], 50 - STEP * p[1]


def line_path(p: Point, q: Point) -> str:
    (a, b), (c, d) = at(p), at(q)
    return f"M{a} {b}L{c} {d}"


def circle(kind: str, p: Point, radius: float) -> str:
    x, y = at(p)
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="{radius:.1f}"/>'


def web(found: Plan) -> str:
    """Common ground and lines, which lie below the points."""
    path = "".join(line_path(p, q) + line_path(turn(p), turn(q)) for p, q in found.lines)
    ground = " ".join("{} {}".format(*at(p)) for p in found.ground)
    return f'<polygon class="e-ground" points="{ground}"/><path class="e-line" d="{path}"/>'


def points(found: Plan) -> str:
    centre = [circle("e-de", (0, 0), 2.6)] if found.kind == 1 else []
    filled = [circle("e-de", p, r) for p, r in zip(found.top, found.radii, strict=True)]
    rings = [circle("e-it", turn(p), r - 1.1) for p, r in zip(found.top, found.radii, strict=True)]
    return "".join(centre + filled + rings)


def figure(found: Plan) -> str:
    """The drawing inside the svg element, on a box of 100."""
    return web(found) + points(found)


MARK = "".join(
    [
        f'<path class="e-line" d="{line_path((-2, 2), (2, -2))}"/>',
        circle("e-de", (-2, 2), 7.2),
        circle("e-it", (2, -2), 6.1),
    ]
)


def hue_of(slug: str) -> int:
    """The number of the network's ink, 0 to 11."""
    return seed_of(slug) % HUES


def free_hue(slug: str, taken: Iterable[int]) -> int:
    """The ink for a new network: its own number or, where that is taken, every fifth until one is free."""
    taken, own = set(taken), hue_of(slug)
    if len(taken) < HUES:
        while own in taken:
            own = (own + 5) % HUES
    return own


@lru_cache(maxsize=512)
def emblem(slug: str, size: str = "", hue: int | None = None) -> SafeString:
    """The emblem as an svg element. It is decoration beside the name, hence hidden from screen readers.

    Args:
        slug: the network's slug; any text gives a figure, at worst the site's own mark.
        size: "xs", "s", "" or "l".
        hue: number of the ink; computed from the slug where it is not given (a network has its own).
    """
    found = plan(slug)
    return format_html(
        '<svg class="emblem{}" data-hue="{}" viewBox="-4 -4 108 108" aria-hidden="true" focusable="false">{}</svg>',
        f" {size}" if size else "",
        hue_of(slug) if hue is None else hue,
        mark_safe(figure(found) if found else MARK),  # numbers and our own class names only
    )
