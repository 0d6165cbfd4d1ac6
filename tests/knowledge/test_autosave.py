"""Saving while somebody writes: one version for one sitting, and nobody's text is overwritten unseen."""

from django.core.files.uploadedfile import SimpleUploadedFile

from knowledge.models import GoodPractice
from tests.cast import fresh, pdf, write_practice

NEW = {"source_language": "de", "heading": "Ein Anfang", "wished": "network", "action": "autosave"}


def edit(practice):
    return f"/de/space/practices/{practice.pk}/edit/"


def fields_of(page):
    return {field.html_name: field.value() for field in page.context["form"] if field.value() is not None}


def draft_of(practice):
    return fresh(practice).get_latest_revision_as_object()


def versions(practice):
    return fresh(practice).revisions.count()


def test_a_new_practice_becomes_a_draft_and_the_form_goes_on_with_it(house):
    client = house.client("ada")
    told = client.post(f"/de/space/write/{house.network_a.pk}/", NEW).json()
    practice = GoodPractice.objects.get(heading_de="Ein Anfang")
    assert told["address"] == f"{edit(practice)}?language=de"
    again = client.post(told["address"], NEW | {"summary": "Weiter", "version": told["version"]})
    assert (again.status_code, draft_of(practice).summary_de) == (200, "Weiter")
    assert GoodPractice.objects.filter(heading_de="Ein Anfang").count() == 1


def test_one_sitting_is_one_version(house):
    practice = write_practice(house, "x", upto="draft")
    client, before = house.client("ada"), versions(practice)
    data = fields_of(client.get(edit(practice)))
    for text in ("Ein", "Ein Satz", "Ein Satz mehr"):
        told = client.post(edit(practice), data | {"summary": text, "action": "autosave"}).json()
        data["version"] = told["version"]
    client.post(edit(practice), data | {"summary": "Ein ganzer Satz", "action": "save"})
    assert (versions(practice), draft_of(practice).summary_de) == (before + 1, "Ein ganzer Satz")


def test_what_was_saved_by_hand_is_never_overwritten(house):
    practice = write_practice(house, "x", upto="draft")
    client, before = house.client("ada"), versions(practice)
    for action in ("save", "autosave", "save", "autosave"):
        data = fields_of(client.get(edit(practice)))
        client.post(edit(practice), data | {"summary": action, "action": action})
    assert versions(practice) == before + 3


def test_whoever_was_overtaken_by_an_autosave_is_told_although_it_has_the_same_number(house):
    practice = write_practice(house, "x", upto="draft")
    ada, carla = house.client("ada"), house.client("carla")
    data = fields_of(ada.get(edit(practice)))
    data["version"] = ada.post(edit(practice), data | {"action": "autosave"}).json()["version"]
    seen = fields_of(carla.get(edit(practice)))
    ada.post(edit(practice), data | {"summary": "Ada schreibt weiter", "action": "autosave"})
    assert carla.post(edit(practice), seen | {"summary": "Carla", "action": "save"}).status_code == 409
    assert draft_of(practice).summary_de == "Ada schreibt weiter"


def test_an_autosave_that_was_overtaken_says_so_and_saves_nothing(house):
    practice = write_practice(house, "x", upto="draft")
    ada, carla = house.client("ada"), house.client("carla")
    stale = fields_of(ada.get(edit(practice)))
    carla.post(edit(practice), fields_of(carla.get(edit(practice))) | {"summary": "Carla"})
    answer = ada.post(edit(practice), stale | {"summary": "Ada", "action": "autosave"})
    assert (answer.status_code, set(answer.json())) == (409, {"said"})
    assert draft_of(practice).summary_de == "Carla"


def test_an_autosave_without_a_title_names_the_field(house):
    answer = house.client("ada").post(f"/de/space/write/{house.network_a.pk}/", NEW | {"heading": ""})
    assert answer.status_code == 422
    assert "Titel" in answer.json()["said"]


def test_removals_and_files_wait_for_a_save_by_hand(house):
    practice = write_practice(house, "x", upto="draft")
    client = house.client("ada")
    data = fields_of(client.get(edit(practice)))
    client.post(edit(practice), data | {"files": [SimpleUploadedFile("a.pdf", pdf().read())]})
    (kept,) = draft_of(practice).attachments.all()
    data = fields_of(client.get(edit(practice)))
    more = {"remove_files": [str(kept.document_id)], "files": [SimpleUploadedFile("b.pdf", pdf().read())]}
    assert client.post(edit(practice), data | more | {"action": "autosave"}).status_code == 200
    assert [each.document.title for each in draft_of(practice).attachments.all()] == ["a"]


def test_a_building_block_that_is_saved_while_it_is_written_stays_one(house):
    practice = write_practice(house, "x", upto="draft")
    address = f"/de/space/practices/{practice.pk}/sections/blocks/?language=de"
    client = house.client("ada")
    page = client.get(address)
    data = fields_of(page)
    for formset in page.context["formsets"]:
        data |= {field.html_name: field.value() for field in formset.management_form}
    for title in ("W", "Wander", "Wanderstück"):
        told = client.post(address, data | {"blocks-0-title": title, "action": "autosave"}).json()
        data |= told["keys"] | {"version": told["version"]}
    client.post(address, data | {"blocks-0-title": "Wanderstück", "blocks-0-text": "Ein Stein", "action": "save"})
    assert [(b.title_de, b.text_de) for b in draft_of(practice).blocks.all()] == [("Wanderstück", "Ein Stein")]


def test_under_review_an_autosave_is_told_that_the_text_rests(house):
    practice = write_practice(house, "x", upto="submitted")
    answer = house.client("ada").post(edit(practice), NEW)
    assert (answer.status_code, set(answer.json())) == (409, {"said"})


def test_who_reads_a_live_practice_changes_by_hand_only(house):
    practice = write_practice(house, "x", wished="community")
    client = house.client("ada")
    data = fields_of(client.get(edit(practice))) | {"wished": "network"}
    told = client.post(edit(practice), data | {"action": "autosave"}).json()
    assert fresh(practice).token == "community"
    client.post(edit(practice), data | {"version": told["version"], "action": "save"})
    assert fresh(practice).token == house.token("network_a")
