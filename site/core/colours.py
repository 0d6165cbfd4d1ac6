"""The colours of the look for what is drawn outside the browser; the sheet has the same ones as `--paper`, `--hue` …

Twelve inks for networks at one lightness and chroma (OKLCH), each with its tint: 9 % of it in paper.
"""

from math import cos, radians, sin

PAPER, INK, INK_2, LINE, PETROL = "#f9f5ec", "#211c16", "#5b5246", "#857a69", "#0b5157"
HUES = (25, 48, 75, 105, 135, 160, 195, 230, 258, 285, 320, 355)  # degrees, by the number of the ink
LIGHTNESS, CHROMA, TINT = 0.47, 0.105, 0.09

Oklab = tuple[float, float, float]


def ink(number: int | None) -> str:
    """A network's ink as #rrggbb; petrol, the site's own, without a number."""
    return PETROL if number is None else to_hex(_ink(number))


def tint(number: int | None) -> str:
    """The ground that goes with an ink."""
    colour = from_hex(PETROL) if number is None else _ink(number)
    return to_hex(tuple(TINT * c + (1 - TINT) * p for c, p in zip(colour, from_hex(PAPER), strict=True)))


def _ink(number: int) -> Oklab:
    angle = radians(HUES[number])
    return LIGHTNESS, CHROMA * cos(angle), CHROMA * sin(angle)


def to_hex(colour: Oklab) -> str:
    """OKLab to sRGB (https://bottosson.github.io/posts/oklab/), each channel cut to what a screen can show."""
    lightness, a, b = colour
    x = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    y = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    z = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
        -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
        -0.0041960863 * x - 0.7034186147 * y + 1.7076147010 * z,
    )
    return "#" + "".join(f"{round(255 * _encoded(min(max(value, 0), 1))):02x}" for value in linear)


def from_hex(text: str) -> Oklab:
    r, g, b = (_decoded(int(text[i : i + 2], 16) / 255) for i in (1, 3, 5))
    x = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    y = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    z = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * x + 0.7936177850 * y - 0.0040720468 * z,
        1.9779984951 * x - 2.4285922050 * y + 0.4505937099 * z,
        0.0259040371 * x + 0.7827717662 * y - 0.8086757660 * z,
    )


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
