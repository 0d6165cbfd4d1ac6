"""The trimmed Wagtail editor writes the same draft as the plain form and goes the same way (law 4)."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.models import SiteDocument, SiteImage
from core.tasks import run_ready
from knowledge.models import GoodPractice
from knowledge.stages import stage_of
from tests.cast import fresh, pdf, picture, status_of, write_practice


def data(practice=None, **fields):
    texts = {
        f"{name}_{language}": ""
        for name in ("heading", *GoodPractice.texts, "picture_text")
        for language in ("de", "it")
    }
    return nested_form_data(
        texts
        | {"heading_de": "Aus dem Editor", "slug": "aus-dem-editor", "source_language": "de", "tags": ""}
        | {name + "_de": "Text" for name in GoodPractice.texts}
        | {name: inline_formset([]) for name in ("attachments", "blocks", "links")}
        | {"picture": "", "responsible": ""}
        | fields
    )


def create(house, name="ada", **fields):
    address = reverse("wagtailadmin_pages:add", args=["knowledge", "goodpractice", house.network_a.pk])
    return house.client(name).post(address, data(**fields))


def test_a_member_starts_a_practice_in_the_editor(house):
    create(house)
    practice = GoodPractice.objects.get(slug="aus-dem-editor")
    assert (practice.live, practice.owner, stage_of(practice).name) == (False, house.ada, "draft")


def test_saved_and_submitted_there_it_goes_to_the_coordination_and_she_is_told(house):
    answer = create(house, **{"action-hand-in": "1"})
    practice = GoodPractice.objects.get(slug="aus-dem-editor")
    assert answer["Location"] == f"/de/space/practices/{practice.pk}/"
    assert stage_of(practice).name == "coordination"
    run_ready()
    assert [message.to for message in mail.outbox] == [["carla@example.org"]]


def test_unfinished_it_stays_a_draft(house):
    create(house, results_de="", **{"action-hand-in": "1"})
    assert stage_of(GoodPractice.objects.get(slug="aus-dem-editor")).name == "draft"


@pytest.mark.parametrize("button", ["action-submit", "action-publish"])
@pytest.mark.parametrize("name", ["ada", "carla", "edda"])
def test_wagtails_own_buttons_neither_submit_nor_publish(house, name, button):
    practice = write_practice(house, "x", upto="draft")
    house.client(name).post(reverse("wagtailadmin_pages:edit", args=[practice.pk]), data(**{button: "1"}))
    assert (fresh(practice).live, stage_of(fresh(practice)).name) == (False, "draft")


def test_the_editor_shows_the_ways_that_are_ours(house):
    text = (
        house.client("ada").get(reverse("wagtailadmin_pages:edit", args=[house.practices["draft"].pk])).content.decode()
    )
    assert 'name="action-hand-in"' in text
    assert 'name="action-submit"' not in text
    assert 'name="action-publish"' not in text


@pytest.mark.parametrize("name", ["ada", "carla", "edda"])
def test_people_add_files_in_the_editors_choosers_and_they_are_theirs_alone(house, name):
    client = house.client(name)
    client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "Blatt",
            "document-chooser-upload-file": pdf(),
            "document-chooser-upload-tags": "",
        },
    )
    client.post(
        reverse("wagtailimages_chooser:create"),
        {"image-chooser-upload-title": "Foto", "image-chooser-upload-file": picture(), "image-chooser-upload-tags": ""},
    )
    document, image = SiteDocument.objects.get(title="Blatt"), SiteImage.objects.get(title="Foto")
    assert {document.token, image.token} == {f"person:{house.people[name].pk}"}
    assert status_of(house.client("moritz"), document.url) == 404
