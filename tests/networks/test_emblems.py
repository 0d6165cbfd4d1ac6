"""A network gets its emblem and its ink when it is made, and keeps both."""

import pytest
from django.db import IntegrityError, transaction

from core.emblem import HUES, free_hue, hue_of
from networks.models import Network


def make(house, slug):
    return house.network_a.get_parent().add_child(instance=Network(slug=slug, heading_de=slug))


def test_a_taken_ink_is_left_to_its_owner():
    assert hue_of("gueter-im-fluss") == hue_of("hand-und-code") == 10
    assert free_hue("hand-und-code", taken=[]) == 10
    assert free_hue("hand-und-code", taken=[10]) == 3
    assert free_hue("hand-und-code", taken=[10, 3]) == 8


def test_where_all_inks_are_taken_the_own_one_is_shared():
    assert free_hue("hand-und-code", taken=range(HUES)) == 10


def test_two_networks_of_the_same_number_get_two_inks(house):
    assert {make(house, "gueter-im-fluss").hue, make(house, "hand-und-code").hue} >= {10}
    assert Network.objects.get(slug="gueter-im-fluss").hue != Network.objects.get(slug="hand-und-code").hue


def test_a_network_that_was_taken_down_gives_its_ink_back(house):
    first = make(house, "gueter-im-fluss")
    first.save_revision().publish()
    first.refresh_from_db()
    first.unpublish()
    assert make(house, "hand-und-code").hue == 10


def test_a_renamed_network_keeps_emblem_and_ink_also_from_an_old_draft(house):
    network = house.network_a
    before = network.emblem_seed, network.hue
    draft = network.save_revision()
    network.slug = "ganz-anders"
    network.emblem_seed, network.hue = "ganz-anders", (network.hue + 1) % HUES
    network.save()
    draft.publish()
    network.refresh_from_db()
    assert (network.emblem_seed, network.hue) == before


def test_a_network_with_the_slug_another_one_had_draws_another_emblem(house):
    slug = house.network_a.slug
    Network.objects.filter(pk=house.network_a.pk).update(slug="ganz-anders")
    assert make(house, slug).emblem_seed != slug


def test_a_copy_is_another_network(house):
    copied = house.network_a.copy(update_attrs={"slug": "kopie"})
    assert (copied.emblem_seed, copied.hue) != (house.network_a.emblem_seed, house.network_a.hue)


def test_there_are_twelve_inks(house):
    with pytest.raises(IntegrityError), transaction.atomic():
        Network.objects.filter(pk=house.network_a.pk).update(hue=HUES)
