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


@motif
def pallet(pen):
    """Three layers of boxes on a pallet; one on top is skewed, and one is missing."""
    for layer in range(3):
        for place in range(5):
            x, y = 250 + place * 140, 560 - layer * 150
            if (layer, place) == (2, 3):
                continue
            corners = [(x, y), (x, y - 142), (x + 132, y - 142), (x + 132, y)]
            if (layer, place) == (2, 2):
                corners = [(x + 14, y), (x + 44, y - 140), (x + 174, y - 112), (x + 146, y)]
            pen.polygon(corners, fill=TERRACOTTA if (layer, place) == (2, 2) else "#d9c7a3", outline=INK, width=4)
    pen.rectangle((230, 566, 970, 590), fill=PETROL)
    for x in (230, 560, 890):
        pen.rectangle((x, 590, x + 80, 640), fill=PETROL)
    pen.rectangle((230, 640, 970, 658), fill=PETROL)


@motif
def cameo(pen):
    """A profile in an oval: smooth on the left, squares on the right, a correcting line at the neck."""
    pen.ellipse((340, 55, 860, 695), fill="#d9c7a3", outline=INK, width=6)
    pen.ellipse((470, 165, 730, 455), fill="white")
    pen.polygon([(495, 390), (450, 340), (500, 290)], fill="white")
    pen.polygon([(540, 420), (680, 420), (740, 600), (470, 600)], fill="white")
    for x in range(600, 860, 26):
        for y in range(62, 690, 26):
            inside = ((x + 13 - 600) / 250) ** 2 + ((y + 13 - 375) / 310) ** 2 < 1
            head = ((x + 13 - 600) / 130) ** 2 + ((y + 13 - 310) / 145) ** 2 < 1
            neck = 420 < y < 596 and x < 668 + (y - 420) * 0.35
            if inside:
                shade = "white" if head or neck else (SAFFRON if (x * 7 + y * 3) % 5 else "#d9c7a3")
                pen.rectangle((x, y, x + 22, y + 22), fill=shade, outline=PETROL, width=2)
    pen.line([(540, 425), (525, 500), (478, 590)], fill=TERRACOTTA, width=10, joint="curve")


@motif
def lens(pen):
    """Three rays cross between two lenses of a tube; the arrow behind them is upside down."""
    pen.rectangle((250, 235, 950, 515), fill="white", outline=INK, width=5)
    for y in (290, 375, 460):
        pen.line([(60, y), (300, y), (690, 375), (900, 375 - (y - 375) * 0.5), (1140, 375 - (y - 375) * 0.5)],
                 fill=SAFFRON, width=6, joint="curve")  # fmt: skip
    for x, half in ((300, 130), (900, 75)):
        pen.ellipse((x - half / 5, 375 - half, x + half / 5, 375 + half), fill="#cfe0df", outline=PETROL, width=6)
    for x, tip, end in ((100, 250, 500), (1110, 450, 300)):
        lean = 26 if tip < end else -26
        pen.line((x, tip, x, end), fill=TERRACOTTA, width=12)
        pen.polygon([(x - 26, tip + lean), (x, tip - lean), (x + 26, tip + lean)], fill=TERRACOTTA)


@motif
def vine(pen):
    """Two rows of five vines on the wire: above with leaves and a bunch, below still in bud."""
    for ground, grown in ((350, True), (680, False)):
        pen.line((80, ground - 170, 1120, ground - 170), fill=GREY, width=5)
        for x in range(170, 1100, 215):
            pen.line([(x, ground), (x - 12, ground - 80), (x, ground - 165)], fill=INK, width=16, joint="curve")
            pen.line([(x - 85, ground - 172), (x, ground - 165), (x + 85, ground - 172)], fill=INK, width=10)
            for shoot in range(-80, 81, 40):
                top = ground - 250 if grown else ground - 190
                pen.line((x + shoot, ground - 172, x + shoot * 1.1, top), fill=PETROL, width=5)
                size = 24 if grown else 9
                pen.ellipse((x + shoot * 1.1 - size, top - size, x + shoot * 1.1 + size, top + size), fill=PETROL)
            for row, grapes in enumerate((3, 2, 1) if grown else ()):
                for grape in range(grapes):
                    left, high = x + 34 + row * 10 + grape * 20, ground - 150 + row * 18
                    pen.ellipse((left, high, left + 20, high + 20), fill=TERRACOTTA)
        pen.line((60, ground + 4, 1140, ground + 4), fill=SAFFRON, width=8)
