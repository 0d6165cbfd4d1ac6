"""Bodies and partners: official names side by side, partners by country, who keeps them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.bilingual import State
from core.templatetags.look import point
from networks.models import Body, BodyIndex
from pages.actions import fill


def body(client, address="/de/partner/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def enter(name_de="", name_it="", **fields) -> Body:
    made = Body(name_de=name_de, name_it=name_it, **fields)
    made.full_clean()
    made.save()
    return made


def test_the_page_is_built_once_and_stands_at_the_foot_of_every_page(house, client):
    assert BodyIndex.objects.count() == 1
    assert '<a href="/it/partner/">Organi e partner</a>' in body(client, "/it/")


@pytest.mark.parametrize("language", ["de", "it"])
def test_both_official_names_stand_as_equals_each_in_its_language(house, client, language):
    enter("Begleitgremium", "Comitato di Supporto", kind="body", task_de="Es wählt aus.")
    text = body(client, f"/{language}/partner/")

    for code, name in (("de", "Begleitgremium"), ("it", "Comitato di Supporto")):
        assert f'<span lang="{code}">{point(code)}{name}' in text
    first = {"de": "Begleitgremium", "it": "Comitato"}[language]
    assert text.index(first) == min(text.index("Begleitgremium"), text.index("Comitato"))
    assert ("<p lang=" in text) == (language == "it")  # the task exists in German only


def test_names_are_no_translations_so_one_may_lack(house):
    alone = enter(name_it="Unioncamere")

    assert alone.names == [("it", "Unioncamere")]
    assert alone.translation_state == State.CURRENT
    assert enter("Kammer", task_de="Rat").translation_state == State.MISSING


def test_the_bodies_are_steps_in_the_order_the_team_gives(house, client):
    for order, name in ((2, "Zweites"), (1, "Erstes"), (3, "Drittes")):
        enter(name, kind="body", order=order)

    assert [each.name_de for each in client.get("/de/partner/").context["bodies"]] == ["Erstes", "Zweites", "Drittes"]


@pytest.mark.parametrize(("language", "codes"), [("de", ["DE", "IT"]), ("it", ["IT", "DE"])])
def test_partners_stand_by_country_the_readers_first(house, client, language, codes):
    for country in ("DE", "IT", "both"):
        enter(f"Partner {country}", country=country, actor_type="chamber")
    context = client.get(f"/{language}/partner/").context

    assert [(shore["code"], [str(each) for each in shore["partners"]]) for shore in context["shores"]] == [
        (code, [f"Partner {code}"]) for code in codes
    ]
    assert [str(each) for each in context["common"]] == ["Partner both"]


def test_an_empty_page_helps_the_team_and_says_something_to_others(house, client):
    assert 'class="empty"' in body(client)
    assert "/admin/body/new/" not in body(client)
    assert "/admin/body/new/" in body(house.client("edda"))


def test_a_body_without_any_name_is_refused(house):
    with pytest.raises(ValidationError):
        enter()
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.create()


@pytest.mark.parametrize(("name", "status"), [("ada", 404), ("carla", 404), ("kim", 404), ("edda", 200)])
def test_only_the_team_keeps_them(house, name, status):
    made = enter("Kammer")

    assert house.client(name).get("/admin/body/").status_code == status
    assert house.client(name).get(f"/admin/body/edit/{made.pk}/").status_code == status


def test_a_task_without_its_translation_stands_in_the_work_list_and_leads_to_where_it_is_written(house):
    made, edda = enter("Kammer", task_de="Rat"), house.client("edda")

    for query in ("", "?type=bodies"):
        assert f"/admin/body/edit/{made.pk}/" in body(edda, f"/de/space/translations/{query}")
    assert "/admin/body/" not in body(edda, f"/de/space/translations/?network={house.network_a.pk}")


def test_search_finds_the_page_by_its_text(house, client):
    fill(BodyIndex.objects.get(), house.edda, introduction_de="<p>Absichtserklärung</p>")

    assert "/it/partner/" in body(client, "/it/search/?q=Absichtserklärung")
