"""Law 1 on every way by which a page changes, moves or takes something in: nothing widens its audience unasked."""

import json

import pytest
from django.urls import reverse

from core import audience
from core.actions import open_file, set_audience
from core.errors import FilesTooNarrow, NotAllowed, NotPossible
from core.models import Page, SiteDocument, SiteImage
from knowledge import actions
from pages.models import StandardPage
from tests.cast import canary, fresh, picture, text_of, write_practice

NO_TEXT = '{"blocks":[],"entityMap":{}}'


def token(record) -> str:
    return fresh(record).token


def narrowed(house, token_="committee"):
    page = fresh(house.pages["public"])
    draft = page.save_revision(clean=False)
    set_audience(page, token_, by=house.edda)
    return fresh(page), draft


# --- Revisions ------------------------------------------------------------------------------------


def test_the_audience_is_set_at_once_and_noted_in_the_history(house):
    page, _ = narrowed(house)
    assert page.token == "committee"
    assert house.client("edda").get(f"/admin/pages/{page.pk}/history/").status_code == 200


def test_an_old_draft_brings_no_old_audience_back(house):
    page, draft = narrowed(house)
    draft.publish()
    assert token(page) == "committee"


def test_a_revert_in_the_editor_brings_no_old_audience_back(house):
    page, draft = narrowed(house)
    form = {
        "revision": draft.pk,
        "heading_de": "Neu",
        "slug": "neu",
        "body_de": NO_TEXT,
        "body_it": NO_TEXT,
        "source_language": "de",
    }
    form |= {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "token": "public", "action-publish": 1}
    house.client("edda").post(f"/admin/pages/{page.pk}/edit/", form)
    assert (fresh(page).heading_de, token(page)) == ("Neu", "committee")


# --- Places ---------------------------------------------------------------------------------------


def test_a_child_is_not_wider_than_a_parent_that_was_narrowed_since_it_was_read(house):
    stale = fresh(house.pages["public"])
    set_audience(stale, "committee", by=house.edda)
    child = stale.add_child(instance=StandardPage(heading_de="Kind", token="public"))
    assert token(child) == "committee"


def test_a_copy_of_a_narrowed_page_is_narrow(house):
    page, _ = narrowed(house)
    assert token(page.copy(to=fresh(house.home), update_attrs={"slug": "kopie"}, user=house.edda)) == "committee"


def test_an_alias_follows_when_its_original_moves_below_a_narrower_page(house):
    page = fresh(house.pages["public"])
    alias = page.create_alias(parent=fresh(house.home), update_slug="alias")
    page.move(fresh(house.pages["community"]), pos="last-child", user=house.edda)
    assert (token(page), token(alias)) == ("community", "community")


def test_an_alias_follows_when_its_original_is_narrowed(house):
    alias = fresh(house.pages["public"]).create_alias(parent=fresh(house.home), update_slug="alias")
    narrowed(house)
    assert token(alias) == "committee"


def test_an_alias_in_another_network_does_not_open_what_is_one_networks_own(house):
    alias = fresh(house.pages["network_a"]).create_alias(parent=fresh(house.network_b), update_slug="alias")
    assert not Page.objects.visible_to(house.berta).filter(pk=alias.pk).exists()


def test_what_is_the_committees_is_not_opened_to_a_network_by_moving_it_there(house):
    page = fresh(house.pages["committee"])
    StandardPage.objects.filter(pk=page.pk).update(owner=house.kim)
    fresh(page).move(fresh(house.pages["network_a"]), pos="last-child", user=house.edda)
    assert token(page) == audience.person_token(house.kim.pk)


def test_a_networks_practice_that_moves_is_read_in_its_new_network_only(house):
    practice = house.practices["network"]
    fresh(practice).move(fresh(house.network_b), pos="last-child", user=house.edda)
    assert token(practice) == house.token("network_b")


# --- Practices: admission and audience ------------------------------------------------------------


def revised(house, practice):
    """The practice with a new text that the coordinator alone has admitted."""
    draft = fresh(practice).get_latest_revision_as_object()
    draft.summary_de = "nur von der Koordination gelesen"
    actions.save_draft(draft, by=house.ada)
    actions.submit(fresh(practice), by=house.ada)
    actions.admit(fresh(practice), by=house.carla)
    return practice


def test_narrowing_and_widening_the_wish_does_not_lead_past_the_editors(house):
    practice = write_practice(house, "x")
    actions.wish(fresh(practice), "network", by=house.ada)
    revised(house, practice)
    actions.wish(fresh(practice), "public", by=house.ada)
    assert token(practice) == house.token("network_a")


def test_what_was_taken_offline_does_not_come_back_past_the_editors(house):
    practice = write_practice(house, "x")
    fresh(practice).unpublish()
    assert token(revised(house, practice)) == house.token("network_a")


@pytest.mark.parametrize("way", ["wish", "move"])
def test_a_practice_closed_by_the_team_is_opened_by_no_later_step(house, way):
    practice = write_practice(house, "x")
    set_audience(practice, house.token("network_a"), by=house.edda)
    if way == "wish":
        actions.wish(fresh(practice), "community", by=house.ada)
    else:
        fresh(practice).move(fresh(house.network_b), pos="last-child", user=house.edda)
    assert token(practice) == house.token("network_a" if way == "wish" else "network_b")


def test_a_practice_is_opened_by_admission_only(house):
    with pytest.raises(NotPossible):
        set_audience(house.practices["network"], "public", by=house.edda)


def test_many_at_once_publish_no_practice(house):
    client, practice = house.client("edda"), house.practices["draft"]
    for chosen, below in ((practice, ""), (house.network_a, "on")):
        client.post(f"/admin/bulk/core/page/publish/?id={chosen.pk}&next=/admin/", {"include_descendants": below})
        assert not fresh(practice).live


def test_many_at_once_publish_no_page_wider_than_a_file_in_it(house):
    page = fresh(house.pages["public"])
    page.body_de = f'<embed embedtype="image" id="{house.images["network_b"].pk}" format="left" alt=""/>'
    page.save_revision(clean=False)
    answer = house.client("edda").post(f"/admin/bulk/core/page/publish/?id={page.pk}&next=/admin/")
    assert answer.headers["Location"] == f"/admin/pages/{page.pk}/audience/?files=1"


# --- Files ----------------------------------------------------------------------------------------


def editor_form(page, **values):
    form = {"slug": page.slug, "source_language": "de", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    for name in ("attachments", "blocks", "links"):
        form |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    return form | {"heading_de": "Titel"} | values


@pytest.mark.parametrize("kind", ["picture", "attachment"])
def test_the_editor_takes_no_foreign_file_by_its_number(house, kind):
    practice, client = house.practices["draft"], house.client("ada")
    values = {"picture": house.images["network_b"].pk}
    if kind == "attachment":
        values = {"attachments-TOTAL_FORMS": 1, "attachments-0-document": house.documents["network_b"].pk}
    answer = client.post(f"/admin/pages/{practice.pk}/edit/", editor_form(practice, **values))
    draft = fresh(practice).get_latest_revision_as_object()
    assert (draft.picture, list(draft.attachments.all())) == (None, [])
    assert canary("network_b") not in text_of(answer) + text_of(client.get(f"/admin/pages/{practice.pk}/edit/"))


def test_the_editor_still_takes_ones_own_file(house):
    practice = house.practices["draft"]
    mine = SiteImage.objects.create(title="Meins", file=picture(), uploaded_by_user=house.ada)
    house.client("ada").post(f"/admin/pages/{practice.pk}/edit/", editor_form(practice, picture=mine.pk))
    assert fresh(practice).get_latest_revision_as_object().picture == mine


def foreign_text(house) -> str:
    """A rich text that names a page, a picture and a document of network B, as the editor sends it."""
    named = [
        ("LINK", {"id": house.pages["network_b"].pk, "url": "x"}),
        ("IMAGE", {"id": house.images["network_b"].pk, "format": "left", "alt": ""}),
        ("DOCUMENT", {"id": house.documents["network_b"].pk, "url": "x", "filename": "x"}),
    ]
    blocks = [
        {
            "key": f"a{n}",
            "text": " ",
            "type": "atomic" if kind == "IMAGE" else "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
        }
        | {"entityRanges": [{"offset": 0, "length": 1, "key": n}]}
        for n, (kind, _) in enumerate(named)
    ]
    entities = {str(n): {"type": kind, "mutability": "MUTABLE", "data": data} for n, (kind, data) in enumerate(named)}
    return json.dumps({"blocks": blocks, "entityMap": entities})


@pytest.mark.parametrize("way", ["edit", "preview", "preview_on_add"])
def test_a_text_that_names_a_foreign_page_or_file_tells_nothing_of_it(house, way):
    client, page = house.client("carla"), house.pages["network_a"]
    address = {
        "edit": f"/admin/pages/{page.pk}/edit/",
        "preview": reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]),
        "preview_on_add": reverse(
            "wagtailadmin_pages:preview_on_add", args=["pages", "standardpage", house.network_a.pk]
        ),
    }[way]
    form = editor_form(page, body_de=foreign_text(house), body_it=NO_TEXT)
    told = text_of(client.post(address, form)) + text_of(client.get(address))
    assert canary("network_b").lower() not in told.lower()


def test_admission_opens_no_file_that_is_not_the_practices_own(house):
    practice = write_practice(house, "x", upto="draft")
    draft = practice.get_latest_revision_as_object()
    draft.picture = house.images["network_b"]
    draft.save_revision(clean=False)
    actions.submit(fresh(practice), by=house.ada)
    with pytest.raises(FilesTooNarrow):
        actions.admit(fresh(practice), by=house.carla, open_files=True)
    assert token(house.images["network_b"]) == house.token("network_b")


@pytest.mark.parametrize("name", ["ada", "carla", "kim"])
def test_a_file_is_opened_by_its_sender_and_the_team_not_by_its_readers(house, name):
    document = house.documents["community"]
    with pytest.raises(NotAllowed):
        open_file(document, "public", by=house.people[name])
    open_file(document, "public", by=house.edda)
    assert SiteDocument.objects.get(pk=document.pk).token == "public"


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_a_members_chooser_offers_what_they_may_see(house, kind):
    text = text_of(house.client("ada").get(f"/admin/{kind}/chooser/"))
    assert canary("network_b") not in text
