"""A practice as it is read: the whole record on its page, how it is found in lists, and two or three side by side."""

import re
from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from knowledge.library.reading import chapters, essence, essences, facts, period
from knowledge.models import Adoption, ContextFeature, FieldOfAction, GoodPractice, OccupationalField, Tag, TargetGroup
from tests.cast import fresh, publish

TEXTS = (
    "target_group", "actors", "resources", "difficulties", "success_factors", "transferability", "sustainability",
    "legal_basis", "places_of_learning", "who_pays",
)  # fmt: skip


@pytest.fixture
def whole(house):
    """The cast's public practice with everything the record asks for."""
    practice = fresh(house.practices["public"])
    for name in TEXTS:
        setattr(practice, f"{name}_de", f"Satz zu {name}.")
    practice.responsible = house.organisations["firm"]
    practice.place, practice.region, practice.period_from = "Pirna", "DE-SN", date(2023, 9, 1)
    practice.contact, practice.maturity, practice.licence, practice.eqf = "Ilka 0351-4711", "good", "CC-BY-4.0", 4
    practice.translated_by = house.user("berta")
    practice.target_groups.set(TargetGroup.objects.all()[:1])
    practice.fields_of_action.set(FieldOfAction.objects.all()[:2])
    practice.occupational_fields.set(OccupationalField.objects.all()[:1])
    practice.context_features.set(ContextFeature.objects.filter(kind="payer")[:1])
    practice.tags.set([Tag.objects.create(name="Kleinbetrieb", label_de="Kleinbetrieb", label_it="microimpresa")])
    return fresh(publish(practice))


def page(house, practice, actor="anonymous", language="de"):
    return house.client(actor).get(f"/{language}{practice.get_url()[3:]}").content.decode()


def adopt(practice, organisation, *, confirmed=True):
    now = timezone.now() if confirmed else None
    return Adoption.objects.create(
        practice=practice, organisation=organisation, adopter_confirmed_at=timezone.now(), source_confirmed_at=now
    )


def test_the_page_shows_every_text_of_the_record(house, whole):
    html = page(house, whole)
    assert [name for name in TEXTS if f"Satz zu {name}." not in html] == []


def test_the_contents_lead_to_every_section_of_the_page(house, whole):
    html = page(house, whole)
    contents = re.findall(r'href="#([\w-]+)"', html.partition("data-contents")[2].partition("</nav>")[0])
    assert contents == [
        "starting-point", "approach", "results", "people", "means", "lessons", "transfer", "context",
        "adoptions", "fit",
    ]  # fmt: skip
    assert [key for key in contents if f'id="{key}"' not in html] == []


def test_sections_without_text_are_left_out(house):
    assert [chapter.key for chapter in chapters(fresh(house.practices["public"]))] == [
        "starting-point",
        "approach",
        "results",
        "people",
        "lessons",
    ]


def test_the_facts_name_organisation_author_and_translator(house, whole):
    with override("de"):
        known = {fact.key: fact.values for fact in facts(whole)}
    assert known["responsible"] == ["Steinmetz Probe"]
    assert known["author"] == ["Ada Beispiel"]
    assert known["translator"] == ["Berta Beispiel"]
    assert known["place"] == ["Pirna, Sachsen"]
    assert known["period"] == ["seit September 2023"]


def test_a_person_without_a_name_is_not_named_by_their_address(house, whole):
    house.ada.first_name = house.ada.last_name = ""
    house.ada.save()
    assert "author" not in {fact.key for fact in facts(fresh(whole))}


@pytest.mark.parametrize(
    ("language", "start", "end", "words"),
    [
        ("de", date(2023, 9, 1), None, "seit September 2023"),
        ("it", date(2023, 9, 1), None, "da settembre 2023"),
        ("de", date(2022, 3, 1), date(2024, 6, 30), "März 2022 – Juni 2024"),
        ("it", date(2022, 3, 1), date(2022, 3, 9), "marzo 2022"),
        ("de", None, date(2024, 6, 30), "bis Juni 2024"),
        ("de", None, None, ""),
    ],
)
def test_a_period_is_said_in_words(language, start, end, words):
    with override(language):
        assert period(start, end) == words


@pytest.mark.parametrize(
    ("actor", "sees"), [("anonymous", False), ("stella", False), ("berta", True), ("kim", True), ("edda", True)]
)
def test_the_contact_is_for_members_of_the_networks(house, whole, actor, sees):
    assert ("Ilka 0351-4711" in page(house, whole, actor)) is sees


def test_confirmed_adoptions_are_counted_on_the_page_and_in_every_list(house, whole):
    adopt(whole, house.organisations["school"])
    adopt(whole, house.organisations["vineyard"], confirmed=False)
    client = house.client("anonymous")
    for address in (whole.get_url(), "/de/praxis/", "/de/", "/de/network/steine/"):
        assert "1 Übernahme" in client.get(address).content.decode(), address


def test_lists_say_how_mature_a_practice_is_in_words(house, whole):
    html = house.client("anonymous").get("/de/praxis/").content.decode()
    assert html.count('class="ladder"') == 1
    assert "gute Praxis" in html


def test_a_fallback_text_carries_its_language_and_the_page_says_so(house, whole):
    html = page(house, whole, language="it")
    assert '<div class="prose" lang="de">' in html
    assert "solo in tedesco" in html


def test_a_tag_leads_to_the_library_and_the_choice_stands_there_as_a_chip(house, whole):
    html = page(house, whole)
    assert 'href="/de/praxis/?tag=kleinbetrieb"' in html
    found = house.client("anonymous").get("/de/praxis/?tag=kleinbetrieb")
    assert [practice.pk for practice in found.context["practices"]] == [whole.pk]
    assert [(chip["label"], chip["url"]) for chip in found.context["chips"]] == [("Kleinbetrieb", "?")]
    assert house.client("anonymous").get("/it/praxis/?tag=kleinbetrieb").context["chips"][0]["label"] == "microimpresa"


def test_an_unknown_tag_leaves_nothing_and_can_be_taken_off(house):
    found = house.client("anonymous").get("/de/praxis/?tag=gibt-es-nicht")
    assert (found.context["total"], len(found.context["chips"])) == (0, 1)


# --- In short ---------------------------------------------------------------------------------------


def test_an_essence_ends_with_a_sentence():
    text = "Der Stein reist. Er bleibt zehn Wochen im Betrieb. Dann wandert er weiter, und die Lernenden mit ihm."
    assert essence(text, 60) == "Der Stein reist. Er bleibt zehn Wochen im Betrieb."
    assert essence(text, 10) == "Der Stein…"
    assert essence("- eins\n- zwei", 60) == "eins zwei"


def test_the_sheet_holds_no_more_than_fits_on_a_page(house, whole):
    for name in TEXTS:
        setattr(whole, f"{name}_de", "Ein Satz mit einigen Wörtern, der etwas sagt. " * 40)
    assert sum(len(part["text"]) for part in essences(whole)) <= 2400


def test_the_sheet_shows_facts_essence_licence_and_the_way_to_cite(house, whole):
    html = house.client("anonymous").get(f"/de/practices/{whole.pk}/sheet/").content.decode()
    for word in ("Satz zu who_pays.", "Pirna, Sachsen", "CC BY 4.0", "Steinmetz Probe (", "<path d="):
        assert word in html
    assert "Ilka" not in html


# --- Side by side -----------------------------------------------------------------------------------


def compared(house, *keys, actor="anonymous"):
    query = "&".join(f"id={key}" for key in keys)
    answer = house.client(actor).get(f"/de/compare/?{query}")
    return answer.context["asked"], answer.content.decode()


def test_two_practices_stand_side_by_side_in_the_order_chosen(house, whole):
    other = house.practices["community"]
    asked, html = compared(house, other.pk, whole.pk, actor="ada")
    assert [practice.pk for practice in asked.practices] == [other.pk, whole.pk]
    assert not asked.unknown
    assert "Satz zu who_pays." in html


@pytest.mark.parametrize("stranger", ["network", "draft"])
def test_what_a_reader_may_not_see_is_left_out_with_a_sentence(house, whole, stranger):
    asked, html = compared(house, whole.pk, house.practices[stranger].pk, actor="berta")
    assert ([practice.pk for practice in asked.practices], asked.unknown) == ([whole.pk], True)
    assert "sie fehlt hier" in html


@pytest.mark.parametrize("key", ["x", "", "9" * 30, "-1", "²"])
def test_an_odd_number_is_one_that_does_not_exist(house, whole, key):
    asked, _html = compared(house, whole.pk, key)
    assert ([practice.pk for practice in asked.practices], asked.unknown) == ([whole.pk], True)


def test_of_four_the_first_three_are_shown_with_a_sentence(house):
    keys = list(GoodPractice.objects.values_list("pk", flat=True))
    GoodPractice.objects.update(live=True, token="public")
    asked, html = compared(house, *keys[:4])
    assert [practice.pk for practice in asked.practices] == keys[:3]
    assert asked.too_many
    assert "die ersten drei" in html


def test_in_the_library_practices_are_chosen_by_boxes_that_need_no_script(house, whole):
    html = house.client("anonymous").get("/de/praxis/").content.decode()
    assert f'name="id" value="{whole.pk}" form="compare"' in html
    assert 'id="compare" action="/de/compare/"' in html
