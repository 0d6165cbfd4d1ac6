"""What rooms contribute to the search: what each record says, whose it is, and that many cost no more than one."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.audience import COMMUNITY, PUBLIC, network_token
from core.models import SiteDocument
from knowledge.models import (
    BuildingBlock,
    Glossary,
    GlossaryTerm,
    GoodPractice,
    Publication,
    PublicationAuthor,
    PublicationIndex,
    Tag,
    Topic,
)
from networks.directory.actions import set_public
from networks.models import Body, BodyIndex, Membership, Network, NetworkRegion
from search.models import FileText
from search.records import Source, Texts, records_of, register, sources
from tests.cast import ACTORS, MAY_SEE, canary, fresh, organisation, write_news, write_practice

pytestmark = pytest.mark.django_db

KINDS = {"practice", "block", "publication", "term", "news", "network", "organisation", "body", "page", "file"}


def record(kind, row):
    found = list(sources[kind].records([row.pk]))
    return found[0] if found else None


def everything(language="de") -> str:
    return "\n".join(
        f"{text.title}\n{text.summary}\n{text.body}"
        for source in sources.values()
        for each in source.records(list(source.pks()))
        for text in [each.texts[language]]
    )


@pytest.fixture
def practice(house):
    practice = house.practices["public"]
    practice.blocks = [
        BuildingBlock(title_de="Lehrwerkstatt", text_de="Eine **Halle** für _alle_.", lessons_de="Früh da")
    ]
    practice.topics = [Topic.objects.first()]
    practice.tags.set([Tag.objects.create(name="Nachwuchs", slug="nachwuchs", label_it="nuove leve")])
    practice.place = "Pirna"
    practice.save_revision(clean=False).publish()
    return fresh(practice)


def test_every_kind_has_its_source_and_a_name():
    assert set(sources) == KINDS
    assert all(str(source.label) for source in sources.values())


def test_two_sources_of_one_kind_are_refused():
    source = Source()
    source.kind = "practice"
    with pytest.raises(ValueError, match="two sources of practice"):
        register(source)


# --- What a record says ------------------------------------------------------------------------------


def test_a_practice_says_all_its_sections_blocks_tags_and_lists_in_plain_text(practice):
    found = record("practice", practice)
    german, italian = found.texts["de"], found.texts["it"]
    word = canary("practice_public")
    assert (german.title, german.summary) == (f"Praxis {word}", f"Kurz {word}")
    for text in (f"Anfang {word}", f"Hürde {word}", "Lehrwerkstatt", "Eine Halle für alle.", "Nachwuchs", "Pirna"):
        assert text in german.body
    assert "Steinmetz Probe" in german.body
    assert "nuove leve" in italian.body
    assert (italian.title, italian.summary) == ("", "")


def test_a_practice_is_counted_by_the_names_and_codes_of_the_library(practice):
    found = record("practice", practice)
    assert found.facets == {
        "topic": (Topic.objects.first().code,),
        "country": ("DE",),
        "region": ("DE-SN",),
        "maturity": ("good",),
        "network": ("steine",),
        "year": (str(timezone.localdate().year),),
        "tag": ("nachwuchs",),
    }
    assert found.date == timezone.localdate(practice.first_published_at)
    assert found.tokens == (PUBLIC,)


def test_a_block_is_found_by_itself_with_its_practices_audience(practice):
    block = practice.blocks.get()
    found = record("block", block)
    assert found.texts["de"] == Texts(
        "Lehrwerkstatt", "Eine Halle für alle.", f"Früh da\nPraxis {canary('practice_public')}"
    )
    assert found.tokens == (PUBLIC,)
    assert found.facets["network"] == ("steine",)


def test_contacts_and_captions_are_in_no_record(practice):
    practice.contact = "Geheimkontakt"
    practice.save()
    assert "Geheimkontakt" not in everything()


def test_a_term_is_found_by_its_names_and_shown_with_its_definition(house):
    term = GlossaryTerm.objects.exclude(synonyms_it="").first()
    found = record("term", term)
    assert found.texts["it"].title == term.label_it
    assert found.texts["it"].summary == ""
    assert term.synonyms_it.splitlines()[0] in found.texts["it"].body
    assert found.tokens == (PUBLIC,)
    card = next(iter(sources["term"].cards([term.pk], AnonymousUser())))
    assert card.texts["it"].summary


def test_news_say_what_stands_in_the_editor_as_plain_text(house):
    found = record("news", write_news("Spatenstich", about=house.network_a, token=PUBLIC))
    assert found.texts["de"] == Texts("Nachricht Spatenstich", "Kurz Spatenstich", "Text Spatenstich")
    assert found.facets["network"] == ("steine",)


def test_a_network_says_its_regions(house):
    house.network_a.regions = [NetworkRegion(code="DE-SN"), NetworkRegion(code="IT-52")]
    house.network_a.save()
    found = record("network", house.network_a)
    assert found.texts["it"].body == "Sassonia, Toscana"
    assert found.facets == {"region": ("DE-SN", "IT-52"), "country": ("DE", "IT"), "network": ("steine",)}


def test_a_publication_says_who_wrote_it(house):
    index = PublicationIndex.objects.get()
    found = index.add_child(
        instance=Publication(heading_de="Handbuch", kind="handbook", year=2025, isbn="3-16-148410-X")
    )
    found.authors = [PublicationAuthor(name="Rosa Verdi")]
    found.save_revision(clean=False).publish()
    said = record("publication", found)
    assert said.texts["de"].body == "Rosa Verdi\nHandbuch\n3-16-148410-X"
    assert said.texts["it"].body.splitlines()[1] != "Handbuch"  # its kind in Italian
    assert said.facets == {"year": ("2025",)}


def test_a_body_is_found_under_both_its_names(house):
    body = Body.objects.create(name_de="Bundesinstitut", name_it="Istituto federale", task_de="Forscht")
    found = record("body", body)
    assert found.texts["de"] == Texts("Bundesinstitut", "Forscht", "Istituto federale")
    assert found.tokens == (BodyIndex.objects.get().token,)


def test_a_page_in_a_network_is_counted_there(house):
    found = record("page", house.pages["network_a"])
    assert found.facets == {"network": ("steine",)}
    assert found.texts["de"].body == f"Text {canary('network_a')}"


def test_a_file_says_what_was_read_from_it_in_the_language_of_its_page(house):
    document = house.documents["network_a"]
    FileText.objects.create(document=document, text="Stundenplan\nder Woche")
    assert record("file", document).texts["it"].body == "Stundenplan\nder Woche"  # nobody has said its language
    SiteDocument.objects.filter(pk=document.pk).update(page=house.practices["public"].pk)
    found = record("file", document)
    assert found.texts == {"de": Texts(f"Datei {canary('network_a')}", "", "Stundenplan\nder Woche"), "it": Texts()}
    assert found.facets == {"network": ("steine",)}
    assert found.tokens == (network_token(house.network_a.pk),)


# --- Whose it is -------------------------------------------------------------------------------------


def test_what_is_not_published_is_in_no_record(house):
    drafts = [house.practices["draft"].pk, house.practices["submitted"].pk]
    assert list(sources["practice"].records(drafts)) == []
    assert not set(drafts) & set(sources["practice"].pks())
    assert canary("practice_draft") not in everything()


def test_an_organisation_is_open_to_everybody_from_consent_to_its_withdrawal(house):
    firm = house.organisations["firm"]
    assert record("organisation", firm).tokens == (COMMUNITY,)
    set_public(firm, True, by=house.ada)
    assert record("organisation", firm).tokens == (PUBLIC,)
    set_public(firm, False, by=house.ada)
    assert record("organisation", firm).tokens == (COMMUNITY,)


def test_an_organisation_that_takes_no_part_is_in_no_record(house):
    assert record("organisation", organisation("Nirgends GmbH")) is None


def test_an_organisation_is_counted_where_it_acts_today_and_changes_by_the_clock(house):
    firm, vineyard, today = house.organisations["firm"], house.organisations["vineyard"], timezone.localdate()
    assert record("organisation", vineyard).facets["network"] == ("reben",)
    last_day = today - timedelta(days=1)
    Membership.objects.filter(organisation=vineyard).update(starts=last_day, ends=last_day)
    assert record("organisation", vineyard) is None
    changing = sources["organisation"].changing_on
    assert set(changing(today)) == {firm.pk, house.organisations["school"].pk, vineyard.pk}
    assert set(changing(today + timedelta(days=1))) == set()


def test_a_closed_glossary_closes_its_terms(house):
    pk = GlossaryTerm.objects.first().pk
    Glossary.objects.update(live=False)
    assert list(sources["term"].pks()) == []
    assert list(sources["term"].records([pk])) == []
    assert list(sources["term"].cards([pk], house.edda)) == []


@pytest.mark.parametrize("actor", ACTORS)
def test_cards_show_what_this_person_may_see_and_nothing_else(house, actor):
    user = house.user(actor)
    for kind, rows in (("page", house.pages), ("news", house.news)):
        names = {row.pk: name for name, row in rows.items()}
        seen = {names[int(card.key.partition(":")[2])] for card in sources[kind].cards(list(names), user)}
        assert seen == {name for name in rows if actor in MAY_SEE[name]}


def test_a_card_has_an_address_both_languages_and_facts(house, practice, client):
    [card] = sources["practice"].cards([practice.pk], AnonymousUser())
    assert client.get(card.url).status_code == 200
    assert card.kind_label
    assert card.facts == ("Steine", "Pirna")
    assert card.texts == record("practice", practice).texts


def test_every_card_leads_somewhere(house, client):
    set_public(house.organisations["firm"], True, by=house.ada)
    Body.objects.create(name_de="Bundesinstitut")
    client.force_login(house.root)
    for source in sources.values():
        for card in source.cards(list(source.pks())[:2], house.root):
            answer = client.get(card.url)
            assert answer.status_code == 200, card
            if answer.streaming:
                b"".join(answer.streaming_content)


# --- Cost --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_three_records_cost_as_many_queries_as_one(house, practice, kind):
    source = sources[kind]
    for number in range(2):
        write_practice(house, f"Nr{number}")
        Body.objects.create(name_de=f"Amt {number}")
    pks = list(source.pks())[:3]
    counted = [_queries(lambda some=pks[:count]: list(source.records(some))) for count in (1, 3)]
    assert counted[1] <= counted[0] + (2 if kind == "page" else 0), kind  # pages: one query for each type


def _queries(act) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_records_of_several_kinds_are_read_by_their_keys(house):
    keys = [f"network:{house.network_a.pk}", f"news:{house.news['public'].pk}", "news:99999", "unknown:1", "news:x"]
    assert {found.key for found in records_of(keys)} == set(keys[:2])


def test_the_search_knows_every_network(house):
    assert set(sources["network"].pks()) == set(Network.objects.values_list("pk", flat=True))
    assert set(sources["practice"].pks()) == set(GoodPractice.objects.live().values_list("pk", flat=True))
