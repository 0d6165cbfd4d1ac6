"""Whatever changes who may read something, or what it says, the index has followed a moment later."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.actions import open_file, set_audience
from core.audience import COMMITTEE, COMMUNITY, PUBLIC, network_token, person_token
from core.models import Page, SiteDocument
from core.scheduled import publish_due
from knowledge import actions
from knowledge.glossary.loading import load, shipped
from knowledge.library.tagging import merge_tags
from knowledge.models import (
    Adoption,
    BuildingBlock,
    Glossary,
    GlossaryTerm,
    Library,
    OccupationalField,
    Publication,
    PublicationAuthor,
    PublicationIndex,
    Tag,
)
from networks.directory.actions import set_public
from networks.models import Body, BodyIndex, Membership, NetworkIndex, NetworkRegion
from search.models import FileText, IndexChange
from search.upkeep.following import follow
from tests.cast import add_network, fresh, pdf, publish, write_news, write_practice

pytestmark = pytest.mark.django_db


def key(row, kind="practice") -> str:
    return f"{kind}:{row.pk}"


def queued() -> set[str]:
    return set(IndexChange.objects.values_list("key", flat=True))


@pytest.fixture
def practice(house, index):
    """A public practice of network A, with a block and a tag, and its text in the index."""
    practice = house.practices["public"]
    practice.blocks = [BuildingBlock(title_de="Lehrwerkstatt")]
    practice.tags.set([Tag.objects.create(name="Nachwuchs", slug="nachwuchs")])
    publish(practice)
    follow()
    assert queued() == set()
    return fresh(practice)


def page_of(house, name="public"):
    return fresh(house.pages[name])


# --- Who may read ------------------------------------------------------------------------------------


def test_another_audience_is_followed_through_the_whole_subtree(house, index):
    outer = page_of(house)
    inner = outer.add_child(instance=type(outer)(heading_de="Innen", body_de="<p>Text</p>", token=PUBLIC))
    publish(inner)
    follow()
    set_audience(outer, COMMITTEE, by=house.edda)
    assert {key(outer, "page"), key(inner, "page")} <= queued()
    follow()
    assert [index.tokens(key(row, "page")) for row in (outer, inner)] == [(COMMITTEE,), (COMMITTEE,)]


def test_a_practice_and_its_blocks_follow_each_admission(house, index):
    practice = write_practice(house, "Leiter", upto="submitted")
    follow()
    assert index.tokens(key(practice)) is None
    actions.admit(fresh(practice), by=house.carla)
    follow()
    assert index.tokens(key(practice)) == (network_token(house.network_a.pk),)
    actions.admit(fresh(practice), by=house.edda)
    follow()
    assert index.tokens(key(practice)) == (PUBLIC,)


def test_a_narrower_wish_is_followed_for_practice_and_blocks(house, index, practice):
    block = practice.blocks.get()
    assert index.tokens(key(block, "block")) == (PUBLIC,)
    actions.wish(practice, "network", by=house.ada)
    follow()
    narrow = (network_token(house.network_a.pk),)
    assert (index.tokens(key(practice)), index.tokens(key(block, "block"))) == (narrow, narrow)


def test_what_is_unpublished_is_gone(house, index, practice):
    block = practice.blocks.get()
    practice.unpublish(user=house.edda)
    assert {key(practice), key(block, "block")} <= queued()
    follow()
    assert (index.tokens(key(practice)), index.tokens(key(block, "block"))) == (None, None)


def test_what_is_deleted_is_gone_with_its_parts(house, index, practice):
    gone = {key(practice), key(practice.blocks.get(), "block")}
    practice.delete()
    assert gone <= queued()
    follow()
    assert {index.tokens(each) for each in gone} == {None}


def test_a_deleted_subtree_is_gone(house, index):
    outer = page_of(house)
    inner = publish(outer.add_child(instance=type(outer)(heading_de="Innen", token=PUBLIC)))
    follow()
    keys = [key(outer, "page"), key(inner, "page")]
    assert None not in map(index.tokens, keys)
    fresh(outer).delete()
    follow()
    assert list(map(index.tokens, keys)) == [None, None]


def test_what_moves_takes_the_audience_and_the_network_of_its_new_place(house, index):
    page = page_of(house, "network_a")
    assert index.facets(key(page, "page"))["network"] == ("steine",)
    page.move(house.network_b, pos="last-child", user=house.root)
    follow()
    assert index.tokens(key(page, "page")) == (network_token(house.network_b.pk),)
    assert index.facets(key(page, "page"))["network"] == ("reben",)


def test_what_moves_with_its_parent_follows_too(house, index):
    outer = page_of(house)
    inner = publish(outer.add_child(instance=type(outer)(heading_de="Innen", token=PUBLIC)))
    follow()
    fresh(outer).move(house.network_b, pos="last-child", user=house.root)
    assert {key(outer, "page"), key(inner, "page")} <= queued()
    follow()
    assert index.facets(key(inner, "page"))["network"] == ("reben",)


def test_an_alias_is_found_by_itself_and_follows_its_original(house, index):
    page = page_of(house)
    alias = page.create_alias(parent=house.network_a)
    follow()
    assert index.tokens(key(alias, "page")) == (PUBLIC,)
    set_audience(page, COMMITTEE, by=house.edda)
    follow()
    assert index.tokens(key(alias, "page")) == index.tokens(key(page, "page"))
    page = page_of(house)
    page.body_de = "<p>Neufassung</p>"
    publish(page)
    follow()
    assert "neufassung" in index.text(key(alias, "page"))


def test_a_copy_is_found_by_itself(house, index):
    copy = page_of(house).copy(update_attrs={"slug": "kopie"}, user=house.root, keep_live=True)
    follow()
    assert index.tokens(key(copy, "page")) == (PUBLIC,)


def test_scheduled_pages_come_and_go(house, index):
    draft = write_news("Spatenstich", token=PUBLIC)
    fresh(draft).unpublish()
    follow()
    assert index.tokens(key(draft, "news")) is None
    draft = fresh(draft)
    draft.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = draft.save_revision(clean=False)
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=draft.go_live_at)
    publish_due()
    follow()
    assert index.tokens(key(draft, "news")) == (PUBLIC,)
    Page.objects.filter(pk=draft.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    publish_due()
    follow()
    assert index.tokens(key(draft, "news")) is None


def test_consent_opens_an_organisation_and_its_withdrawal_closes_it(house, index):
    firm = house.organisations["firm"]
    assert index.tokens(key(firm, "organisation")) == (COMMUNITY,)
    set_public(firm, True, by=house.ada)
    follow()
    assert index.tokens(key(firm, "organisation")) == (PUBLIC,)
    set_public(firm, False, by=house.ada)
    follow()
    assert index.tokens(key(firm, "organisation")) == (COMMUNITY,)


def test_an_organisation_leaves_with_its_last_membership_or_practice(house, index):
    vineyard = house.organisations["vineyard"]
    Membership.objects.filter(organisation=vineyard).delete()
    follow()
    assert index.tokens(key(vineyard, "organisation")) is None
    practice = house.practices["public"]
    type(practice).objects.filter(pk=practice.pk).update(responsible=vineyard)
    follow()
    assert index.tokens(key(vineyard, "organisation")) == (COMMUNITY,)
    fresh(practice).unpublish()
    follow()
    assert index.tokens(key(vineyard, "organisation")) is None
    Adoption.objects.create(
        practice=practice,
        organisation=vineyard,
        adopter_confirmed_at=timezone.now(),
        source_confirmed_at=timezone.now(),
    )
    follow()
    assert index.tokens(key(vineyard, "organisation")) == (COMMUNITY,)


@pytest.mark.parametrize(
    ("page", "kind", "make"),
    [
        (Glossary, "term", GlossaryTerm.objects.first),
        (BodyIndex, "body", lambda: Body.objects.create(name_de="Bundesinstitut")),
    ],
)
def test_what_stands_below_a_page_is_closed_and_gone_with_it(house, index, page, kind, make):
    row, page = make(), page.objects.get()
    follow()
    assert index.tokens(key(row, kind)) == (PUBLIC,)
    set_audience(page, COMMUNITY, by=house.edda)
    follow()
    assert index.tokens(key(row, kind)) == (COMMUNITY,)
    fresh(page).unpublish()
    follow()
    assert index.tokens(key(row, kind)) is None


def test_a_file_follows_its_audience_and_its_page(house, index):
    document = house.documents["network_a"]
    assert index.tokens(key(document, "file")) == (network_token(house.network_a.pk),)
    open_file(document, PUBLIC, by=house.edda)
    SiteDocument.objects.filter(pk=document.pk).update(page=house.practices["public"].pk)
    follow()
    assert index.tokens(key(document, "file")) == (PUBLIC,)
    assert index.facets(key(document, "file"))["network"] == ("steine",)
    SiteDocument.objects.filter(pk=document.pk).delete()
    follow()
    assert index.tokens(key(document, "file")) is None


def test_a_file_that_an_admission_opens_follows(house, index):
    document = SiteDocument.objects.create(title="Plan", file=pdf(), uploaded_by_user=house.ada)
    follow()
    assert index.tokens(key(document, "file")) == (person_token(house.ada.pk),)
    practice = write_practice(house, "Beilage", upto="draft")
    practice.attachments.create(document=document)
    practice.save_revision(clean=False)
    actions.submit(practice, by=house.ada)
    actions.admit(fresh(practice), by=house.carla, open_files=True)
    follow()
    assert index.tokens(key(document, "file")) == (network_token(house.network_a.pk),)


# --- What it says ------------------------------------------------------------------------------------


def test_the_text_of_a_file_and_its_replacement_follow(house, index):
    document = house.documents["public"]
    text = FileText.objects.create(document=document, text="Stundenplan")
    follow()
    assert "stundenplan" in index.text(key(document, "file"))
    FileText.objects.filter(pk=text.pk).update(text="Lehrplan")
    follow()
    assert "lehrplan" in index.text(key(document, "file"))
    text.delete()
    follow()
    assert "lehrplan" not in index.text(key(document, "file"))
    document.title, document.file = "Ersatz", pdf("Neu")
    document.save()
    follow()
    assert "ersatz" in index.text(key(document, "file"))


def test_a_translation_follows(house, index, practice):
    practice.heading_it = "Traduzione"
    publish(practice)
    follow()
    assert "traduzione" in index.text(key(practice), "it")


def test_a_renamed_and_a_merged_tag_follow(house, index, practice):
    tag, other = practice.tags.get(), Tag.objects.create(name="Jugend", slug="jugend")
    Tag.objects.filter(pk=tag.pk).update(label_it="nuove leve")
    follow()
    assert "nuove leve" in index.text(key(practice), "it")
    merge_tags(tag, into=other, by=house.edda)
    follow()
    assert index.facets(key(practice))["tag"] == ("jugend",)
    other.delete()
    follow()
    assert "tag" not in index.facets(key(practice))


def test_a_renamed_list_entry_follows_and_so_does_its_choice(house, index, practice):
    entry = OccupationalField.objects.first()
    practice.occupational_fields.set([entry])
    practice.save()
    follow()
    assert index.facets(key(practice))["field"] == (entry.code,)
    OccupationalField.objects.filter(pk=entry.pk).update(label_de="Umbenannt")
    follow()
    assert "umbenannt" in index.text(key(practice))
    entry.delete()
    follow()
    assert "field" not in index.facets(key(practice))
    assert "field" not in index.facets(key(practice.blocks.get(), "block"))


def test_a_renamed_organisation_follows_in_its_practices(house, index, practice):
    firm = house.organisations["firm"]
    firm.name = "Steinmetz Neuname"
    firm.save()
    follow()
    assert "neuname" in index.text(key(practice))
    assert "neuname" in index.text(key(firm, "organisation"))


def test_a_renamed_network_and_its_new_address_follow(house, index, practice):
    news = write_news("Spatenstich", about=house.network_a, token=PUBLIC)
    network = fresh(house.network_a)
    network.heading_de, network.slug = "Felsen", "felsen"
    publish(network)
    follow()
    assert "felsen" in index.text(key(network, "network"))
    for row, kind in ((practice, "practice"), (practice.blocks.get(), "block"), (news, "news")):
        assert index.facets(key(row, kind))["network"] == ("felsen",)
    assert index.facets(key(house.organisations["firm"], "organisation"))["network"] == ("felsen",)


def test_parts_of_networks_and_publications_follow(house, index):
    NetworkRegion.objects.create(network=house.network_b, code="IT-52")
    index_page = PublicationIndex.objects.get()
    found = publish(index_page.add_child(instance=Publication(heading_de="Handbuch", kind="handbook", year=2025)))
    PublicationAuthor.objects.create(publication=found, name="Rosa Verdi")
    follow()
    assert index.facets(key(house.network_b, "network"))["country"] == ("IT",)
    assert "rosa verdi" in index.text(key(found, "publication"))
    PublicationAuthor.objects.all().delete()
    follow()
    assert "rosa verdi" not in index.text(key(found, "publication"))


def test_terms_that_are_loaded_in_bulk_follow(house, index):
    GlossaryTerm.objects.all().delete()
    follow()
    assert not [each for each, _print in index.fingerprints() if each.startswith("term:")]
    load(shipped())
    follow()
    assert {index.tokens(key(term, "term")) for term in GlossaryTerm.objects.all()} == {(PUBLIC,)}
    GlossaryTerm.objects.update(note_de="Vorsicht")
    load(shipped(), update=True)
    follow()
    assert "vorsicht" not in index.text(key(GlossaryTerm.objects.filter(note_de="").first(), "term"))


def test_raw_sql_follows(house, index, practice):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_page SET heading_de = 'Schleichweg' WHERE id = %s", [practice.pk])
    follow()
    assert "schleichweg" in index.text(key(practice))


# --- What is no change -------------------------------------------------------------------------------


def test_a_draft_that_is_saved_concerns_nobody(house, index, practice):
    practice.heading_de = "Noch nicht"
    actions.save_draft(practice, by=house.ada)
    assert queued() == set()


def test_what_is_rolled_back_leaves_no_change(house, index, practice):
    with transaction.atomic():
        practice.unpublish()
        assert key(practice) in queued()
        transaction.set_rollback(True)
    assert queued() == set()


def test_a_network_that_is_new_and_everything_in_it_is_found(house, index):
    network = add_network(NetworkIndex.objects.get(), "wasser", "Wasser", "Acqua")
    found = write_practice(house, "Quelle", parent=Library.objects.get(), author=house.edda, upto="draft")
    publish(found)
    follow()
    assert index.tokens(key(network, "network")) == (PUBLIC,)
    assert index.tokens(key(found)) == (fresh(found).token,)
