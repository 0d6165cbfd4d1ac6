"""The versions of a practice: what changed, in words; two beside each other; an older one taken up again."""

from time import process_time

import pytest

from core.errors import NotAllowed
from knowledge import actions
from knowledge.differences import marked
from knowledge.models import BlockUse, BuildingBlock, GoodPractice, TargetGroup
from knowledge.versions import comparison, restore, versions_of
from tests.cast import fresh, write_practice
from tests.pages.test_queries import asked


def save(practice, by, **fields):
    draft = fresh(practice).get_latest_revision_as_object()
    for name, value in fields.items():
        if name == "target_groups":
            draft.target_groups.set(value)
        else:
            setattr(draft, name, value)
    return actions.save_draft(draft, by=by)


def summaries(practice):
    return [each.summary for each in versions_of(fresh(practice), practice.revisions.order_by("-created_at", "-pk"))]


def pages(practice, old, new):
    base = f"/de/space/practices/{practice.pk}/versions/"
    return [base, f"{base}compare/?old={old.pk}&new={new.pk}", f"{base}{old.pk}/"]


def test_each_version_says_in_words_what_it_changed(house):
    practice = write_practice(house, "x", upto="draft")
    save(practice, house.ada, results_de="Neu", blocks=[BuildingBlock(title_de="B")])
    save(practice, house.carla, results_it="Nuovo", maturity="", target_groups=[TargetGroup.objects.first()])
    save(practice, house.ada, results_it="")
    texts = [text.lower() for text in summaries(practice)]
    assert texts[-1] == "die erste fassung"
    assert texts[2] == "ergebnisse geändert, ein baustein dazu"
    assert texts[1] == "ergebnisse (italienisch) dazu, zielgruppen geändert, reife geändert"
    assert texts[0] == "ergebnisse (italienisch) gestrichen"


def test_publishing_changes_no_words(house):
    practice = write_practice(house, "x", upto="draft", wished="network")
    save(practice, house.ada, blocks=[BuildingBlock(title_de="B")])
    actions.submit(fresh(practice), by=house.ada)
    actions.admit(fresh(practice), by=house.carla)
    save(practice, house.ada, summary_de="Nur das")
    assert summaries(practice)[0].lower() == "zusammenfassung geändert"


def test_a_comparison_marks_what_is_new_and_what_is_gone_for_eyes_and_ears(house):
    practice = write_practice(house, "x", upto="draft")
    first = practice.latest_revision
    second = save(practice, house.ada, approach_de="Weg x und Umweg", maturity="idea")
    sections = comparison(first.as_object(), second.as_object(), house.ada)
    assert [(section["key"], [row["label"] for row in section["rows"]]) for section in sections] == [
        ("snapshot", ["Vorgehen"]),
        ("transfer", ["Reife"]),
    ]
    marks = str(sections[0]["rows"][0]["changes"])
    assert "<ins>" in marks
    assert "neu:" in marks
    text = house.client("ada").get(pages(practice, second, first)[1]).content.decode()
    assert text.index("<del>") > 0


def test_what_people_wrote_is_escaped_in_a_comparison(house):
    practice = write_practice(house, "x", upto="draft")
    second = save(practice, house.ada, approach_de="<script>alert(1)</script>")
    text = house.client("ada").get(pages(practice, practice.latest_revision, second)[1]).content.decode()
    assert "<script>alert" not in text


def test_an_older_version_becomes_the_draft_and_nobody_reads_more_or_less(house):
    practice = write_practice(house, "x", wished="community")
    first = practice.latest_revision
    save(practice, house.ada, summary_de="Später")
    actions.wish(fresh(practice), "network", by=house.ada)
    token = fresh(practice).token
    client, address = house.client("ada"), pages(practice, first, first)[2]
    assert client.get(address).status_code == 200
    assert fresh(practice).get_latest_revision_as_object().summary_de == "Später"
    client.post(address)
    now = fresh(practice)
    assert now.get_latest_revision_as_object().summary_de == "Kurz x"
    assert (now.token, now.wished, now.summary_de) == (token, "network", "Kurz x")


def test_under_review_nothing_is_taken_up_again(house):
    practice = write_practice(house, "x", upto="submitted")
    with pytest.raises(NotAllowed):
        restore(practice, practice.latest_revision, by=house.ada)


def test_only_followers_see_versions_and_only_those_of_the_practice(house):
    practice, other = write_practice(house, "x"), write_practice(house, "y")
    for name in house.people:
        expected = 200 if name in {"ada", "carla", "edda", "root"} else 404
        for address in pages(practice, practice.latest_revision, practice.latest_revision):
            assert house.client(name).get(address).status_code == expected, (name, address)
    foreign = pages(practice, other.latest_revision, practice.latest_revision)
    assert [house.client("ada").get(address).status_code for address in foreign[1:]] == [404, 404]


def test_the_list_asks_as_often_for_many_as_for_few(house):
    practice = write_practice(house, "x", upto="draft")
    client, address = house.client("ada"), f"/de/space/practices/{practice.pk}/versions/"
    save(practice, house.ada, summary_de="0")
    few = len(asked(client, address))
    for number in range(4):
        save(practice, house.carla if number % 2 else house.ada, summary_de=str(number))
    assert len(asked(client, address)) == few


def test_who_decides_sees_changed_facts_and_blocks_too(house):
    practice = write_practice(house, "x", wished="network")
    save(practice, house.ada, place="Görlitz", blocks=[BuildingBlock(title_de="Wanderstück")])
    actions.submit(fresh(practice), by=house.ada)
    page = house.client("carla").get(f"/de/space/reviews/{practice.pk}/")
    assert [row["label"] for row in page.context["facts_changed"]] == ["Ort", "Baustein"]
    assert "Wanderstück" in page.content.decode()


def test_a_block_that_is_closed_to_the_reader_is_not_named(house):
    block = BuildingBlock.objects.create(practice=house.practices["public"], title_de="Geheimer Kniff")
    practice = write_practice(house, "x", upto="draft")
    first = practice.latest_revision
    save(practice, house.ada, used_blocks=[BlockUse(block=block, note_de="bei uns")])
    page = pages(practice, first, fresh(practice).latest_revision)[1]
    assert "Geheimer Kniff" in house.client("ada").get(page).content.decode()
    GoodPractice.objects.filter(pk=block.practice_id).update(token=house.token("network_b"))
    shown = house.client("ada").get(page).content.decode()
    assert "Geheimer Kniff" not in shown
    assert "bei uns" in shown


def test_very_long_texts_differ_as_a_whole():
    words = [f"w{number}" for number in range(130)]
    old, new = " ".join(words * 300), " ".join(words[::-1] * 300)
    start = process_time()
    assert str(marked(old, new)).count("<ins>") == 1
    assert process_time() - start < 1


def test_a_comparison_of_nothing_leads_back_to_the_list(house):
    practice = house.practices["public"]
    answer = house.client("ada").get(f"/de/space/practices/{practice.pk}/versions/compare/")
    assert (answer.status_code, answer.url) == (302, f"/de/space/practices/{practice.pk}/versions/")
