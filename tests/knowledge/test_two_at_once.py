"""Two people at the same moment: nothing is lost, and nobody gets an error page."""

import pytest

from knowledge import actions
from knowledge.models import Tag
from knowledge.writing import tags_from
from networks.models import Network
from tests.cast import fresh, practice_fields, write_practice


def test_who_saves_an_overtaken_version_is_told(house):
    practice = write_practice(house, "x", upto="draft")
    mine, theirs = (fresh(practice).get_latest_revision_as_object() for _ in range(2))
    actions.save_draft(theirs, by=house.carla)
    with pytest.raises(actions.Overtaken):
        actions.save_draft(mine, by=house.ada)


def test_two_start_in_a_network_that_both_found_empty(house):
    network = Network.objects.get(pk=house.network_b.pk)
    network.get_descendants().delete()
    one, other = fresh(network), fresh(network)
    for parent, author in ((one, house.berta), (other, house.bruno)):
        actions.start_practice(parent, by=author, **practice_fields("x"))
    assert fresh(network).get_children().count() == 2


def test_a_tag_that_somebody_else_makes_at_the_same_moment_is_taken(house, monkeypatch):
    theirs = Tag.objects.create(name="Lehrling", label_de="Lehrling")
    answers = iter([None, theirs])
    monkeypatch.setattr("knowledge.writing._known", lambda name: next(answers))
    assert tags_from("lehrling", "de") == [theirs]
