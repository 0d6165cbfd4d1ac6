"""Every address there is, asked by every kind of person: status and Location, and never a foreign canary.

`PLACES` says for each address of ours who gets what. Wagtail's admin addresses are an allow-list: those named in
`core.admin_gate` are tried with many foreign ids; all others do not exist for members. An address that is nowhere
placed fails here, so an upgrade that adds one does too.
"""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override
from wagtail.models import Task, Workflow

from core.admin_gate import ADMIN_PATH, MEMBER_VIEWS, OPEN_VIEWS
from knowledge.adoptions.actions import declare
from knowledge.models import BuildingBlock, GoodPractice
from networks.actions import invite, secret_of
from search.models import SavedSearch
from tests.cast import ACTORS, AUDIENCES, MAY_SEE, canary, picture_of, text_of
from tests.knowledge.test_publications import write as write_publication

LOGIN = "login"  # 302 to the login page
MEMBERS = {"ada", "moritz", "carla", "berta", "bruno"}
TEAM = {"edda", "root"}
KNOWN_ADMIN = Path(__file__).with_name("admin_addresses.txt")


def _walk(resolver, prefix="", names=()):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route, (*names, pattern.namespace) if pattern.namespace else names)
        elif isinstance(pattern, URLPattern):
            yield ":".join([*names, pattern.name or route]), route, pattern.pattern


def all_addresses():
    with override("de"):
        return list(_walk(get_resolver()))


ADDRESSES = all_addresses()
ADMIN = [(name, route, pattern) for name, route, pattern in ADDRESSES if route.startswith(ADMIN_PATH[1:])]
OURS = [(name, route) for name, route, _ in ADDRESSES if not route.startswith(ADMIN_PATH[1:])]

# --- Our own addresses: who gets which status ------------------------------------------------------

OPEN = dict.fromkeys(ACTORS, 200)
SIGNED_IN = dict.fromkeys(ACTORS, 200) | {"anonymous": LOGIN}
NOBODY = dict.fromkeys(ACTORS, 404)


def only(names, status=200, others=404):
    """These get the status, other signed-in people another one, anonymous readers the login page."""
    return {actor: LOGIN if actor == "anonymous" else status if actor in names else others for actor in ACTORS}


def of_parties(names):
    """Of an adoption that waits: 200 for these, 403 for the other party and the team, for the rest it is not there."""
    return only(names) | dict.fromkeys((MEMBERS | TEAM) - names, 403)


A_PEOPLE = {"ada", "moritz", "carla", *TEAM}
PLACES = {
    "healthz": ("/healthz", OPEN),
    "readyz": ("/readyz", None),
    "robots": ("/robots.txt", OPEN),
    "sitemap": ("/sitemap.xml", OPEN),
    "file": ("/files/documents/none/none.pdf", NOBODY),
    "social": ("{picture}", OPEN),
    "emblem-file": ("/emblem/{network_a}.svg", OPEN),
    "set_language": ("/language/setlang/", dict.fromkeys(ACTORS, 302)),
    "search": ("/de/search/?q=Kanarienvogel", OPEN),
    "search-suggestions": ("/de/search/suggestions/?q=Kanarienvogel", OPEN),
    "search-feed": ("/it/search/feed/?q=Kanarienvogel", dict.fromkeys(ACTORS, 503)),  # there is no index here
    "search-save": ("/de/search/save/", only(ACTORS, 405, 405)),
    "searches-off": ("/de/search/off/kein-geheimnis/", NOBODY),
    "searches": ("/de/space/searches/", SIGNED_IN),
    "search-change": ("/de/space/searches/{search}/", only(ACTORS, 405, 405)),
    "search-delete": ("/de/space/searches/{search}/delete/", only({"ada"})),
    "style": ("/de/style/", OPEN),  # in development; nowhere in production
    "style-mails": ("/de/style/mail/", OPEN),
    "style-mail": ("/de/style/mail/no-such-kind/", NOBODY),
    "space": ("/de/space/", SIGNED_IN),
    "profile": ("/de/space/profile/", SIGNED_IN),
    "reviews": ("/de/space/reviews/", SIGNED_IN),
    "translations": ("/de/space/translations/", only(TEAM, others=403)),
    "network-people": ("/de/space/networks/{network_a}/people/", only(A_PEOPLE)),
    "invitation-new": ("/de/space/networks/{network_a}/invite/", only({"carla", *TEAM})),
    "invitation-revoke": ("/de/space/invitations/{invitation}/revoke/", only(ACTORS, 405, 405)),
    "membership-end": ("/de/space/memberships/{membership}/end/", only({"carla", *TEAM})),
    "invitation": ("/de/invitation/{secret}/", OPEN),
    "glossary-skos": ("/de/glossar/export.ttl", OPEN),
    "glossary-tbx": ("/it/glossar/export.tbx", OPEN),
    "practice-new": ("/de/space/write/{network_a}/", only(A_PEOPLE)),
    "practice-status": ("/de/space/practices/{submitted}/", only({"ada", "carla", *TEAM})),
    "practice-edit": ("/de/space/practices/{draft}/edit/", only({"ada", "carla", *TEAM})),
    "practice-section": ("/de/space/practices/{draft}/sections/people/", only({"ada", "carla", *TEAM})),
    "practice-translate": ("/de/space/practices/{network}/translate/", only({"ada", "moritz", "carla", *TEAM})),
    "practice-comments": ("/de/space/practices/{submitted}/comments/", only(ACTORS, 405, 405)),
    "practice-comment": ("/de/space/practices/{submitted}/comments/1/", only(ACTORS, 405, 405)),
    "practice-versions": ("/de/space/practices/{submitted}/versions/", only({"ada", "carla", *TEAM})),
    "practice-compare-versions": (
        "/de/space/practices/{submitted}/versions/compare/?old={revision}&new={revision}",
        only({"ada", "carla", *TEAM}),
    ),
    "practice-take-up": ("/de/space/practices/{submitted}/versions/{revision}/", only({"ada", "carla", *TEAM})),
    "practice-preview": ("/de/space/practices/{submitted}/preview/", only({"ada", "carla", *TEAM})),
    "practice-submit": ("/de/space/practices/{draft}/submit/", only(ACTORS, 405, 405)),
    "practice-withdraw": ("/de/space/practices/{submitted}/withdraw/", only({"ada", "carla", *TEAM})),
    "practice-review": (
        "/de/space/reviews/{submitted}/",
        only({"carla"}) | dict.fromkeys(("ada", "edda", "root"), 302),
    ),
    "practice-admit": ("/de/space/reviews/{submitted}/admit/", only(ACTORS, 405, 405)),
    "practice-send-back": ("/de/space/reviews/{submitted}/send-back/", only(ACTORS, 405, 405)),
    "practice-feed": ("/de/feeds/practices/", OPEN),
    "network-context": ("/de/space/networks/{network_a}/context/IT/", only({"carla", *TEAM})),
    "adoption-new": ("/de/space/practices/{adopted}/adopt/", only({"carla", "berta", "bruno"})),
    "adoptions": ("/de/space/adoptions/", SIGNED_IN),
    "adoption": ("/de/space/adoptions/{adoption}/", only(MEMBERS | TEAM)),
    "adoption-edit": ("/de/space/adoptions/{adoption}/edit/", of_parties({"berta", "bruno", *TEAM})),
    "adoption-withdraw": ("/de/space/adoptions/{adoption}/withdraw/", of_parties({"berta", "bruno"})),
    "adoption-decline": ("/de/space/adoptions/{adoption}/decline/", of_parties({"ada", "moritz", "carla"})),
    "adoption-progress": ("/de/space/adoptions/{adoption}/progress/", of_parties(set())),
    "adoption-confirm": ("/de/space/adoptions/{adoption}/confirm/", only(ACTORS, 405, 405)),
    "adoption-resend": ("/de/space/adoptions/{adoption}/resend/", only(ACTORS, 405, 405)),
    "building-blocks": ("/de/blocks/", OPEN),
    "building-block": ("/de/blocks/{block}/", OPEN),
    "practice-compare": ("/de/compare/?id={public}", OPEN),
    "practice-sheet": ("/de/practices/{public}/sheet/", OPEN),
    "practice-pdf": ("/de/practices/{public}/practice.pdf", OPEN),
    "practice-bibtex": ("/de/practices/{public}/cite.bib", OPEN),
    "practice-csl": ("/de/practices/{public}/cite.json", OPEN),
    "publication-bibtex": ("/de/publications/{publication}/cite.bib", OPEN),
    "publication-csl": ("/de/publications/{publication}/cite.json", OPEN),
    "organisation-edit": (
        "/de/space/organisations/{firm}/",
        only({"ada", "moritz", *TEAM}) | dict.fromkeys(("carla", "berta", "bruno", "kim"), 403),
    ),
    "news-feed": ("/de/feeds/news/", OPEN),
    "wagtail_serve": ("/de/", OPEN),
}
# allauth's: none shows anything of the site; each is asked and must answer without a canary.
ALLAUTH = {name for name, _ in OURS if name.startswith(("account_", "mfa_"))}


def places(house):
    invitation = invite(
        house.network_a,
        by=house.carla,
        email="nuova@example.org",
        first_name="N",
        last_name="N",
        organisation=house.organisations["school"],
        language="it",
    )
    adopted = house.practices["public"]
    GoodPractice.objects.filter(pk=adopted.pk).update(responsible=house.organisations["firm"])
    adoption = declare(adopted, house.organisations["vineyard"], by=house.user("berta"))
    return {
        "adopted": adopted.pk,
        "search": SavedSearch.objects.create(user=house.user("ada"), name="S", query="q=S", language="de").pk,
        "adoption": adoption.pk,
        "network_a": house.network_a.pk,
        "picture": picture_of(house.home),
        "invitation": invitation.pk,
        "secret": secret_of(invitation),
        "membership": house.network_a.memberships.get(person=house.moritz).pk,
        "draft": house.practices["draft"].pk,
        "public": house.practices["public"].pk,
        "block": BuildingBlock.objects.create(practice=house.practices["public"], title_de="Laufzettel").pk,
        "submitted": house.practices["submitted"].pk,
        "publication": write_publication("Standards").pk,
        "firm": house.organisations["firm"].pk,
        "revision": house.practices["submitted"].latest_revision_id,
        "network": house.practices["network"].pk,
    }


def test_every_address_of_ours_is_placed():
    assert {name for name, _ in OURS} - ALLAUTH == set(PLACES)


def test_every_admin_address_is_placed():
    """Wagtail's addresses as last looked at. After an upgrade: look at the new ones, then write the list anew."""
    known = set(KNOWN_ADMIN.read_text().split())
    assert {f"{name}={route}" for name, route, _ in ADMIN} == known


@pytest.mark.parametrize("name", PLACES)
def test_each_address_answers_each_actor_as_placed(house, name):
    address, expected = PLACES[name]
    address = address.format(**places(house))
    if expected is None:
        return
    for actor in ACTORS:
        answer = house.client(actor).get(address)
        status, where = answer.status_code, answer.headers.get("Location", "")
        if expected[actor] == LOGIN:
            assert (status, where.partition("?")[0]) == (302, "/de/account/login/"), f"{actor} at {address}"
        else:
            assert status == expected[actor], f"{actor} at {address}: {status} {where}"


@pytest.mark.parametrize("actor", ["anonymous", "stella", "ada"])
def test_the_account_addresses_show_nothing_of_the_site(house, actor):
    client = house.client(actor)
    with override("de"):
        for name, route, _ in ADDRESSES:
            if name in ALLAUTH:
                answer = client.get("/" + _fill(route, {}, "abc"))
                assert answer.status_code in {200, 302, 404, 405}, f"{name}: {answer.status_code}"
                _no_foreign_canary(house, actor, answer, name)


# --- Wagtail's admin -------------------------------------------------------------------------------


def _fill(route, values, default):
    """A pattern's route with its parameters filled: `<int:pk>` and `(?P<key>…)` alike."""
    route = route.replace("^", "").replace("$", "").replace("\\Z", "")
    route = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", lambda m: str(values.get(m[1], default)), route)
    route = re.sub(r"\((?:[^()]|\([^()]*\))*\)[?*+]?", "", route)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(values.get(m[1], default)), route)


def _secrets(house):
    """Ids of what people must not reach by guessing: foreign pages, drafts, files, revisions, and the common places."""
    pages = [house.pages["network_b"], house.pages["person_ada"], house.news["network_b"], *house.practices.values()]
    ids = {page.pk for page in pages} | {house.practices[key].latest_revision_id for key in ("draft", "public")}
    ids |= {house.documents["network_b"].pk, house.images["committee"].pk, house.images["person_ada"].pk}
    return sorted(ids | {house.network_a.pk, house.network_b.pk, house.home.pk, 1})


SEARCHES = re.compile("explore|choose|home")  # the addresses that take a search
FIXED = {
    "app_label": "core",
    "model_name": "page",
    "content_type_app_name": "knowledge",
    "content_type_app_label": "knowledge",
    "content_type_model_name": "goodpractice",
    "action_name": "approve",
    "action": "delete",
    "filter_spec": "width-100",
    "filename": "x",
    "signature": "x",
    "lang": "de",
    "menu_item_name": "x",
    "revision_id_b": "latest",
    "revision_id_a": "live",
}


def _no_foreign_canary(house, actor, answer, where):
    text = text_of(answer).lower()
    for name in AUDIENCES:
        for word in (canary(name), canary(f"news_{name}")):
            if actor not in MAY_SEE[name] and word.lower() in text:
                pytest.fail(f"{actor} reads {name} at {where}")
    followers = {"ada", "carla", *TEAM}
    for key, readers in (
        ("draft", followers),
        ("submitted", followers),
        ("network", MAY_SEE["network_a"]),
        ("community", MAY_SEE["community"]),
    ):
        if actor not in readers and canary(f"practice_{key}").lower() in text:
            pytest.fail(f"{actor} reads practice {key} at {where}")


@pytest.mark.parametrize("actor", [actor for actor in ACTORS if actor not in TEAM])
def test_closed_admin_addresses_do_not_exist(house, actor):
    """For members 404, for everybody else the way to the login or out; with no Location that tells a page's address."""
    client = house.client(actor)
    asked = 0
    for name, route, _ in ADMIN:
        if name in MEMBER_VIEWS | OPEN_VIEWS:
            continue
        address = "/" + _fill(route, FIXED, house.pages["network_b"].pk)
        if address in DOORS:
            continue
        answer = client.get(address)
        asked += 1
        where = answer.headers.get("Location", "")
        if actor == "anonymous":
            assert answer.status_code == 404 or (answer.status_code == 302 and "/login/" in where), address
        else:
            assert (answer.status_code, where) == (404, ""), f"{actor} at {address}: {answer.status_code} {where}"
    assert asked > 150


# Wagtail's own doors lead to ours (law 6).
DOORS = {
    "/admin/login/": "/de/account/login/",
    "/admin/password_reset/": "/de/account/login/",
    "/admin/account/": "/de/space/profile/",
}


@pytest.mark.parametrize("actor", ["anonymous", "ada", "edda"])
@pytest.mark.parametrize("door", DOORS)
def test_wagtails_own_doors_lead_to_ours(house, actor, door):
    answer = house.client(actor).get(door)
    assert (answer.status_code, answer.headers["Location"]) == (302, DOORS[door])


@pytest.mark.parametrize("actor", ["ada", "moritz", "carla", "berta", "egon", "stella", "kim"])
def test_open_admin_addresses_leak_nothing_whatever_id_is_guessed(house, actor):
    client = house.client(actor)
    for name, route, _ in ADMIN:
        if name not in MEMBER_VIEWS:
            continue
        ids = _secrets(house) if "<" in route else [0]
        for guessed in ids:
            address = "/" + _fill(route, FIXED, guessed)
            for query in ("", "?q=Kanarienvogel") if SEARCHES.search(name) else ("",):
                answer = client.get(address + query)
                assert answer.status_code < 500, f"{actor} at {address}"
                _no_foreign_canary(house, actor, answer, address + query)


def test_the_team_gets_no_error_page_in_the_admin(house):
    """The team may see everything; what counts is that our hooks and policies break no view."""
    client = house.client("edda")
    values = FIXED | {"workflow_pk": Workflow.objects.first().pk, "task_pk": Task.objects.first().pk}
    for name, route, _ in ADMIN:
        if name == "wagtailadmin_error_test":  # Wagtail's page for trying out the error page
            continue
        address = "/" + _fill(route, values, house.practices["public"].pk)
        assert client.get(address).status_code < 500, f"{name} at {address}"
