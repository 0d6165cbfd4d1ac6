"""The funnel of home: the project's real figures, in one place, as picture and table."""

import re

import pytest
from django.utils.translation import override

from core.models import Page
from networks import funnel
from networks.models import Network


def section(answer) -> str:
    return re.search(r'<section class="sec" aria-labelledby="funnel">.*?</section>', answer.content.decode(), re.S)[0]


def test_the_figures_are_the_projects_own():
    assert [step.number for step in funnel.STEPS] == [78, 14, 6]
    assert funnel.ANNOUNCED < funnel.SELECTED


def test_each_picture_shows_as_many_as_the_figure_says():
    points, pairs, emblems = (step["picture"] for step in funnel.funnel([])["steps"])
    assert points.count("<circle") == 78
    assert pairs.count("<path") == pairs.count('class="o"') == 14
    assert emblems.count("<svg") == 1 + 6


@pytest.mark.django_db  # a page looks up its type
def test_the_emblems_are_those_of_the_networks_the_reader_may_see():
    drawn = funnel.emblems([Network(emblem_seed="stein-und-zukunft", hue=8), Network(emblem_seed="klar-sehen", hue=0)])
    assert drawn.count("data-hue") == 2
    assert drawn.count("<svg") == 1 + 6
    assert funnel.emblems([Network(emblem_seed=f"netz-{i}", hue=i) for i in range(9)]).count("data-hue") == 6


def test_a_network_that_the_reader_may_not_see_lends_the_funnel_no_emblem(house):
    Page.objects.filter(pk=house.network_b.pk).update(token=house.token("network_b"))
    assert section(house.client("anonymous").get("/de/")).count("data-hue") == 1
    assert section(house.client("berta").get("/de/")).count("data-hue") == 2


@pytest.mark.parametrize("language", ["de", "it"])
def test_picture_and_table_give_the_same_figures_in_both_languages(house, language):
    shown = section(house.client("anonymous").get(f"/{language}/"))
    assert re.findall(r"<b>(\d+)</b>", shown) == re.findall(r"<td>(\d+)</td>", shown) == ["78", "14", "6"]
    with override(language):
        for text in (funnel.TITLE, funnel.DEPARTURE, funnel.SOURCE, *(step.sentence for step in funnel.STEPS)):
            assert str(text) in shown


@pytest.mark.parametrize(("language", "five", "six"), [("de", "fünf", "sechs"), ("it", "cinque", "sei")])
def test_the_page_says_that_more_were_selected_than_announced(language, five, six):
    with override(language):
        assert five in str(funnel.DEPARTURE)
        assert six in str(funnel.DEPARTURE)
        assert re.search(rf"78 .*\b{six}\b", str(funnel.TITLE))


def test_the_figures_are_history_and_do_not_follow_the_database(house):
    Network.objects.all().update(live=False)
    assert re.findall(r"<b>(\d+)</b>", section(house.client("anonymous").get("/de/"))) == ["78", "14", "6"]
