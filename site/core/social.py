"""The picture of a page where it is shared: 1200 × 630, paper, the line from point to ring, the title, the emblem.

Drawn once and kept in `DATA_DIR/social`, by the digest of what is drawn; the oldest go first. One drawing at a time.
"""

import hashlib
import re
from dataclasses import astuple, dataclass
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from core import colours, emblem, emblem_files
from core.drawn import Drawn

WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT, PANEL = 72, 752, 808  # the text's edges, and where the tinted part begins
TOP, BOTTOM = 138, 506  # between them stand kicker and title, in the middle
SIZES = range(76, 25, -2)  # of the title, in pixels
LEADING = 1.16
FORM = 1  # raise it when the drawing changes: every picture gets a new address
pictures = Drawn("social", most=2000, patience=3)  # some 50 MB


@dataclass(frozen=True)
class Card:
    """What a picture says.

    Args:
        title: in one language, up to some 200 characters.
        kicker: what kind of page it is; may be empty.
        network: name of the network the page tells of, empty where it is the title itself or where there is none.
        seed, hue: that network's emblem and ink; the site's mark in petrol without them.
    """

    title: str
    kicker: str = ""
    network: str = ""
    seed: str = ""
    hue: int | None = None

    @property
    def version(self) -> str:
        """Changes with everything that is drawn."""
        return hashlib.blake2s(repr((FORM, *astuple(self))).encode(), digest_size=6).hexdigest()


def picture(card: Card) -> bytes:
    """The card as a PNG file, drawn now or kept from before.

    Raises:
        Busy: it would have to be drawn, and another one has been under way for a while.
    """
    return pictures.get(f"{card.version}.png", lambda: draw(card))


# --- Drawing -----------------------------------------------------------------------------------------


def draw(card: Card) -> bytes:
    """The card as a PNG file."""
    image = Image.new("RGB", (WIDTH, HEIGHT), colours.PAPER)
    pen = ImageDraw.Draw(image)
    _panel(image, pen, card)
    _brand(image, pen)
    _shapes(image, colours.ink(card.hue), _rule)
    _words(pen, card)
    out = BytesIO()
    few = image.quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)  # half as many bytes
    few.save(out, format="PNG", optimize=True)
    return out.getvalue()


def _panel(image, pen, card):
    """The emblem, large, on the network's tint, with its name below."""
    pen.rectangle((PANEL, 0, WIDTH, HEIGHT), fill=colours.tint(card.hue))
    plan = (emblem.plan(card.seed) if card.seed else None) or emblem_files.MARK
    middle = (PANEL + WIDTH) // 2
    size = 540 if plan is emblem_files.MARK else 336 if card.network else 368  # the mark fills half of its square
    lines, text, leading = [], None, 0
    if card.network:
        text, lines = fit(card.network, "Semibold", range(32, 19, -2), WIDTH - PANEL - 64, 120)
        leading = round(text.size * 1.25)
    top = (HEIGHT - size - (32 + leading * len(lines) if lines else 0)) // 2
    image.paste(colours.ink(card.hue), (middle - size // 2, top), emblem_files.coverage(plan, size))
    for number, line in enumerate(lines):
        y = top + size + 32 + leading * number + text.size
        pen.text((middle, y), line, font=text, fill=colours.ink(card.hue), anchor="ms")


def _brand(image, pen):
    def mark(dot, line):
        line((80, 72), (108, 87), 3.2)
        dot((80, 72), 8.6)
        dot((114, 90.5), 7, hollow=3.2)

    _shapes(image, colours.PETROL, mark)
    pen.text((138, 92), "ConnActions", font=font("Semibold", 34), fill=colours.INK, anchor="ls")


def _rule(dot, line):
    """From point to ring, as above every section of the site."""
    line((LEFT + 8, 562), (RIGHT - 15, 562), 2)
    dot((LEFT + 8, 562), 8)
    dot((RIGHT - 8, 562), 6.6, hollow=2.8)


def _shapes(image, colour, sketch):
    """Points, rings and lines with smooth edges: `sketch(dot, line)` says them in pixels of the picture."""
    finer = emblem_files.FINER
    mask = Image.new("L", (WIDTH * finer, HEIGHT * finer))
    pen = ImageDraw.Draw(mask)

    def dot(middle, radius, hollow=0.0):
        centre = [value * finer for value in middle]
        pen.circle(centre, (radius + hollow / 2) * finer, fill=255)
        if hollow:
            pen.circle(centre, (radius - hollow / 2) * finer, fill=0)

    def line(start, end, width):
        pen.line([value * finer for value in (*start, *end)], fill=255, width=round(width * finer))

    sketch(dot, line)
    image.paste(colour, (0, 0), mask.resize((WIDTH, HEIGHT), Image.Resampling.BOX))


def _words(pen, card):
    """Kicker and title, together in the middle of their space."""
    above = 58 if card.kicker else 0
    text, lines = fit(card.title, "Regular", SIZES, RIGHT - LEFT, BOTTOM - TOP - above)
    leading = round(text.size * LEADING)
    y = TOP + (BOTTOM - TOP - above - leading * len(lines)) // 2
    if card.kicker:
        pen.text((LEFT, y + 28), card.kicker, font=font("Semibold", 27), fill=colours.ink(card.hue), anchor="ls")
        y += above
    for number, line in enumerate(lines):
        pen.text((LEFT, y + leading * number + text.size * 0.92), line, font=text, fill=colours.INK, anchor="ls")


# --- Setting text ------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Source Serif, which also stands in the sheet's list of serifs (decision 12)."""
    folder = Path(find_spec("font_source_serif_pro").origin).parent / "files"
    return ImageFont.truetype(folder / f"SourceSerifPro-{weight}.ttf", size)


def fit(text: str, weight: str, sizes, width: int, height: int):
    """The largest of the sizes in which the text fits into width × height, and its lines.

    A word stays whole; where even the smallest size is too large for one, it is divided, and lines too many are
    left out with an ellipsis.
    """
    for size in sizes:
        face = font(weight, size)
        room = max(1, height // round(size * LEADING))
        words = _words_of(text)
        lines = wrap(words, face, width)
        if len(lines) <= room and all(face.getlength(line) <= width for line in lines):
            return face, balanced(words, face, width, lines)
    lines = wrap([part for word in words for part in _divided(word, face, width)], face, width)
    if len(lines) > room:
        lines = [*lines[: room - 1], _shortened(lines[room - 1], face, width)]
    return face, lines


def _words_of(text: str) -> list[str]:
    """Words with the space that follows them; a line may also end after a hyphen or a stroke."""
    plain = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    return re.findall(r"[^ ]+?(?:[-/](?=\w{3})| +|$)", plain)


def wrap(words: list[str], face, width: float) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and face.getlength((lines[-1] + word).rstrip()) > width:
            lines.append("")
        lines[-1] += word
    return [line.rstrip() for line in lines]


def balanced(words, face, width, lines):
    """As many lines, as equally long as can be."""
    narrow, wide = width // 3, width
    while wide - narrow > 4:
        middle = (narrow + wide) // 2
        tried = wrap(words, face, middle)
        if len(tried) <= len(lines) and all(face.getlength(line) <= middle for line in tried):
            wide, lines = middle, tried
        else:
            narrow = middle
    return lines


def _divided(word: str, face, width: int) -> list[str]:
    parts = [""]
    for character in word:
        if face.getlength(parts[-1] + character) > width and character != " ":
            parts.append("")
        parts[-1] += character
    return parts


def _shortened(line: str, face, width: int) -> str:
    while line and face.getlength(line + " …") > width:
        line = line.rpartition(" ")[0]
    return f"{line} …".lstrip()
