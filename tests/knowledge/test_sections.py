"""Section by section: what a snapshot is deepened by, how far it is, and what the library asks for."""

import pytest
from django.core import mail

from core.tasks import run_ready
from knowledge import actions
from knowledge.completeness import EXPECTED, FOR_THE_LIBRARY, completeness_of
from knowledge.models import BuildingBlock, GoodPractice, TargetGroup
from knowledge.models.record import SECTIONS
from knowledge.stages import stage_of
from networks.rules import network_above
from tests.cast import fresh, write_practice

KEYS = [section.key for section in SECTIONS if section.key != "snapshot"]


def address(practice, key, language="de"):
    return f"/de/space/practices/{practice.pk}/sections/{key}/?language={language}"


def write(house, practice, key, name="ada", language="de", **fields):
    """Post the section's form as it is shown, with these fields changed."""
    client = house.client(name)
    page = client.get(address(practice, key, language))
    form = page.context["form"]
    data = {field.html_name: field.value() for field in form if field.value() is not None}
    for formset in page.context["formsets"]:
        data |= {field.html_name: field.value() for field in formset.management_form}
        for row in formset:
            data |= {field.html_name: field.value() for field in row if field.value() is not None}
    return client.post(address(practice, key, language), data | fields)


def draft_of(practice):
    return fresh(practice).get_latest_revision_as_object()


def bare(house, **fields):
    """A snapshot and nothing else."""
    texts = {"heading_de": "Kurz", "summary_de": "K", "starting_point_de": "S", "approach_de": "A", "results_de": "R"}
    return actions.start_practice(house.network_a, by=house.ada, **(texts | fields))


# --- Writing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_every_section_opens_its_own_form_with_hints(house, key):
    practice = write_practice(house, "x", upto="draft")
    answer = house.client("ada").get(address(practice, key))
    assert answer.status_code == 200
    fields = [row["field"] for row in answer.context["form"].rows()]
    assert [field.name for field in fields if not field.help_text and not field.name.startswith("remove_")] == []


def test_texts_go_into_the_language_they_are_written_in_and_facts_into_the_record(house):
    practice = write_practice(house, "x", upto="draft")
    group = TargetGroup.objects.first()
    answer = write(
        house,
        practice,
        "people",
        language="it",
        target_group="Apprendisti",
        target_groups=[group.pk],
        place="Dresden",
        period_from="2024-09-01",
        responsible=house.organisations["firm"].pk,
    )
    assert answer.status_code == 302
    draft = draft_of(practice)
    assert (draft.target_group_it, draft.target_group_de, draft.place) == ("Apprendisti", "Lehrlinge x", "Dresden")
    assert (list(draft.target_groups.all()), str(draft.period_from)) == ([group], "2024-09-01")
    assert draft.region == "DE-SN"


def test_an_end_before_the_beginning_is_refused_and_what_was_typed_stays(house):
    practice = write_practice(house, "x", upto="draft")
    answer = write(house, practice, "people", actors="Wir alle", period_from="2024-09-01", period_to="2023-01-01")
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {"period_to"})
    assert "Wir alle" in answer.content.decode()


def test_building_blocks_are_added_ordered_and_removed_without_javascript(house):
    practice = write_practice(house, "x", upto="draft")
    for title in ("Erster", "Zweiter"):
        last = len(draft_of(practice).blocks.all())
        answer = write(house, practice, "blocks", **{f"blocks-{last}-title": title, "action": "more"})
        assert answer["Location"] == address(practice, "blocks")
    write(house, practice, "blocks", **{"blocks-0-ORDER": "5", "blocks-1-text": "Was es ist"})
    assert [(b.title_de, b.text_de) for b in draft_of(practice).blocks.all()] == [
        ("Zweiter", "Was es ist"),
        ("Erster", ""),
    ]
    write(house, practice, "blocks", **{"blocks-0-DELETE": "on"})
    assert [block.title_de for block in draft_of(practice).blocks.all()] == ["Erster"]


def test_a_block_keeps_its_number_when_it_is_translated(house):
    practice = write_practice(house, "x", upto="draft")
    write(house, practice, "blocks", **{"blocks-0-title": "Wanderstück"})
    actions.submit(fresh(practice), by=house.ada)
    actions.admit(fresh(practice), by=house.carla)
    block = BuildingBlock.objects.get(practice=practice)
    write(house, practice, "blocks", name="edda", language="it", **{"blocks-0-title": "Il pezzo che viaggia"})
    kept = draft_of(practice).blocks.get()
    assert (kept.pk, kept.title_de, kept.title_it) == (block.pk, "Wanderstück", "Il pezzo che viaggia")


def test_a_block_without_a_name_is_refused(house):
    practice = write_practice(house, "x", upto="draft")
    answer = write(house, practice, "blocks", **{"blocks-0-text": "Ohne Namen"})
    assert answer.status_code == 200
    assert "Ohne Namen" in answer.content.decode()
    assert list(draft_of(practice).blocks.all()) == []


def test_another_practices_block_is_used_by_its_address_only_where_it_is_open_to_the_writer(house):
    open_one, closed = write_practice(house, "offen"), write_practice(house, "zu", upto="draft", author=house.edda)
    mine = write_practice(house, "x", upto="draft")
    blocks = [BuildingBlock.objects.create(practice=p, title_de="B") for p in (open_one, closed)]
    write(
        house, mine, "blocks", **{"used_blocks-0-block": f"/de/blocks/{blocks[0].pk}/", "used_blocks-0-note": "Kürzer"}
    )
    answer = write(house, mine, "blocks", **{"used_blocks-1-block": str(blocks[1].pk)})
    assert answer.status_code == 200
    assert [(use.block, use.note_de) for use in draft_of(mine).used_blocks.all()] == [(blocks[0], "Kürzer")]


def test_who_was_overtaken_in_a_section_is_told_and_loses_nothing(house):
    practice = write_practice(house, "x", upto="draft")
    client = house.client("ada")
    stale = practice.latest_revision_id
    write(house, practice, "means", name="carla", resources="Carla")
    answer = client.post(address(practice, "means"), {"resources": "Ada", "version": stale})
    assert (answer.status_code, draft_of(practice).resources_de) == (409, "Carla")
    assert "Ada" in answer.content.decode()


def test_under_review_a_section_rests(house):
    practice = write_practice(house, "x", upto="submitted")
    answer = house.client("ada").get(address(practice, "means"))
    assert answer["Location"] == f"/de/space/practices/{practice.pk}/"


# --- On behalf ---------------------------------------------------------------------------------------


def test_an_editor_documents_for_an_organisation_and_both_are_shown(house):
    vineyard = house.organisations["vineyard"]
    client = house.client("edda")
    fields = {"source_language": "de", "heading": "Für andere", "wished": "network", "responsible": vineyard.pk}
    fields |= {"place": house.network_b.pk}
    status = client.post(f"/de/space/write/{house.network_b.pk}/", fields)["Location"]
    text = client.get(status).content.decode()
    assert "Weingut Muster" in text
    assert "Edda Beispiel" in text


def test_an_editor_chooses_the_network_in_the_form(house):
    client = house.client("edda")
    fields = {"source_language": "de", "heading": "Woanders", "wished": "network", "place": house.network_b.pk}
    client.post(f"/de/space/write/{house.library.pk}/", fields)
    assert network_above(GoodPractice.objects.get(heading_de="Woanders")) == house.network_b
    refused = client.post(f"/de/space/write/{house.network_b.pk}/", fields | {"place": house.library.pk})
    assert set(refused.context["form"].errors) == {"wished"}


def test_a_member_chooses_no_network(house):
    fields = {"source_language": "de", "heading": "Hier", "wished": "network", "place": house.network_b.pk}
    client = house.client("ada")
    assert "place" not in client.get(f"/de/space/write/{house.network_a.pk}/").context["form"].fields
    client.post(f"/de/space/write/{house.network_a.pk}/", fields)
    assert network_above(GoodPractice.objects.get(heading_de="Hier")) == house.network_a


def test_a_member_names_no_organisation_but_those_they_act_for_there(house):
    practice = write_practice(house, "x", upto="draft")
    answer = write(house, practice, "people", responsible=house.organisations["vineyard"].pk)
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {"responsible"})


# --- How far it is -----------------------------------------------------------------------------------


def test_every_section_is_counted():
    assert set(EXPECTED) == {section.key for section in SECTIONS}


def test_the_meter_counts_what_is_there_and_names_what_is_missing(house):
    complete = completeness_of(bare(house).latest_revision.content)
    assert (complete.filled, complete.total) == (5, 24)
    assert {state.section.key: state.state for state in complete.sections} == {"snapshot": "begun"} | dict.fromkeys(
        KEYS, "empty"
    )
    assert [entry.name for entry in complete.lacking] == [
        "target_group", "responsible", "region", "maturity", "difficulties"
    ]  # fmt: skip


def test_a_practice_of_the_cast_lacks_nothing_for_the_library(house):
    assert completeness_of(house.practices["public"].latest_revision.content).lacking == []


def test_the_status_page_leads_to_what_is_missing(house):
    practice = bare(house, wished="public")
    text = house.client("ada").get(f"/de/space/practices/{practice.pk}/").content.decode()
    for entry in FOR_THE_LIBRARY[5:]:
        assert f"#id_{entry.name}" in text
    assert '<progress id="meter" max="24" value="5">' in text


def test_the_start_page_shows_how_far_each_draft_is(house):
    bare(house)
    text = house.client("ada").get("/de/space/").content.decode()
    assert 'max="24" value="5"' in text


def test_the_six_fields_are_enough_for_the_network(house):
    practice = bare(house, wished="network")
    actions.submit(practice, by=house.ada)
    actions.admit(fresh(practice), by=house.carla)
    assert stage_of(fresh(practice)).name == "network"


def test_the_library_asks_for_more_and_says_what(house, django_capture_on_commit_callbacks):
    practice = bare(house, wished="public")
    actions.submit(practice, by=house.ada)
    actions.admit(fresh(practice), by=house.carla)
    with pytest.raises(actions.Incomplete) as refused:
        actions.admit(fresh(practice), by=house.edda)
    assert [entry.name for entry in refused.value.entries] == [entry.name for entry in FOR_THE_LIBRARY[5:]]
    run_ready()
    letter = next(message for message in mail.outbox if message.to == ["ada@example.org"])
    assert "Zielgruppe" in letter.body
    answer = house.client("edda").post(f"/de/space/reviews/{practice.pk}/admit/", {}, follow=True)
    assert "Zielgruppe" in answer.content.decode()
    assert stage_of(fresh(practice)).name == "editorial"
