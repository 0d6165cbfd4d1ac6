"""The same figure on a page, as SVG and as PNG."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from core import colours, emblem_files
from core.emblem import at, emblem, plan, turn

SLUGS = ["stein-und-zukunft", "reben", "netz-1", "netz-2", "netz-3", "netz-4"]
SVG = "{http://www.w3.org/2000/svg}"


def numbers_of(markup: str) -> list[str]:
    """Everything that says where something stands, in the order it is drawn."""
    return re.findall(r' (?:points|d|cx|cy|r)="[^"]*"', markup)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_svg_file_is_the_figure_of_the_page(slug):
    _mask, drawn = emblem_files.svg(plan(slug), 8).split("</mask>")
    assert numbers_of(drawn) == numbers_of(emblem(slug))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_svg_file_needs_nothing_beside_it(slug):
    text = emblem_files.svg(plan(slug), 8)
    tree = ElementTree.fromstring(text)
    assert tree.tag == f"{SVG}svg"
    assert "class=" not in text
    assert "style" not in text
    assert tree.find(f"{SVG}g").get("color") == colours.ink(8)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_png_file_has_ink_where_the_plan_has_points_and_lines(slug):
    found, size = plan(slug), 1080  # ten pixels for one of the box
    image = Image.open(BytesIO(emblem_files.png(found, 8, size)))

    def ink(x, y):
        return image.getpixel((round((x + 4) * 10), round((y + 4) * 10)))

    assert (image.size, image.mode) == ((size, size), "RGBA")
    for p, r in zip(found.top, found.radii, strict=True):
        (x, y), (tx, ty) = at(p), at(turn(p))
        assert ink(x, y)[3] == 255
        assert ink(tx, ty)[3] == 0
        assert ink(tx + r - 1.1, ty)[3] == 255
    for p, q in found.lines:
        (a, b), (c, d) = at(p), at(q)
        assert ink((a + c) / 2, (b + d) / 2)[3] == 255
    assert ink(-3, -3)[3] == 0
    assert "#{:02x}{:02x}{:02x}".format(*ink(*at(found.top[0]))[:3]) == colours.ink(8)


def test_the_probe_of_the_design_is_drawn_in_both():
    found = plan("stein-und-zukunft")
    assert 'cx="50" cy="28" r="5.6"' in emblem_files.svg(found, 8)
    assert 'cx="83" cy="39" r="7.2"' in emblem_files.svg(found, 8)
    assert 'cx="72" cy="17" r="4.4"' in emblem_files.svg(found, 8)


def test_the_mark_stands_in_where_there_is_no_figure():
    assert Image.open(BytesIO(emblem_files.png(emblem_files.MARK, None, 108))).size == (108, 108)
    assert emblem_files.svg(emblem_files.MARK, None).count("<circle") == 3  # point, ring, the ring's hole in the mask
