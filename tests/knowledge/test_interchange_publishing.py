"""What an import writes is what Wagtail would have written: revision, log, both indexes; and it asks little for it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry, ReferenceIndex

from core.models import Page, SiteDocument
from knowledge.models import GoodPractice, Tag
from networks.models import Organisation
from tests.cast import fresh, publish
from tests.knowledge.test_interchange import LEAST, bring, out

FULL = LEAST | {
    "title_de": "Laufzettel",
    "title_it": "Foglio di via",
    "body_de": "Sieben Unterschriften.",
    "sector": ["wine", "optics"],
    "themes": ["image"],
    "tags": [{"de": "Sandstein"}, {"de": "Messen", "it": "fiere"}],
    "blocks": [{"title_de": "Baustein", "title_it": "Modulo"}],
    "links": [{"title_de": "Film", "url": "https://example.org/film"}],
    "published": "2024-05-01T10:00:00+00:00",
    "updated": "2024-06-01T10:00:00+00:00",
}


def full(number, **more):
    return FULL | {"id": f"p{number}", "title_de": f"Laufzettel {number}"} | more


def imported(identifier="p1") -> GoodPractice:
    return GoodPractice.objects.get(identifier=identifier)


def references(practice) -> set:
    rows = ReferenceIndex.objects.filter(object_id=str(practice.pk), base_content_type__model="page")
    return set(rows.values_list("to_content_type", "to_object_id", "model_path", "content_path"))


def actions_on(practice) -> list:
    return list(PageLogEntry.objects.for_instance(practice).order_by("pk").values_list("action", "user__email"))


def queries(path, *lines) -> int:
    with CaptureQueriesContext(connection) as asked:
        bring(path, *lines)
    return len(asked)


# --- As Wagtail would have written it ----------------------------------------------------------------


def test_an_imported_practice_is_live_with_one_revision_and_its_entries_in_the_log(house, tmp_path):
    bring(tmp_path, FULL, by="edda@example.org")
    practice = imported()
    assert (practice.live, practice.has_unpublished_changes, practice.expired) == (True, False, False)
    assert practice.revisions.count() == 1
    assert practice.live_revision_id == practice.latest_revision_id == practice.revisions.get().pk
    assert practice.latest_revision_created_at == practice.revisions.get().created_at
    assert practice.revisions.get().user == practice.owner == house.user("edda")
    assert [str(practice.first_published_at.date()), str(practice.last_published_at.date())] == [
        "2024-05-01",
        "2024-06-01",
    ]
    assert practice.url_path == f"{practice.get_parent().url_path}laufzettel/"
    assert actions_on(practice) == [("wagtail.create", "edda@example.org"), ("wagtail.publish", "edda@example.org")]


def test_the_tree_holds_what_an_import_adds(house, tmp_path):
    bring(tmp_path, *(full(number, network=house.network_a.slug) for number in range(3)))
    assert not any(Page.find_problems())
    assert fresh(house.network_a).numchild == house.network_a.get_children().count()


def test_an_imported_practice_is_edited_and_taken_back_like_any_other(house, tmp_path):
    bring(tmp_path, FULL)
    practice = imported()
    first = practice.latest_revision
    practice.heading_de, practice.blocks = "Anders", []
    publish(practice)
    assert (imported().heading_de, imported().blocks.count()) == ("Anders", 0)
    first.as_object().save_revision(user=house.user("edda"), previous_revision=first).publish()
    practice = imported()
    assert (practice.heading_de, practice.revisions.count()) == ("Laufzettel", 3)
    assert [block.title_it for block in practice.blocks.all()] == ["Modulo"]
    assert {tag.name for tag in practice.tags.all()} == {"Sandstein", "Messen"}
    assert [field.code for field in practice.occupational_fields.all()] == ["wine", "optics"]
    assert practice.token == "public"


def test_both_indexes_hold_what_saving_the_page_would_have_written(house, tmp_path):
    bring(tmp_path, FULL, full(2, sector=["hospitality"]))
    for practice in GoodPractice.objects.filter(identifier__in=["p1", "p2"]):
        written = references(practice)
        assert "tagged_items.item.tag" in {path for *_to, path, _content in written}
        practice.save()
        assert references(practice) == written
    assert {each.identifier for each in GoodPractice.objects.search("Laufzettel")} == {"p1", "p2"}


def test_a_changed_line_changes_both_indexes(house, tmp_path):
    bring(tmp_path, FULL)
    bring(tmp_path, FULL | {"title_de": "Rundlauf", "title_it": "Giro", "sector": ["hospitality"], "tags": []})
    practice = imported()
    assert [found.identifier for found in GoodPractice.objects.search("Rundlauf")] == ["p1"]
    assert not GoodPractice.objects.search("Laufzettel")
    written = references(practice)
    practice.save()
    assert references(practice) == written
    assert practice.live_revision_id == practice.latest_revision_id


def test_after_an_import_and_after_a_broken_one_a_saved_page_is_found_again(house, tmp_path, monkeypatch):
    bring(tmp_path, FULL)
    monkeypatch.setattr("knowledge.interchange.importing.publish_new", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(tmp_path, full(2))
    assert not GoodPractice.objects.filter(identifier="p2").exists()
    practice = imported()
    practice.heading_de = practice.heading_it = "Wanderstock"
    publish(practice)
    assert [found.identifier for found in GoodPractice.objects.search("Wanderstock")] == ["p1"]


def test_a_file_of_a_closed_practice_opens_with_the_practice_that_brings_it(house, tmp_path):
    (tmp_path / "files").mkdir()
    name = f"{'a' * 64}.pdf"
    (tmp_path / "files" / name).write_bytes(b"%PDF-1.4\n%%EOF\n")
    file = {"file": name, "title": "Plan"}
    bring(tmp_path, FULL | {"files": [file]}, files=tmp_path / "files")
    document = SiteDocument.objects.get(title="Plan")
    assert (document.token, document.page_id) == ("public", imported().pk)


# --- Little asked, safe to repeat --------------------------------------------------------------------


def test_what_one_more_practice_asks_is_bounded(house, tmp_path):
    one, four = queries(tmp_path, full(0)), queries(tmp_path, *(full(number) for number in range(1, 5)))
    assert (four - one) / 3 <= 100
    again_one, again_four = queries(tmp_path, full(0)), queries(tmp_path, *(full(number) for number in range(1, 5)))
    assert (again_four - again_one) / 3 <= 12


def test_names_said_in_many_lines_are_looked_up_once(house, tmp_path):
    firm = Organisation.objects.first()
    lines = [full(number, responsible={"name": firm.name, "country": firm.country}) for number in range(4)]
    with CaptureQueriesContext(connection) as asked:
        bring(tmp_path, *lines)
    assert sum('WHERE ("networks_organisation"."country" =' in query["sql"] for query in asked) <= 1
    assert sum('FROM "knowledge_tag" WHERE' in query["sql"] and "LIKE" in query["sql"].upper() for query in asked) <= 2
    assert Tag.objects.filter(name__in=["Sandstein", "Messen"]).count() == 2


@pytest.mark.parametrize("broken_at", [0, 2, 3, 4])
def test_an_import_broken_off_and_repeated_ends_as_one_that_was_not(house, tmp_path, monkeypatch, broken_at):
    monkeypatch.setattr("knowledge.interchange.importing.BATCH", 2)
    from knowledge.interchange.importing import Importer

    def broken(self, record, write=Importer._practice):
        if record["id"] == f"p{broken_at}":
            raise KeyboardInterrupt
        write(self, record)

    lines = [full(number, tags=[{"de": f"Wort {number // 2}"}]) for number in range(5)]
    with monkeypatch.context() as patched:
        patched.setattr(Importer, "_practice", broken)
        with pytest.raises(KeyboardInterrupt):
            bring(tmp_path, *lines)
    bring(tmp_path, *lines)
    repeated = out(tmp_path / "repeated.jsonl")
    GoodPractice.objects.filter(identifier__in=[line["id"] for line in lines]).delete()
    Page.fix_tree()
    bring(tmp_path, *lines)
    assert json.dumps(out(tmp_path / "straight.jsonl")) == json.dumps(repeated)
    assert imported("p4").revisions.count() == 1
