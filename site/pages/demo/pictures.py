"""Pictures for practices, drawn by code in the site's colours; what they show is said in `picture_text`."""

from collections.abc import Callable
from io import BytesIO
from math import exp, sin

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 750
PAPER, INK, PETROL, TERRACOTTA, SAFFRON, GREY = "#f7f3ea", "#22302f", "#0f5c63", "#b5532f", "#e0a32e", "#b9b4a7"

MOTIFS: dict[str, Callable] = {}


def motif(draw: Callable) -> Callable:
    MOTIFS[draw.__name__] = draw
    return draw


def picture(name: str) -> bytes:
    """A motif as PNG, 1200 × 750 pixels."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    MOTIFS[name](ImageDraw.Draw(image))
    out = BytesIO()
    image.quantize(64).save(out, format="PNG", optimize=True)
    return out.getvalue()


@motif
def buckets(pen):
    """Two stacked columns, grams a meal: 2024 and 2026."""
    for left, grams in ((330, (58, 64, 37)), (690, (49, 22, 31))):
        top = 640
        for amount, colour in zip(grams, (PETROL, SAFFRON, TERRACOTTA), strict=True):
            height = amount * 3.3
            pen.rectangle((left, top - height, left + 180, top - 4), fill=colour)
            top -= height
    pen.line((250, 642, 950, 642), fill=INK, width=4)


@motif
def rows(pen):
    """Twenty-three bars, the last one grey."""
    for index in range(23):
        top = 60 + index * 27
        length = 90 + (index * index * 61 + index * 29) % 660
        pen.rectangle((200, top, 200 + length, top + 15), fill=GREY if index == 22 else PETROL)
    pen.line((196, 50, 196, 690), fill=INK, width=3)


@motif
def journey(pen):
    """A block at three stations of a way: raw, with a profile, with letters."""
    stops = [(210, 520), (600, 330), (990, 180)]
    pen.line([(60, 640), *stops, (1160, 110)], fill=TERRACOTTA, width=6, joint="curve")
    for number, (x, y) in enumerate(stops):
        pen.rectangle((x - 95, y - 60, x + 95, y + 60), fill="#d9c7a3", outline=INK, width=4)
        for step in range(number * 3):
            pen.line((x - 95, y - 45 + step * 14, x + 95, y - 45 + step * 14), fill=INK, width=2)
        if number == 2:
            pen.polygon([(x - 40, y + 52), (x, y - 50), (x + 40, y + 52)], outline=TERRACOTTA, width=6)
        pen.ellipse((x - 14, y + 68, x + 14, y + 96), fill=PETROL)


@motif
def shelf(pen):
    """Three boards with broken pieces, a label at each."""
    for board in range(3):
        floor = 250 + board * 205
        for place in range(5):
            chance = (board * 5 + place) * 7919 % 97  # the same shape every time
            x, size, lean = 180 + place * 185, 48 + chance % 60, chance % 4
            corners = [(x, floor), (x + 8 * lean, floor - size), (x + size, floor - size * (0.6 + lean / 4))]
            ends = [(x + size * 1.3, floor - 20 - chance % 30), (x + size, floor)][lean % 2 :]
            pen.polygon([*corners, *ends], fill="#d9c7a3", outline=INK, width=3)
            pen.rectangle((x + 10, floor + 18, x + 66, floor + 52), fill="white", outline=TERRACOTTA, width=2)
        pen.rectangle((140, floor, 1060, floor + 12), fill=PETROL)


@motif
def curve(pen):
    """Dust over a working day: high peaks on the first, flat below a chalk line on the fourth."""
    hours = range(100, 1100, 4)
    first = [(x, 600 - 90 * abs(sin(x / 37)) - 330 * exp(-(((x % 310) - 150) ** 2) / 900)) for x in hours]
    fourth = [(x, 640 - 50 * abs(sin(x / 45))) for x in hours]
    pen.line((100, 560, 1100, 560), fill=GREY, width=10)
    pen.line(first, fill=TERRACOTTA, width=5, joint="curve")
    pen.line(fourth, fill=PETROL, width=5, joint="curve")
    pen.line((96, 60, 96, 680, 1110, 680), fill=INK, width=4)
