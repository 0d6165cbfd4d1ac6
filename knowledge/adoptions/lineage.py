"""The lineage of a practice: who took it over from whom, laid out as a picture and as a nested list.

The layout is pure: a tree in, places out. The first of those who took over from somebody stands in the same row, each
further one in a row of its own below; labels stand above their points and lines come from the left, so nothing meets.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import ngettext

LEFT, TOP, COLUMN, ROW, BELOW = 18, 62, 196, 76, 26
LONGEST = 21  # letters of a label that fit into a column
LEAST_WIDTH = 3 * COLUMN


@dataclass
class Node:
    """One point of the lineage.

    Attributes:
        name: what stands beside it; `full` the same uncut.
        words: the stage in words.
        country: DE (filled) or IT (ring).
        hue: ink of the network, or None.
        gone: given up.
        adoption: the entry itself; None for the original.
        children: those who took it over from here, oldest first.
    """

    name: str
    words: str = ""
    country: str = "DE"
    full: str = ""
    hue: int | None = None
    gone: bool = False
    adoption: object = None
    children: list = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    node: Node
    x: int
    y: int
    parent: "Place | None" = None


def tree(original: Node, nodes: dict[int, Node], parents: dict[int, int | None]) -> Node:
    """Hang the visible adoptions on each other.

    Args:
        nodes: of the visible adoptions by their keys, oldest first.
        parents: of every adoption of the practice, visible or not: key → the one it is taken from. Where that one is
            not visible, the child hangs on the nearest visible one above, or on the original.
    """
    for key, node in nodes.items():
        above = parents.get(key)
        while above is not None and above not in nodes:
            above = parents.get(above)
        (nodes[above] if above is not None else original).children.append(node)
    return original


def places(root: Node) -> list[Place]:
    """Where each point stands, the original first; the same tree gives the same places."""
    found, rows = [], 0
    waiting = [(root, 0, None, False)]
    while waiting:
        node, depth, parent, below = waiting.pop()
        rows += below
        place = Place(node, LEFT + depth * COLUMN, TOP + rows * ROW, parent)
        found.append(place)
        for index in reversed(range(len(node.children))):
            waiting.append((node.children[index], depth + 1, place, index > 0))
    return found


def size(found: list[Place]) -> tuple[int, int]:
    """Width and height of the picture."""
    return max(LEAST_WIDTH, max(place.x for place in found) + COLUMN - LEFT), max(p.y for p in found) + BELOW


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip(" ,–-") + "…"


def walk(root: Node) -> Iterator[Node]:
    """All points, those of a branch together."""
    yield root
    for child in root.children:
        yield from walk(child)


# --- The picture ---------------------------------------------------------------------------------------


def picture(root: Node) -> SafeString:
    """The lineage as SVG, which a list and a table accompany."""
    found = places(root)
    width, height = size(found)
    return format_html(
        '<svg class="lineage" width="{}" height="{}" viewBox="0 0 {} {}" role="img" aria-labelledby="lineage-title">'
        '<title id="lineage-title">{}</title>{}{}</svg>',
        width,
        height,
        width,
        height,
        _sentence(root),
        format_html_join("", "{}", ((_line(place),) for place in found if place.parent)),
        format_html_join("", "{}", ((_point(place),) for place in found)),
    )


def _sentence(root) -> str:
    count = sum(1 for _node in walk(root)) - 1
    return ngettext(
        "%(count)s adoption of %(name)s. The table below names stage and changes.",
        "%(count)s adoptions of %(name)s. The table below names stages and changes.",
        count,
    ) % {"count": count, "name": root.full or root.name}


def _line(place):
    start, end = place.parent, place
    middle = (start.x + end.x) // 2
    return format_html(
        '<path class="ln{}" d="M{} {}C{} {} {} {} {} {}"/>',
        " off" if end.node.gone else "",
        start.x,
        start.y,
        middle,
        start.y,
        middle,
        end.y,
        end.x,
        end.y,
    )


def _point(place):
    node, x, y = place.node, place.x, place.y
    kind = "f-x" if node.gone else "f-p" if node.country == "IT" else "f-d"
    return format_html(
        '<g{}><circle class="{}" cx="{}" cy="{}" r="{}"/><text x="{}" y="{}"><title>{}</title>{}</text>'
        '<text class="q" x="{}" y="{}">{}</text></g>',
        "" if node.hue is None else format_html(' data-hue="{}"', node.hue),
        kind,
        x,
        y,
        9 if node.gone else 12 if node.adoption else 14,
        x - 12,
        y - 38,
        node.full or node.name,
        cut(node.name),
        x - 12,
        y - 20,
        capfirst(node.words) if not node.adoption else node.words,
    )
