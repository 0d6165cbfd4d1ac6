"""The matrix of what organisations say of themselves, and of publications: each actor × each way of reading."""

import pytest

from knowledge.models import Publication, PublicationIndex
from networks.directory.actions import set_public
from networks.models import Organisation
from tests.cast import ACTORS, AUDIENCES, MAY_SEE, canary, publish
from tests.matrix.test_reading import asks_once, words

# --- Organisations -------------------------------------------------------------------------------------

PROFILES = {"firm": "public", "school": "community"}  # whom it is open to
ORGANISATION_WAYS = {
    "list": lambda found: ["/de/organisations/", "/it/organisations/?q=Kanarienvogel"],
    "page in German": lambda found: [f"/de/organisations/{found.pk}-{SLUGS[found.name]}/"],
    "page in Italian": lambda found: [f"/it/organisations/{found.pk}-{SLUGS[found.name]}/"],
}
OTHER_WAYS = {
    "home and network": ["/de/", "/de/network/steine/"],
    "search and sitemap": ["/de/search/?q=Kanarienvogelprofil", "/sitemap.xml"],
    "space": ["/de/space/"],
}
SLUGS = {"Steinmetz Probe": "steinmetz-probe", "Istituto Prova": "istituto-prova"}


@pytest.fixture
def profiles(house):
    """One is open to everybody, one is not; each text and each address holds a canary."""
    found = {}
    for key in PROFILES:
        found[key] = made = Organisation.objects.get(pk=house.organisations[key].pk)
        word = canary(f"profil_{key}")
        made.about_de, made.offers_it, made.email = word, word, f"{canary(f'adresse_{key}')}@example.org"
        made.save()
    set_public(found["firm"], True, by=house.ada)
    return found


@pytest.mark.parametrize("actor", ACTORS)
def test_a_profile_is_read_by_members_and_with_consent_by_everybody(house, profiles, actor):
    client = asks_once(house.client(actor))
    for key, audience in PROFILES.items():
        for way, addresses in ORGANISATION_WAYS.items():
            text = words(client, *addresses(profiles[key])).lower()
            reads = actor in MAY_SEE[audience]
            assert (canary(f"profil_{key}").lower() in text) == reads, f"{actor} should read {key} by {way}: {reads}"
            contact = canary(f"adresse_{key}").lower() in text
            assert contact == (actor in MAY_SEE["community"] and way != "list"), f"{actor}: contact of {key} by {way}"


@pytest.mark.parametrize("actor", ACTORS)
def test_no_other_way_shows_a_profile_that_is_not_open(house, profiles, actor):
    client = asks_once(house.client(actor))
    for way, addresses in OTHER_WAYS.items():
        text = words(client, *addresses).lower()
        for key, audience in PROFILES.items():
            if actor not in MAY_SEE[audience]:
                assert canary(f"profil_{key}").lower() not in text, f"{actor} reads {key} by {way}"
                assert SLUGS[profiles[key].name] not in text, f"{actor} finds the address of {key} by {way}"
            assert canary(f"adresse_{key}").lower() not in text, f"{actor} reads the contact of {key} by {way}"


# --- Publications --------------------------------------------------------------------------------------

PUBLICATION_WAYS = {
    "page in German": lambda page: [f"/de{page.get_url()[3:]}"],
    "page in Italian": lambda page: [f"/it{page.get_url()[3:]}"],
    "list": lambda page: ["/de/publications/", f"/it/publications/?kind={page.kind}&year={page.year}"],
    "citation": lambda page: [f"/de/publications/{page.pk}/cite.bib", f"/it/publications/{page.pk}/cite.json"],
    "search": lambda page: ["/de/search/?q=Schrift"],
    "sitemap": lambda page: ["/sitemap.xml"],
    "translation work list": lambda page: ["/de/space/translations/?type=publications"],
    "Wagtail editor": lambda page: [
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.pk}/history/",
        f"/admin/pages/{page.pk}/revisions/{page.latest_revision_id}/view/",
    ],
}
EXACT = {"page in German", "page in Italian", "list", "citation", "search"}


@pytest.fixture
def publications(house):
    found = {}
    for name in AUDIENCES:
        word = canary(f"schrift_{name}")
        page = Publication(
            heading_de=f"Schrift {word}", summary_de=word, kind="study", year=2026, token=house.token(name)
        )
        PublicationIndex.objects.get().add_child(instance=page)
        page.practices.set([house.practices["public"]])
        found[name] = publish(page)
    return found


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("way", PUBLICATION_WAYS)
def test_publications_are_read_by_their_audience_only(house, publications, way, actor):
    client = asks_once(house.client(actor))
    for name in AUDIENCES:
        seen = canary(f"schrift_{name}").lower() in words(client, *PUBLICATION_WAYS[way](publications[name])).lower()
        if way == "Wagtail editor" and actor in {"edda", "root"}:
            continue  # the team writes them all
        if seen:
            assert actor in MAY_SEE[name], f"{actor} reads the publication for {name} by {way}"
        if way in EXACT:
            assert seen == (actor in MAY_SEE[name]), f"{actor} should read the publication for {name} by {way}"


@pytest.mark.parametrize("actor", ACTORS)
def test_a_practice_names_the_publications_that_its_reader_may_read(house, publications, actor):
    answer = house.client(actor).get(house.practices["public"].get_url())
    named = {page.pk for page in answer.context["publications"]}
    assert named == {page.pk for name, page in publications.items() if actor in MAY_SEE[name]}
