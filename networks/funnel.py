"""How the networks came about, in the project's real figures: expressions of interest → joint applications → networks.

The one place where these figures stand; they are history and do not follow what the database holds.
"""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core import emblem

INTERESTED, APPLIED, ANNOUNCED, SELECTED = 78, 14, 5, 6

TITLE = _("How 78 expressions of interest became six networks")
INTRODUCTION = _("Single groups become pairs, pairs become networks: the way of the first selection.")
DEPARTURE = _(
    "Five networks had been announced. The steering committee decided to depart from that number and selected six."
)
SOURCE = _("Source: the figures that the project has published about its selection in September 2023.")


@dataclass(frozen=True)
class Step:
    number: int
    name: str
    sentence: str


STEPS = (
    Step(
        INTERESTED,
        _("Expressions of interest"),
        _("expressions of interest arrive from 12 Italian regions and 7 German Länder."),
    ),
    Step(
        APPLIED,
        _("Joint applications"),
        _("groups with partners of both countries have found each other and apply with a joint work programme."),
    ),
    Step(
        SELECTED,
        _("Networks selected"),
        _("networks are selected by the steering committee in September 2023 and begin their work."),
    ),
)


def funnel(networks) -> dict:
    """The steps with their pictures; the last one shows the emblems of these networks, which the reader may see."""
    pictures = [points(INTERESTED), pairs(APPLIED), emblems(networks)]
    return {
        "title": TITLE,
        "introduction": INTRODUCTION,
        "steps": [{"step": step, "picture": picture} for step, picture in zip(STEPS, pictures, strict=True)],
        "departure": DEPARTURE,
        "source": SOURCE,
    }


def points(number: int) -> SafeString:
    """So many points, thirteen in a row, filled up from below."""
    dots = (f'<circle cx="{4 + 13 * (i % 13)}" cy="{104 - 13 * (i // 13)}" r="3.6"/>' for i in range(number))
    return picture("alone", "".join(dots))


def pairs(number: int) -> SafeString:
    """So many pairs of a point, a line and a ring, five in a row."""
    return picture("", "".join(pair(4 + 36 * (i % 5), 92 - 34 * (i // 5)) for i in range(number)))


def pair(x: int, y: int) -> str:
    return (
        f'<path d="M{x} {y}L{x + 17} {y + 11}"/><circle cx="{x}" cy="{y}" r="4"/>'
        f'<circle class="o" cx="{x + 17}" cy="{y + 11}" r="3.4"/>'
    )


def emblems(networks: list) -> SafeString:
    """As many emblems as were selected; the site's own mark for those that the reader may not see or that ended."""
    shown = networks[:SELECTED] + [None] * (SELECTED - len(networks))
    figures = "".join(small_emblem(network, 60 * (i % 3) - 2, 56 * (i // 3) - 2) for i, network in enumerate(shown))
    return picture("six", figures)


def small_emblem(network, x: int, y: int) -> str:
    found = emblem.plan(network.emblem_seed) if network else None
    hue = f' data-hue="{network.hue}"' if network else ""
    return (
        f'<svg x="{x}" y="{y}" width="56" height="56" viewBox="-4 -4 108 108"{hue}>'
        f"{emblem.figure(found) if found else emblem.MARK}</svg>"
    )


def picture(kind: str, inside: str) -> SafeString:
    return format_html(
        '<svg class="fun {}" viewBox="0 0 176 112" aria-hidden="true" focusable="false">{}</svg>',
        kind,
        mark_safe(inside),  # numbers and our own class names only
    )
