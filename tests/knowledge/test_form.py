"""The plain form: a practice from a phone, without JavaScript; what is wrong is named and what was typed stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import SiteDocument
from knowledge import actions
from knowledge.models import GoodPractice, Tag
from knowledge.stages import stage_of
from tests.cast import fresh, pdf, picture, status_of, write_practice

FULL = {
    "source_language": "de",
    "heading": "Ein Titel",
    "summary": "Kurz gesagt",
    "starting_point": "Am Anfang",
    "approach": "Wir tun dies",
    "results": "Das kam heraus",
    "wished": "public",
    "tags": "Messen, messen,  Lehrlinge ",
}


def new(house, name="ada", **fields):
    client = house.client(name)
    return client.post(f"/de/space/write/{house.network_a.pk}/", FULL | fields)


def mine(house):
    return GoodPractice.objects.filter(owner=house.ada).latest("pk")


def test_a_new_practice_is_a_draft_of_its_author(house):
    answer = new(house)
    practice = mine(house)
    assert answer["Location"] == f"/de/space/practices/{practice.pk}/"
    assert (practice.heading_de, practice.live, practice.owner, practice.responsible) == (
        "Ein Titel",
        False,
        house.ada,
        house.organisations["firm"],
    )
    assert {tag.name for tag in practice.tags.all()} == {"Lehrlinge", "Messen"}
    assert stage_of(practice).name == "draft"


def test_it_can_be_submitted_at_once(house):
    new(house, action="submit")
    assert stage_of(mine(house)).name == "coordination"


def test_without_a_title_it_says_so_in_the_readers_language_and_keeps_the_text(house):
    answer = new(house, heading="")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"heading"}
    assert "Kurz gesagt" in text
    assert 'aria-invalid="true"' in text
    assert not GoodPractice.objects.filter(summary_de="Kurz gesagt").exists()


def test_submitting_an_unfinished_one_keeps_a_draft_and_names_each_field(house):
    answer = new(house, results="", approach="", action="submit")
    assert set(answer.context["form"].errors) == {"approach", "results"}
    assert stage_of(mine(house)).name == "draft"


def test_after_that_the_same_form_can_be_completed_and_submitted(house):
    answer = new(house, results="", action="submit")
    practice = mine(house)
    action = answer.context["form_action"]
    version = answer.context["form"]["version"].value()
    house.client("ada").post(action, FULL | {"version": version, "action": "submit"})
    assert stage_of(fresh(practice)).name == "coordination"


def test_files_and_a_picture_come_with_it_and_are_the_authors_alone_at_first(house):
    upload = SimpleUploadedFile("Mein Bogen.pdf", pdf().read(), "application/pdf")
    photo = SimpleUploadedFile("foto.png", picture().read(), "image/png")
    new(house, files=[upload], picture=photo, picture_text="Ein Stein")
    practice = mine(house)
    document = practice.attachments.get().document
    assert document.title == "Mein Bogen"
    assert practice.picture_text_de == "Ein Stein"
    for name in ("anonymous", "moritz", "berta", "stella"):
        assert status_of(house.client(name), document.url) == 404, name
    for name in ("ada", "carla", "edda"):  # who may follow the draft may open what belongs to it
        assert status_of(house.client(name), document.url) == 200, name


@pytest.mark.parametrize(
    ("field", "file"),
    [
        ("files", ("boese.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")),
        ("files", ("seite.pdf", b"<html><script>alert(1)</script></html>")),
        ("files", ("tabelle.docx", b"PK\x03\x04 nothing")),
        ("files", ("programm.exe", b"MZ\x00\x00")),
        ("picture", ("bild.png", b"<svg onload='alert(1)'/>")),
        ("picture", ("bild.jpg", b"\xff\xd8\xff\xe0 broken")),
    ],
)
def test_a_hostile_file_is_refused_by_name_and_nothing_is_stored(house, field, file):
    before = SiteDocument.objects.count()
    answer = new(house, **{field: SimpleUploadedFile(*file)})
    assert set(answer.context["form"].errors) == {field}
    assert "Kurz gesagt" in answer.content.decode()
    assert SiteDocument.objects.count() == before


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded(house):
    huge = SimpleUploadedFile("riesig.png", picture(size=(10_000, 10)).read(), "image/png")
    assert set(new(house, picture=huge).context["form"].errors) == {"picture"}


def edit(house, practice, name="ada", **fields):
    path = f"/de/space/practices/{practice.pk}/edit/"
    client = house.client(name)
    version = client.get(path).context["form"]["version"].value()
    return client.post(path, FULL | {"version": version} | fields)


def test_editing_makes_a_revision_and_leaves_the_live_text(house):
    practice = write_practice(house, "alt")
    edit(house, practice, summary="Neu gesagt")
    assert fresh(practice).summary_de == "Kurz alt"
    assert fresh(practice).get_latest_revision_as_object().summary_de == "Neu gesagt"


def test_who_was_overtaken_is_told_and_loses_nothing(house):
    practice = write_practice(house, "x", upto="draft")
    stale = practice.latest_revision_id
    edit(house, practice, summary="Carla war schneller", name="carla")
    answer = edit(house, practice, summary="Mein Satz", version=stale)
    assert answer.status_code == 409
    assert "Mein Satz" in answer.content.decode()
    assert fresh(practice).get_latest_revision_as_object().summary_de == "Carla war schneller"
    again = answer.context["form"]["version"].value()
    edit(house, practice, summary="Mein Satz", version=again)
    assert fresh(practice).get_latest_revision_as_object().summary_de == "Mein Satz"


def test_the_other_language_is_written_beside_the_first(house):
    practice = write_practice(house, "x", upto="draft")
    path = f"/de/space/practices/{practice.pk}/edit/?language=it"
    client = house.client("ada")
    version = client.get(path).context["form"]["version"].value()
    client.post(path, FULL | {"heading": "Un titolo", "version": version})
    draft = fresh(practice).get_latest_revision_as_object()
    assert (draft.heading_it, draft.heading_de) == ("Un titolo", "Praxis x")


def test_a_tag_is_found_by_either_of_its_forms(house):
    tag = Tag.objects.create(name="Fachkräfte", label_de="Fachkräfte", label_it="personale qualificato")
    new(house, tags="Personale Qualificato")
    assert list(mine(house).tags.all()) == [tag]


def test_a_removed_file_is_gone_from_the_practice(house):
    new(house, files=[SimpleUploadedFile("a.pdf", pdf().read()), SimpleUploadedFile("b.pdf", pdf().read())])
    practice = mine(house)
    first = practice.attachments.first().document
    edit(house, practice, remove_files=[str(first.pk)])
    assert [each.document.title for each in fresh(practice).get_latest_revision_as_object().attachments.all()] == ["b"]


def test_under_review_the_form_gives_way_to_the_status(house):
    practice = write_practice(house, "x", upto="submitted")
    answer = house.client("ada").get(f"/de/space/practices/{practice.pk}/edit/")
    assert answer["Location"] == f"/de/space/practices/{practice.pk}/"


def test_admission_wider_than_a_file_is_refused_naming_it_and_one_button_opens_it(house):
    new(house, files=[SimpleUploadedFile("Bogen.pdf", pdf().read())])
    practice = mine(house)
    draft = practice.get_latest_revision_as_object()
    draft.target_group_de, draft.difficulties_de, draft.maturity = "Lehrlinge", "Zeit", "good"  # for the library
    actions.save_draft(draft, by=house.ada)
    actions.submit(fresh(practice), by=house.ada)
    carla = house.client("carla")
    answer = carla.post(f"/it/space/reviews/{practice.pk}/admit/", {"comment": ""})
    assert answer.status_code == 409
    assert "Bogen" in answer.content.decode()
    assert not fresh(practice).live
    carla.post(f"/it/space/reviews/{practice.pk}/admit/", {"comment": "", "open_files": "on"})
    document = fresh(practice).attachments.get().document
    assert (fresh(practice).live, document.token) == (True, house.token("network_a"))
    edda = house.client("edda")
    assert edda.post(f"/de/space/reviews/{practice.pk}/admit/", {}).status_code == 409
    edda.post(f"/de/space/reviews/{practice.pk}/admit/", {"open_files": "on"})
    assert status_of(house.client("anonymous"), document.url) == 200
