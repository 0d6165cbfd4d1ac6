"""Tags: suggested by how often they are used, merged without losing a link."""

import pytest

from core.errors import NotAllowed, NotPossible
from knowledge.library.tagging import merge_tags, most_used
from knowledge.models import GoodPractice, Tag, TaggedPractice
from pages.models import News, TaggedNews
from tests.cast import fresh, publish


@pytest.fixture
def tags(db):
    return {
        "old": Tag.objects.create(name="Kleinbetriebe", label_de="Kleinbetriebe", label_it="piccole imprese"),
        "new": Tag.objects.create(name="Kleinbetrieb", label_de="Kleinbetrieb"),
        "other": Tag.objects.create(name="Stein", label_de="Stein"),
    }


def tagged(page, *tags):
    page = fresh(page)
    page.tags.set(tags)
    return publish(page)


def test_merging_moves_the_links_of_practices_and_news(house, tags):
    one, both = house.practices["public"], house.practices["community"]
    news = house.news["public"]
    tagged(one, tags["old"], tags["other"])
    tagged(both, tags["old"], tags["new"])
    tagged(news, tags["old"])
    merge_tags(tags["old"], tags["new"], by=house.edda)
    links = TaggedPractice.objects.filter(tag=tags["new"]).values_list("content_object", flat=True)
    assert sorted(links) == sorted([one.pk, both.pk])
    assert TaggedPractice.objects.filter(content_object=one.pk).count() == 2
    assert list(TaggedNews.objects.values_list("content_object", "tag")) == [(news.pk, tags["new"].pk)]
    assert not Tag.objects.filter(pk=tags["old"].pk).exists()


def test_merging_keeps_both_forms_where_one_was_empty(house, tags):
    merge_tags(tags["old"], tags["new"], by=house.edda)
    kept = Tag.objects.get(pk=tags["new"].pk)
    assert (kept.name, kept.label_de, kept.label_it) == ("Kleinbetrieb", "Kleinbetrieb", "piccole imprese")


def test_drafts_and_earlier_versions_carry_the_tag_that_stays(house, tags):
    draft = house.practices["draft"].get_latest_revision_as_object()
    draft.tags.set([tags["old"], tags["other"]])
    draft.save_revision(clean=False)
    merge_tags(tags["old"], tags["new"], by=house.edda)
    again = GoodPractice.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert {tag.pk for tag in again.tags.all()} == {tags["new"].pk, tags["other"].pk}


def test_a_tag_is_not_merged_with_itself_nor_by_a_member(house, tags):
    with pytest.raises(NotPossible):
        merge_tags(tags["old"], tags["old"], by=house.edda)
    with pytest.raises(NotAllowed):
        merge_tags(tags["old"], tags["new"], by=house.carla)


def test_the_team_merges_tags_in_the_admin(house, tags):
    client = house.client("edda")
    address = f"/admin/tag/merge/{tags['old'].pk}/"
    assert f'value="{tags["old"].pk}"' not in client.get(address).content.decode()
    answer = client.post(address, {"into": tags["new"].pk})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/tag/")
    assert not Tag.objects.filter(pk=tags["old"].pk).exists()
    assert house.client("carla").get(address).status_code == 404


def test_the_most_used_tags_are_suggested_in_the_writers_language(house, tags):
    tagged(house.practices["public"], tags["old"], tags["other"])
    tagged(house.practices["community"], tags["other"])
    assert most_used("it", house.edda)[:2] == ["Stein", "piccole imprese"]
    assert most_used("de", house.edda)[:2] == ["Stein", "Kleinbetriebe"]


def test_tags_of_what_a_writer_may_not_read_are_not_suggested(house, tags):
    draft, closed = house.practices["draft"], house.practices["network"]
    for practice, tag in ((draft, tags["old"]), (closed, tags["new"])):
        practice.tags.set([tag])
        practice.save()
    assert most_used("de", house.user("berta")) == []
    assert most_used("de", house.user("moritz")) == ["Kleinbetrieb"]


@pytest.mark.parametrize(("language", "word"), [("de", "Kleinbetriebe"), ("it", "piccole imprese")])
def test_the_plain_form_proposes_them(house, tags, language, word):
    tagged(house.practices["public"], tags["old"])
    address = f"/de/space/practices/{house.practices['draft'].pk}/edit/?language={language}"
    assert f'<option value="{word}">' in house.client("ada").get(address).content.decode()


def test_every_model_that_carries_tags_is_known(db):
    from knowledge.library.tagging import links_of

    assert {relation.related_model for relation in links_of(Tag)} == {TaggedPractice, TaggedNews}
    assert News.tags.through is TaggedNews
