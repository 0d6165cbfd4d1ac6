from collections import namedtuple
from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import translation

Country = namedtuple("Country", "code actors")
Composition = namedtuple("Composition", "countries public private")


def render(source, language="de", **context):
    with translation.override(language):
        return Template("{% load look %}" + source).render(Context(context))


def test_actors_are_points_and_rings_germany_first():
    html = render("{% balance made_up %}", made_up=Composition([Country("IT", 2), Country("DE", 3)], 1, 4))
    assert html.count('class="pt"') == 3
    assert html.count('class="pt it"') == 2
    assert "3 + 2" in html
    assert html.startswith('<span class="balance">')


def test_many_actors_are_small_points():
    html = render("{% balance made_up %}", made_up=Composition([Country("DE", 13), Country("IT", 14)], 1, 4))
    assert 'class="balance many"' in html


@pytest.mark.parametrize(("public", "private"), [(0, 4), (4, 0), (2, 5)])
def test_the_bars_never_leave_their_box(public, private):
    html = render("{% bars made_up %}", made_up=Composition([], public, private))
    widths = [int(part.partition('"')[0]) for part in html.split(' width="')[1:]]
    assert all(0 <= width <= 120 for width in widths)


def test_no_actor_gives_no_bars():
    assert render("{% bars made_up %}", made_up=Composition([], 0, 0)) == ""


def test_the_way_marks_the_current_step():
    html = render("{% way steps %}", steps=[("Entwurf", "done"), ("Koordination", "current"), ("<Netz>", "open")])
    assert html.startswith('<ol class="way"><li class="done">Entwurf')
    assert '<li aria-current="step">Koordination</li><li>&lt;Netz&gt;</li></ol>' in html


def test_a_long_way_may_stand_upright():
    assert render("{% way steps %}", steps=[("x", "open")] * 5).startswith('<ol class="way long">')


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [("de", "3. März 2026", "3. März 2026, 14:05"), ("it", "3 marzo 2026", "3 marzo 2026, 14:05")],
)
def test_dates_are_written_out_as_each_language_does(language, day, moment):
    assert render("{{ value|day }}", language, value=date(2026, 3, 3)) == day
    assert render("{{ value|moment }}", language, value=datetime(2026, 3, 3, 13, 5, tzinfo=UTC)) == moment
    assert render("{{ value|day }}{{ value|moment }}", language, value=None) == ""


def test_an_icon_is_decoration_beside_a_word():
    assert render('{% icon "check" "s" %}').startswith('<svg class="i s" viewBox="0 0 20 20" aria-hidden="true"')


def test_a_long_list_shows_the_pages_around_and_both_ends():
    items = Paginator(range(10_000), 20).page(250)
    shown = render("{% for number in items|page_numbers %}{{ number }} {% endfor %}", items=items)
    assert shown == "1 … 248 249 250 251 252 … 500 "
