"""Building blocks: on their practice, in the list of all, each on a page; seen with the practice they are of."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from knowledge.library import blocks
from knowledge.models import Adoption, BlockUse, BuildingBlock, GoodPractice, OccupationalField
from tests.cast import fresh, publish


def give(practice, *titles, **texts):
    practice = fresh(practice)
    practice.blocks = [BuildingBlock(title_de=title, **texts) for title in titles]
    publish(practice)
    return list(fresh(practice).blocks.all())


def use(practice, block, note=""):
    practice = fresh(practice)
    practice.used_blocks = [BlockUse(block=block, note_de=note)]
    publish(practice)


@pytest.fixture
def shelf(house):
    """A block each of a public practice, one for all networks and one for network A alone."""
    return {
        key: give(house.practices[key], f"Laufzettel {key}", text_de="Eine Seite, die mitreist.")[0]
        for key in ("public", "community", "network")
    }


def get(house, address, actor="anonymous"):
    return house.client(actor).get(address)


def test_a_practice_shows_its_blocks_with_what_helps_and_what_was_learnt(house):
    give(house.practices["public"], "Übergabe", enabling_de="Zeit dafür.", lessons_de="Ein fester Termin.")
    html = get(house, house.practices["public"].get_url()).content.decode()
    for word in ("Übergabe", "Zeit dafür.", "Ein fester Termin."):
        assert word in html


def test_a_practice_shows_the_blocks_of_others_that_it_uses(house, shelf):
    use(house.practices["community"], shelf["public"], "nur auf Deutsch")
    html = get(house, house.practices["community"].get_url(), "ada").content.decode()
    assert "Laufzettel public" in html
    assert "nur auf Deutsch" in html


def test_a_used_block_of_a_closed_practice_is_not_shown(house, shelf):
    use(house.practices["public"], shelf["network"])
    assert "Laufzettel network" not in get(house, house.practices["public"].get_url(), "berta").content.decode()
    assert "Laufzettel network" in get(house, house.practices["public"].get_url(), "ada").content.decode()


def test_uses_in_practices_one_may_not_see_are_neither_shown_nor_counted(house, shelf):
    use(house.practices["network"], shelf["public"])
    address = f"/de/blocks/{shelf['public'].pk}/"
    for actor, number in (("anonymous", 0), ("berta", 0), ("moritz", 1), ("edda", 1)):
        answer = get(house, address, actor)
        assert (len(answer.context["uses"]), answer.context["found"].times_used) == (number, number), actor


def test_uses_and_confirmed_adoptions_are_counted_apart(house, shelf):
    block, now = shelf["public"], timezone.now()
    use(house.practices["community"], block)
    for name, confirmed in (("school", now), ("vineyard", now), ("firm", None)):
        Adoption.objects.create(
            practice=house.practices["public"], block=block, whole=False,
            organisation=house.organisations[name], adopter_confirmed_at=now, source_confirmed_at=confirmed,
        )  # fmt: skip
    counted = blocks.with_usage(BuildingBlock.objects.all(), house.user("ada")).get(pk=block.pk)
    assert (counted.times_used, counted.times_adopted) == (1, 2)


def titles(user, *choice):
    return [str(block) for block in blocks.found_blocks(user, *choice)]


def test_the_list_is_searched_by_words_of_both_languages(house, shelf):
    give(house.practices["public"], "Kalender", text_it="Un calendario comune")
    nobody = AnonymousUser()
    assert titles(nobody, "CALENDARIO comune") == ["Kalender"]
    assert titles(nobody, "calendario Laufzettel") == []


def test_the_list_is_narrowed_by_the_field_of_the_practice(house, shelf):
    field = OccupationalField.objects.first()
    practice = GoodPractice.objects.get(pk=house.practices["public"].pk)
    practice.occupational_fields.set([field])
    publish(practice)
    answer = get(house, f"/de/blocks/?field={field.code}", "ada")
    assert [str(block) for block in answer.context["blocks"]] == ["Laufzettel public"]
    assert len(get(house, "/de/blocks/?field=gibt-es-nicht", "ada").context["blocks"]) == 3


def test_a_block_in_one_language_is_marked_in_the_other(house, shelf):
    html = get(house, f"/it/blocks/{shelf['public'].pk}/").content.decode()
    assert '<h1 lang="de">Laufzettel public</h1>' in html
    assert "solo in tedesco" in html


@pytest.mark.parametrize(
    ("key", "actor", "kept"), [("public", "anonymous", None), ("network", "ada", "private, no-store")]
)
def test_what_not_everybody_may_read_is_kept_nowhere(house, shelf, settings, tmp_path, key, actor, kept):
    settings.DATA_DIR = tmp_path
    client = house.client(actor)
    pk = house.practices[key].pk
    for address in (
        f"/de/blocks/{shelf[key].pk}/", f"/de/practices/{pk}/sheet/", f"/de/practices/{pk}/practice.pdf",
        f"/de/practices/{pk}/cite.bib", f"/de/practices/{pk}/cite.json",
    ):  # fmt: skip
        assert client.get(address).headers.get("Cache-Control") == kept, address
