"""The ledger through its plain forms: what a member does on a phone without JavaScript, and what mistakes are told."""

import pytest

from knowledge.adoptions.forms import DeclareForm
from knowledge.models import Adoption, BuildingBlock, GoodPractice
from networks.models import Membership, Organisation
from tests.cast import canary, fresh, organisation, write_practice


@pytest.fixture
def practice(house):
    made = write_practice(house, canary("form"), wished="community")
    GoodPractice.objects.filter(pk=made.pk).update(responsible=house.organisations["firm"])
    return fresh(made)


def sent(**fields):
    return {"stage": "adapting", "since": "2026-02-01", "changed": "zwei", "contact": "B."} | fields


def declared(house, practice, **fields):
    answer = house.client("berta").post(f"/de/space/practices/{practice.pk}/adopt/", sent(**fields))
    assert answer.status_code == 302, answer.content.decode()
    return Adoption.objects.latest("pk")


def test_a_declaration_is_confirmed_carried_on_and_given_up_by_plain_forms(house, practice):
    adoption = declared(house, practice)
    berta, moritz = house.client("berta"), house.client("moritz")
    at = f"/de/space/adoptions/{adoption.pk}/"
    assert moritz.post(at + "confirm/").status_code == 302
    assert "fest verankert" not in berta.get(at).content.decode()
    berta.post(at + "progress/", {"stage": "embedded", "note": "jeden Montag"})
    assert "fest verankert" in berta.get(at).content.decode()
    refused = berta.post(at + "progress/", {"stage": "given_up", "note": ""})
    assert (refused.status_code, fresh(adoption).stage) == (200, "embedded")
    berta.post(at + "progress/", {"stage": "given_up", "note": "kein Platz"})
    assert (fresh(adoption).stage, fresh(adoption).reason_de) == ("given_up", "kein Platz")


def test_what_is_declined_is_corrected_and_sent_again_or_withdrawn(house, practice):
    adoption = declared(house, practice)
    berta, ada = house.client("berta"), house.client("ada")
    at = f"/de/space/adoptions/{adoption.pk}/"
    ada.post(at + "decline/", {"reason": "Welche Stationen?"})
    page = berta.get(at).content.decode()
    assert "Welche Stationen?" in page
    berta.post(at + "edit/", {"changed": "zwei Stationen", "contact": ""})
    berta.post(at + "resend/")
    assert (fresh(adoption).changed_de, fresh(adoption).is_waiting) == ("zwei Stationen", True)
    assert berta.get(at + "withdraw/").status_code == 200
    berta.post(at + "withdraw/")
    assert not Adoption.objects.exists()


def test_only_what_has_several_answers_is_asked(house, practice):
    vineyard = Organisation.objects.filter(pk=house.organisations["vineyard"].pk)
    form = DeclareForm(practice=practice, organisations=vineyard)
    assert list(form.fields) == ["stage", "since", "changed", "contact"]
    BuildingBlock.objects.create(practice=practice, title_de="Laufzettel")
    made = declared(house, practice)
    Adoption.objects.filter(pk=made.pk).update(source_confirmed_at=made.declared_at)
    form = DeclareForm(practice=practice, organisations=vineyard)
    assert list(form.fields)[:2] == ["block", "taken_from"]
    assert str(form["block"]).count("radio") == 2
    assert str(form["taken_from"]).count("radio") == 2


def test_who_acts_for_several_organisations_says_for_which(house, practice):
    second = organisation("Kellerei Zwei")
    Membership.objects.create(network=house.network_b, person=house.berta, organisation=second)
    assert declared(house, practice, organisation=second.pk).organisation == second


def test_a_block_is_chosen_by_the_way_that_leads_here(house, practice):
    block = BuildingBlock.objects.create(practice=practice, title_de="Laufzettel")
    address = f"/de/space/practices/{practice.pk}/adopt/"
    form = house.client("berta").get(f"{address}?block={block.pk}").context["form"]
    assert [option.data["value"].value for option in form["block"] if option.data["selected"]] == [block.pk]
    assert declared(house, practice, block=block.pk).block == block


@pytest.mark.parametrize(
    "fields",
    [
        {"since": "2999-01-01"},
        {"since": ""},
        {"stage": "given_up"},
        {"stage": "x"},
        {"block": "999999999999999999999"},
        {"taken_from": "x"},
        {"changed": "x" * 2001},
    ],
)
def test_a_mistake_comes_back_with_a_sentence_and_what_was_written(house, practice, fields):
    BuildingBlock.objects.create(practice=practice, title_de="Laufzettel")
    Adoption.objects.create(
        practice=practice,
        organisation=house.organisations["school"],
        adopter_confirmed_at=practice.first_published_at,
        source_confirmed_at=practice.first_published_at,
    )
    address = f"/de/space/practices/{practice.pk}/adopt/"
    answer = house.client("berta").post(address, sent(**fields))
    assert answer.status_code == 200
    assert "data-errors" in answer.content.decode()
    assert "zwei" in answer.content.decode() or "changed" in fields
    assert Adoption.objects.count() == 1


@pytest.mark.parametrize("query", ["?block=x", "?block=999999999999999999999", "?block=²", "?network=x"])
def test_odd_addresses_do_not_break_the_page(house, practice, query):
    assert house.client("berta").get(f"/de/space/practices/{practice.pk}/adopt/{query}").status_code == 200
    assert house.client("berta").get(f"/de{practice.get_url()[3:]}{query}").status_code == 200


def test_twice_is_told_in_a_sentence(house, practice):
    declared(house, practice)
    answer = house.client("bruno").post(f"/de/space/practices/{practice.pk}/adopt/", sent())
    assert "fortschreiben" in answer.content.decode()


def test_a_second_answer_is_told_in_a_sentence(house, practice):
    adoption = declared(house, practice)
    for name in ("ada", "moritz"):
        answer = house.client(name).post(f"/de/space/adoptions/{adoption.pk}/confirm/", follow=True)
    assert "wartet nicht auf Ihre Antwort" in answer.content.decode()


@pytest.mark.parametrize("block", ["9" * 5000, "0" * 5000, "9" * 30, "x"])
def test_a_number_no_block_has_chooses_none(house, practice, block):
    assert house.client("berta").get(f"/de/space/practices/{practice.pk}/adopt/?block={block}").status_code == 200
