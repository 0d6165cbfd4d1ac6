"""The library's list: facets with counts, what a choice leaves, how it is sorted; for every reader only their own."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from knowledge.library.listing import Choice, chips, facets_for, listed
from knowledge.models import Adoption, GoodPractice, Maturity, OccupationalField, Tag, Topic
from networks.models import Organisation
from tests.cast import practice_fields, publish


@pytest.fixture
def shelf(house):
    """Four public practices beside the cast's: two of wine, one of stone and wine, one that says nothing."""
    wine, stone = OccupationalField.objects.get(code="wine"), OccupationalField.objects.get(code="stonemasonry")
    topic = Topic.objects.get(code="image")

    def add(word, region="", fields=(), topics=(), maturity="", **more):
        practice = GoodPractice(
            **practice_fields(word) | {"maturity": maturity} | more, slug=word, region=region,
            wished="public", admitted="public", owner=house.people["edda"],
        )  # fmt: skip
        practice.occupational_fields.set(fields)
        practice.topics.set(topics)
        house.library.add_child(instance=practice)
        return publish(practice)

    GoodPractice.objects.all().update(live=False)
    return {
        "wein": add("wein", "DE-RP", [wine], [topic], Maturity.GOOD),
        "vino": add("vino", "IT-52", [wine], maturity=Maturity.IDEA, source_language="it"),
        "beides": add("beides", "IT-52", [wine, stone], [topic]),
        "still": add("still"),
    }


def counts(user, address):
    choice = Choice.of(QueryDict(address))
    facets = facets_for(user, choice, listed(user, choice)["counts"])
    return {each.key: {v.value: v.count for v in each.values} for each in facets}


def slugs(user, address):
    keys = listed(user, Choice.of(QueryDict(address)))["pks"]
    by_key = dict(GoodPractice.objects.values_list("pk", "slug"))
    return [by_key[key] for key in keys]


@pytest.fixture
def nobody():
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


def test_each_facet_counts_what_a_value_would_leave(shelf, nobody):
    found = counts(nobody, "")
    year = str(timezone.now().year)
    assert found == {
        "country": {"DE": 1, "IT": 2},
        "region": {"DE-RP": 1, "IT-52": 2},
        "field": {"wine": 3, "stonemasonry": 1},
        "topic": {"image": 2},
        "maturity": {"idea": 1, "good": 1},
        "language": {"de": 4, "it": 1},
        "year": {year: 4},
    }


def test_a_second_value_of_a_facet_adds_and_a_second_facet_narrows(shelf, nobody):
    assert set(slugs(nobody, "field=stonemasonry")) == {"beides"}
    assert set(slugs(nobody, "field=stonemasonry&field=wine")) == {"wein", "vino", "beides"}
    assert set(slugs(nobody, "field=wine&country=IT")) == {"vino", "beides"}
    assert set(slugs(nobody, "field=wine&country=IT&topic=image")) == {"beides"}


def test_a_facet_is_not_narrowed_by_its_own_choice(shelf, nobody):
    found = counts(nobody, "field=stonemasonry")
    assert found["field"] == {"wine": 3, "stonemasonry": 1}
    assert found["country"] == {"IT": 1}


def test_a_chosen_value_that_nothing_has_stays_to_be_taken_back(shelf, nobody):
    assert counts(nobody, "field=wine&topic=inclusion")["topic"]["inclusion"] == 0


@pytest.mark.parametrize(
    "address", ["field=gibt-es-nicht", "year=abcd", "year=99999", "sort=quer", "network=%27", "region=XX"]
)
def test_an_address_nobody_meant_gives_a_page_and_no_error(house, shelf, address):
    assert house.client("anonymous").get(f"/de/praxis/?{address}").status_code == 200


def test_what_a_reader_may_not_see_counts_nowhere(house, shelf, nobody):
    inside = house.practices["network"]
    GoodPractice.objects.filter(pk=inside.pk).update(live=True, region="DE-SN")
    assert "DE-SN" not in counts(nobody, "")["region"]
    assert counts(house.people["ada"], "")["region"]["DE-SN"] == 1


def test_only_what_both_sides_have_confirmed_counts_as_taken_over(house, shelf, nobody):
    school = Organisation.objects.exclude(pk=shelf["wein"].responsible_id).first()
    adoption = Adoption.objects.create(practice=shelf["wein"], organisation=school, adopter_confirmed_at=timezone.now())
    assert "adopted" not in counts(nobody, "")
    Adoption.objects.filter(pk=adoption.pk).update(source_confirmed_at=timezone.now())
    assert counts(nobody, "")["adopted"] == {"yes": 1}
    assert slugs(nobody, "adopted=yes") == ["wein"]
    assert slugs(nobody, "sort=adopted")[0] == "wein"


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_is_counted_anew_after_each_commit(house, nobody, django_assert_num_queries):
    practice = house.practices["public"]
    before = listed(nobody, Choice())
    with django_assert_num_queries(1):  # the generation alone
        assert listed(nobody, Choice()) == before
    GoodPractice.objects.filter(pk=practice.pk).update(region="DE-SN")
    assert listed(nobody, Choice())["counts"]["region"] == before["counts"]["region"] | {"DE-SN": 1}


def test_nothing_is_kept_inside_a_transaction_that_may_be_undone(shelf, nobody):
    assert counts(nobody, "")["region"]["DE-RP"] == 1
    GoodPractice.objects.filter(slug="wein").update(region="DE-SN")
    assert counts(nobody, "")["region"] == {"DE-SN": 1, "IT-52": 2}


def test_by_title_the_readers_own_language_sorts(house, shelf, nobody):
    assert slugs(nobody, "sort=title") == ["beides", "still", "vino", "wein"]


@pytest.mark.parametrize("language", ["de", "it"])
def test_the_page_shows_facets_chips_and_hits(house, shelf, language):
    page = house.client("anonymous").get(f"/{language}/praxis/?field=wine&country=IT&q=vino").content.decode()
    assert page.count('class="hit"') == 1
    assert page.count('class="chip"') == 3
    assert 'value="wine" checked' in page


def test_chips_lead_to_the_list_without_them(house, shelf):
    address, user = QueryDict("field=wine&field=stonemasonry&q=wein&page=2"), house.people["ada"]
    choice = Choice.of(address)
    found = chips(address, choice, facets_for(user, choice, listed(user, choice)["counts"]), user)
    assert [chip["url"] for chip in found] == [
        "?field=wine&field=stonemasonry", "?field=stonemasonry&q=wein", "?field=wine&q=wein",
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["language=fr", "adopted=no", "country=zz", "network=zz", "field=zz", "year=9999"])
def test_a_value_that_does_not_exist_finds_nothing(shelf, nobody, address):
    assert slugs(nobody, address) == []


def test_the_name_of_a_tag_is_known_to_those_only_who_may_read_what_carries_it(shelf, house):
    tag = Tag.objects.create(name="Kündigung", slug="kundigung", label_de="Kündigung")
    draft = house.practices["draft"]
    draft.tags.set([tag])
    draft.save()
    page = house.client("anonymous").get("/de/praxis/?tag=kundigung").content.decode()
    assert "kundigung" in page
    assert "Kündigung" not in page
