"""An emblem outside of pages: as a file of its own, SVG or PNG, drawn from the same plan as on every page.

The ground is transparent and rings are open, so that both stand on light and on dark alike.
"""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from core import colours
from core.emblem import Plan, Point, at, circle, points, turn, web

BOX = (-4, -4, 108, 108)  # left, top, width, height, as in pages
MARK = Plan(0, 0, ((-2, 2),), (((-2, 2), (2, -2)),), (), (7.2,))  # the site's own, where a slug gives no figure
FINER = 4  # drawn so many times larger, then made smaller: smooth edges
LINE, RING, GROUND = 1.9, 2.3, 0.14

ATTRIBUTES = {  # what the sheet says about our classes; a mask keeps lines out of the rings
    'class="e-ground"': f'fill="currentColor" fill-opacity="{GROUND}"',
    'class="e-line"': f'fill="none" stroke="currentColor" stroke-width="{LINE}" stroke-linecap="round"',
    'class="e-de"': 'fill="currentColor"',
    'class="e-it"': f'fill="none" stroke="currentColor" stroke-width="{RING}"',
}


def svg(plan: Plan, hue: int | None) -> str:
    """The emblem as an SVG file that needs nothing beside it."""
    box = " ".join(map(str, BOX))
    rings = "".join(circle("hole", turn(p), r - 1.1) for p, r in zip(plan.top, plan.radii, strict=True))
    drawn = (
        f'<mask id="rings" maskUnits="userSpaceOnUse" x="{BOX[0]}" y="{BOX[1]}" width="{BOX[2]}" height="{BOX[3]}">'
        f'<rect x="{BOX[0]}" y="{BOX[1]}" width="{BOX[2]}" height="{BOX[3]}" fill="#fff"/>{rings}</mask>'
        f'<g mask="url(#rings)">{web(plan)}</g>{points(plan)}'
    ).replace('class="hole"', 'fill="#000"')
    for name, attributes in ATTRIBUTES.items():
        drawn = drawn.replace(name, attributes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="432" height="432" viewBox="{box}">'
        f'<g color="{colours.ink(hue)}">{drawn}</g></svg>\n'
    )


@lru_cache(maxsize=64)
def png(plan: Plan, hue: int | None, size: int = 864) -> bytes:
    """The emblem as a PNG file of `size` × `size` pixels."""
    image = Image.new("RGBA", (size, size), colours.ink(hue))
    image.putalpha(coverage(plan, size))
    out = BytesIO()
    image.save(out, format="PNG", optimize=True)
    return out.getvalue()


def coverage(plan: Plan, size: int) -> Image.Image:
    """How much ink each pixel gets, 0 to 255, on a square of `size`."""
    scale = size * FINER / BOX[2]
    image = Image.new("L", (size * FINER, size * FINER))
    pen = ImageDraw.Draw(image)

    def place(p: Point) -> tuple[float, float]:
        x, y = at(p)
        return (x - BOX[0]) * scale, (y - BOX[1]) * scale

    if plan.ground:
        pen.polygon([place(p) for p in plan.ground], fill=round(255 * GROUND))
    for p, q in plan.lines:
        for ends in ((p, q), (turn(p), turn(q))):
            pen.line([place(end) for end in ends], fill=255, width=round(LINE * scale))
    if plan.kind == 1:
        pen.circle(place((0, 0)), 2.6 * scale, fill=255)
    for p, r in zip(plan.top, plan.radii, strict=True):
        pen.circle(place(p), r * scale, fill=255)
        pen.circle(place(turn(p)), (r - 1.1 + RING / 2) * scale, fill=255)
        pen.circle(place(turn(p)), (r - 1.1 - RING / 2) * scale, fill=0)
    return image.resize((size, size), Image.Resampling.BOX)
