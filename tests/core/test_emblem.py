import pytest

from core import emblem as emblems
from core.emblem import emblem, hue_of, plan, turn


def test_the_probe_of_the_design_is_met_exactly():
    found = plan("stein-und-zukunft")
    assert emblems.seed_of("stein-und-zukunft") == 0x2DE5BF98
    assert (found.hue, found.kind) == (8, 0)
    assert found.top == ((0, 2), (3, 1), (2, 3))
    assert found.lines == (((0, 2), (3, 1)), ((3, 1), (0, -2)), ((2, 3), (0, 2)))
    assert found.radii == (5.6, 7.2, 4.4)


@pytest.mark.parametrize("number", range(60))
def test_turned_by_180_degrees_it_is_the_same_figure(number):
    found = plan(f"netz-{number}")
    assert {turn(p) for p in found.ground} == set(found.ground)
    assert all(y > 0 for _x, y in found.top)
    assert len(found.top) == (4 if found.kind == 2 else 3)


def test_the_svg_is_hidden_from_screen_readers_and_has_no_inline_style():
    drawn = emblem("stein-und-zukunft", "xs")
    assert drawn.startswith('<svg class="emblem xs" data-hue="8" ')
    assert 'aria-hidden="true"' in drawn
    assert "style" not in drawn
    assert (drawn.count('class="e-de"'), drawn.count('class="e-it"')) == (3, 3)


def test_the_hue_can_be_given():
    assert 'data-hue="3"' in emblem("stein-und-zukunft", hue=3)
    assert hue_of("stein-und-zukunft") == 8


def test_no_slug_reaches_the_markup():
    assert "<script" not in emblem('"><script>alert(1)</script>')


def test_without_a_figure_the_mark_of_the_site_stands_in(monkeypatch):
    monkeypatch.setattr(emblems, "plan", lambda slug: None)
    drawn = emblems.emblem("a-slug-that-no-other-test-has-drawn")
    assert (drawn.count('class="e-de"'), drawn.count('class="e-it"')) == (1, 1)
