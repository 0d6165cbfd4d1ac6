"""The organisations' directory: who is found by whom, what is counted, who writes a profile and opens it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.errors import NotAllowed
from core.generation import NO_PAGE_SHOWS
from knowledge.adoptions.actions import record_adoption
from knowledge.models import GoodPractice
from networks.actions import add_member
from networks.directory.actions import set_public
from networks.directory.addresses import name_in_address, organisation_urls
from networks.directory.rules import may_edit_profile
from networks.models import Directory, NetworkIndex, Organisation
from tests.cast import ACTORS, MAY_SEE, add_network, organisation, write_practice
from tests.pages.test_queries import asked

LIST = "/de/organisations/"


def address(found, language="de") -> str:
    return f"/{language}/organisations/{name_in_address(found)}/"


def shown(client, query="") -> set[str]:
    entries = client.get(f"{LIST}{query}").context["organisations"]
    return {entry["organisation"].name for entry in entries}


def fill(found, **fields) -> Organisation:
    for name, value in fields.items():
        setattr(found, name, value)
    found.full_clean()
    found.save()
    return found


@pytest.fixture
def firm(house):
    return Organisation.objects.get(pk=house.organisations["firm"].pk)


@pytest.fixture
def school(house):
    return Organisation.objects.get(pk=house.organisations["school"].pk)


def opened(found, house) -> Organisation:
    set_public(found, True, by=house.edda)
    return found


# --- Who is found by whom ------------------------------------------------------------------------------


@pytest.mark.parametrize("actor", ACTORS)
def test_members_find_all_that_take_part_and_others_those_that_have_consented(house, firm, actor):
    opened(firm, house)
    organisation("Ohne Netzwerk")

    found = {each.name for each in Organisation.objects.visible_to(house.user(actor))}

    everybody = {"Steinmetz Probe", "Istituto Prova", "Weingut Muster"}
    assert found == (everybody if actor in MAY_SEE["community"] else {"Steinmetz Probe"})
    assert shown(house.client(actor)) == found


def test_a_practice_and_a_confirmed_adoption_let_an_organisation_take_part_too(house, firm):
    author, adopter, drafted = (organisation(name) for name in ("Urheberin", "Nachahmer", "Entwurf"))
    GoodPractice.objects.filter(pk=house.practices["public"].pk).update(responsible=author)
    GoodPractice.objects.filter(pk=house.practices["draft"].pk).update(responsible=drafted)
    practice = GoodPractice.objects.get(pk=house.practices["public"].pk)
    record_adoption(practice, adopter, stage="reusing", since=timezone.localdate(), by_source=house.ada)

    found = {each.name for each in Organisation.objects.visible_to(house.ada)}

    assert {"Urheberin", "Nachahmer"} <= found
    assert "Entwurf" not in found


def test_whoever_left_the_last_network_is_found_no_longer_unless_it_has_consented(house):
    vineyard = house.organisations["vineyard"]
    today = timezone.localdate()
    vineyard.memberships.update(starts=today - timedelta(days=9), ends=today - timedelta(days=1))
    assert vineyard not in Organisation.objects.visible_to(house.ada)

    opened(Organisation.objects.get(pk=vineyard.pk), house)
    assert vineyard in Organisation.objects.visible_to(house.ada)


def test_consent_taken_back_counts_at_once_on_every_way(house, firm, client):
    opened(firm, house)
    ways = [LIST, "/it/network/steine/", "/sitemap.xml"]
    assert client.get(address(firm)).status_code == 200
    assert all(f"organisations/{name_in_address(firm)}/" in client.get(way).content.decode() for way in ways)

    set_public(firm, False, by=house.ada)

    assert client.get(address(firm)).status_code == 404
    assert not any("steinmetz-probe/" in client.get(way).content.decode() for way in ways)
    assert not NO_PAGE_SHOWS.match(Organisation._meta.db_table)  # so no kept page outlives it


def test_consent_is_recorded_with_who_and_when_and_so_is_its_end(house, firm):
    set_public(firm, True, by=house.ada)
    since = Organisation.objects.get(pk=firm.pk).public_since
    set_public(firm, True, by=house.moritz)  # said again: nothing changes
    kept = Organisation.objects.get(pk=firm.pk)
    assert (kept.public_consent_by, kept.public_since) == (house.ada, since)

    set_public(firm, False, by=house.moritz)

    kept.refresh_from_db()
    assert (kept.public_consent_by, kept.public_since) == (None, None)
    log = ModelLogEntry.objects.filter(object_id=str(firm.pk), action__startswith="connactions.organisation")
    assert list(log.order_by("timestamp", "pk").values_list("action", "user__first_name")) == [
        ("connactions.organisation.opened", "Ada"),
        ("connactions.organisation.closed", "Moritz"),
    ]


def test_a_consent_without_its_moment_cannot_be_stored(house, firm):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=firm.pk).update(public_consent_by=house.ada)


def test_nobody_finds_an_organisation_through_a_directory_that_is_closed_to_them(house, firm, client, rf):
    opened(firm, house)
    Directory.objects.update(token="committee")
    request = rf.get("/")
    request.user = house.user("anonymous")

    assert organisation_urls([firm], request) == {}
    assert client.get(address(firm)).status_code == 404
    assert "steinmetz-probe" not in client.get("/sitemap.xml").content.decode()


# --- The list ------------------------------------------------------------------------------------------


def test_the_list_narrows_by_facets_and_words_and_each_facet_counts_what_the_others_leave(house, firm):
    fill(firm, seeks_it="Cerchiamo una scuola a Carrara", looks_for_partners=True)
    client = house.client("ada")

    assert shown(client, "?country=DE") == {"Steinmetz Probe", "Weingut Muster"}
    assert shown(client, "?country=DE&region=DE-RP") == {"Weingut Muster"}
    assert shown(client, "?region=DE-RP&region=IT-52") == {"Weingut Muster", "Istituto Prova"}
    assert shown(client, "?type=school") == shown(client, "?sector=public") == {"Istituto Prova"}
    assert shown(client, "?network=reben") == {"Weingut Muster"}
    assert shown(client, "?partner=1") == shown(client, "?q=scuola+carrara") == {"Steinmetz Probe"}
    assert len(shown(client, "?country=XX&network=%27&type=")) == 3  # nonsense filters nothing

    facets = {facet.key: facet for facet in client.get(f"{LIST}?country=DE").context["facets"]}
    assert [(each.value, each.count) for each in facets["country"].values] == [("DE", 2), ("IT", 1)]
    assert [(each.value, each.count) for each in facets["type"].values] == [("company", 2)]


def test_a_network_that_a_reader_may_not_see_is_no_facet_of_theirs(house, firm):
    opened(firm, house)
    house.network_a.refresh_from_db()
    type(house.network_a).objects.filter(pk=house.network_a.pk).update(token="community")

    keys = {facet.key for facet in house.client("anonymous").get(LIST).context["facets"]}

    assert "network" not in keys


def test_the_map_counts_the_organisations_of_the_list_and_has_its_table(house, client):
    spots = house.client("ada").get(f"{LIST}?country=DE").context["spots"]
    assert {row["code"]: row["count"] for row in spots["rows"]} == {"DE-SN": 1, "DE-RP": 1}
    assert client.get(LIST).context["spots"] is None
    assert "Noch niemand hat das Profil öffentlich gemacht" in client.get(LIST).content.decode()


def test_lists_and_pages_ask_as_often_for_three_as_for_one(house, firm):
    opened(firm, house)
    practice = GoodPractice.objects.get(pk=house.practices["public"].pk)
    places = [
        (actor, place) for actor in ("anonymous", "ada") for place in (LIST, address(firm), "/de/network/steine/")
    ]
    clients = {actor: house.client(actor) for actor in ("anonymous", "ada")}

    def one_more(number):
        other = organisation(f"Betrieb {number}")
        add_member(house.network_a, by=house.edda, person=house.stella, organisation=other)
        opened(other, house)
        network = add_network(NetworkIndex.objects.get(), f"netz-{number}", f"Netz {number}", f"Rete {number}")
        add_member(network, by=house.edda, person=house.ada, organisation=firm)
        written = write_practice(house, f"weitere{number}", wished="public")
        GoodPractice.objects.filter(pk=written.pk).update(responsible=firm)
        record_adoption(practice, other, stage="reusing", since=timezone.localdate(), by_source=house.ada)
        record_adoption(written, firm, stage="reusing", since=timezone.localdate(), by_source=house.ada)

    one_more(1)
    with_one = {key: len(asked(clients[key[0]], key[1])) for key in places}
    one_more(2)
    one_more(3)
    assert {key: len(asked(clients[key[0]], key[1])) for key in places} == with_one


# --- An organisation's page ----------------------------------------------------------------------------


def test_its_address_follows_its_name(house, firm, client):
    opened(firm, house)
    for other in (f"{LIST}{firm.pk}/", f"{LIST}{firm.pk}-anders/"):
        assert client.get(other).headers["Location"] == address(firm)
    fill(firm, name="日本")
    assert client.get(f"{LIST}{firm.pk}/").status_code == 200


@pytest.mark.parametrize("nowhere", ["9999/", "x/", "1-a/b/", "99999999999999999999/"])
def test_what_is_nowhere_is_not_found(house, client, nowhere):
    assert client.get(LIST + nowhere).status_code == 404


def test_the_contact_is_for_members(house, firm, client):
    opened(fill(firm, email="partner@example.org"), house)
    assert "partner@example.org" not in client.get(address(firm)).content.decode()
    assert "partner@example.org" not in house.client("stella").get(address(firm)).content.decode()
    assert "mailto:partner@example.org" in house.client("kim").get(address(firm)).content.decode()


def test_a_text_that_falls_back_says_so_and_carries_its_language(house, firm, client):
    opened(fill(firm, offers_de="Werkbänke"), house)
    assert 'lang="de"><p>Werkbänke' in client.get(address(firm, "it")).content.decode()
    assert 'role="note"' in client.get(address(firm, "it")).content.decode()
    assert 'role="note"' not in client.get(address(firm)).content.decode()


def test_it_shows_practices_and_adoptions_of_what_the_reader_may_see_only(house, firm):
    opened(firm, house)
    GoodPractice.objects.filter(pk__in=[each.pk for each in house.practices.values()]).update(responsible=firm)
    practice = GoodPractice.objects.get(pk=house.practices["network"].pk)
    record_adoption(practice, firm, stage="reusing", since=timezone.localdate(), by_source=house.ada)

    def seen(actor):
        context = house.client(actor).get(address(firm)).context
        return len(context["practices"]), len(context["adoptions"])

    assert {actor: seen(actor) for actor in ("anonymous", "berta", "ada")} == {
        "anonymous": (1, 0),
        "berta": (2, 0),
        "ada": (3, 1),
    }


def test_hostile_texts_stay_texts(house, firm, client):
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    opened(
        fill(firm, name=f"Böse {evil}", about_de=evil, offers_de=evil, seeks_it=f"[x](javascript:alert(1)) {evil}"),
        house,
    )
    for page in (LIST, address(firm), address(firm, "it"), f"{LIST}?q=%3Cscript%3E"):
        text = client.get(page).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert 'href="javascript' not in text
    with pytest.raises(ValidationError):
        fill(firm, website="javascript:alert(1)")


# --- Writing the profile -------------------------------------------------------------------------------

WRITERS = {"ada", "moritz", "edda", "root"}


@pytest.mark.parametrize("actor", ACTORS)
def test_a_profile_is_written_by_whoever_acts_for_the_organisation_and_the_team(house, firm, actor):
    user = house.user(actor)
    assert may_edit_profile(user, firm) == (actor in WRITERS)
    if actor not in WRITERS and actor != "anonymous":
        with pytest.raises(NotAllowed):
            set_public(firm, True, by=user)


def test_the_form_keeps_both_languages_and_opens_the_profile(house, firm):
    client = house.client("ada")
    form = f"/de/space/organisations/{firm.pk}/"
    assert client.get(form).status_code == 200
    data = {"offers_de": "Werkbänke", "offers_it": "Banchi", "seeks_de": "", "looks_for_partners": "on", "public": "on"}

    assert client.post(form, data | {"website": "www.example.org"}).headers["Location"] == address(firm)

    firm.refresh_from_db()
    assert (firm.offers_de, firm.offers_it, firm.looks_for_partners) == ("Werkbänke", "Banchi", True)
    assert (firm.website, firm.public_consent_by) == ("https://www.example.org", house.ada)
    client.post(form, data | {"public": ""})
    firm.refresh_from_db()
    assert firm.is_public is False


def test_the_form_of_others_is_refused_and_changes_nothing(house, school):
    client = house.client("ada")
    assert (
        client.post(f"/de/space/organisations/{school.pk}/", {"offers_de": "Fremd", "public": "on"}).status_code == 403
    )
    school.refresh_from_db()
    assert (school.offers_de or "", school.is_public) == ("", False)


def test_the_space_asks_for_the_profile_while_it_is_empty(house, firm):
    client = house.client("ada")
    assert client.get("/de/space/").context["profiles_asked"] == [firm]
    fill(firm, seeks_it="Una scuola")
    assert client.get("/de/space/").context["profiles_asked"] == []
