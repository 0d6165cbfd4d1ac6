"""Inside the site's environment: `content build 10000` fills an empty database, `content count` counts queries.

Rows are written past the models' own ways: only their number and their size matter here. Prints JSON.
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402  (Django first)
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from core.models import Page  # noqa: E402
from knowledge.interchange.fields import LISTS  # noqa: E402
from knowledge.models import GoodPractice, Maturity, Tag, TaggedPractice  # noqa: E402
from networks.models import Membership, Network, NetworkIndex, Organisation, Role  # noqa: E402
from pages.actions import build_site  # noqa: E402

NETWORKS = 6
PEOPLE = 10  # in each network
REGIONS = ["DE-SN", "IT-52", "DE-RP", "IT-72", "DE-BY", "IT-25", "DE-NI"]
SENTENCE = "Die Auszubildenden planen gemeinsam mit der Berufsschule, was im Betrieb geübt wird, und prüfen es. "


@transaction.atomic
def build(number: int) -> dict:
    """The site with so many public practices; the addresses to measure, and a member's session."""
    home = build_site()
    networks = [add_network(each) for each in range(NETWORKS)]
    member = add_people(networks)
    practices = add_practices(networks, number, member)
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.set_expiry(10 * 365 * 24 * 3600)
    session.save()
    pages = {
        "home": home.get_url(),
        "practice": Page.objects.get(pk=practices[0].pk).get_url(),
        "list": "/de/praxis/",
        "member": "/de/space/",
    }
    return {
        "pages": {name: "/de" + address[3:] for name, address in pages.items()},
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}",
    }


def add_network(number) -> Network:
    index = NetworkIndex.objects.get()
    network = Network(
        slug=f"netz-{number}", heading_de=f"Netz {number}", heading_it=f"Rete {number}", theme_de=SENTENCE
    )
    index.add_child(instance=network)
    network.save_revision(clean=False).publish()
    return Network.objects.get(pk=network.pk)


def add_people(networks) -> User:
    """Everybody acts for a firm of their own; the first of each network coordinates it. Returns an ordinary member."""
    for network in networks:
        for number in range(PEOPLE):
            name = f"{network.slug}-{number}"
            country, region = [("DE", "DE-SN"), ("IT", "IT-52")][number % 2]
            firm = Organisation.objects.create(
                name=f"Firma {name}", actor_type="company", sector="private", country=country, region=region
            )
            user = User.objects.create(email=f"{name}@example.org", first_name="Ada", last_name=name, language="de")
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            role = Role.MEMBER if number else Role.COORDINATOR
            Membership.objects.create(network=network, person=user, organisation=firm, role=role)
    return user


def add_practices(networks, number, member) -> list[Page]:
    """Spread over the networks, one an hour, the newest first; each with two fields and two tags."""
    kind, now = ContentType.objects.get_for_model(GoodPractice), timezone.now()
    pages = []
    for each in range(number):
        network = networks[each % NETWORKS]
        path = GoodPractice._get_path(network.path, network.depth + 1, each // NETWORKS + 1)
        text = f"Praxis {each}"
        page = Page(path=path, depth=network.depth + 1, content_type=kind, locale=network.locale, live=True)
        page.title = page.draft_title = page.heading_de = text
        page.slug, page.token, page.url_path = f"praxis-{each}", "public", f"{network.url_path}praxis-{each}/"
        page.first_published_at = page.last_published_at = now - timedelta(hours=each)
        page.owner = member if each < NETWORKS and network == networks[-1] else None
        pages.append(page)
    Page.objects.bulk_create(pages, batch_size=500)
    pages = list(Page.objects.filter(content_type=kind).order_by("-first_published_at"))
    for page in pages:
        practice = GoodPractice(page_ptr_id=page.pk, wished="public", admitted="public", summary_de=SENTENCE * 3)
        practice.region = REGIONS[page.pk % len(REGIONS)]
        practice.maturity = Maturity.values[page.pk % len(Maturity.values)]
        practice.starting_point_de = practice.approach_de = practice.results_de = SENTENCE * 10
        practice.save_base(raw=True)
    for network in networks:
        Page.objects.filter(pk=network.pk).update(numchild=network.get_descendants().count())
    add_words(pages)
    return pages


def add_words(pages):
    for relation, model in LISTS.values():
        add_entries(pages, relation, list(model.objects.all()))
    tags = [Tag.objects.create(name=f"Wort {each}", slug=f"wort-{each}", label_de=f"Wort {each}") for each in range(40)]
    TaggedPractice.objects.bulk_create(
        [
            TaggedPractice(content_object_id=page.pk, tag=tags[(each * 7 + shift) % len(tags)])
            for each, page in enumerate(pages)
            for shift in (0, 1)
        ],
        batch_size=500,
    )


def add_entries(pages, relation, entries):
    """Two entries of a list for each practice."""
    field = GoodPractice._meta.get_field(relation)
    link, key = field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"
    link.objects.bulk_create(
        [
            link(goodpractice_id=page.pk, **{key: entries[(each + shift) % len(entries)].pk})
            for each, page in enumerate(pages)
            for shift in (0, 1)
        ],
        batch_size=500,
    )


def count(pages: dict, cookie: str) -> dict:
    """Queries of each page, the second time it is asked for."""
    counted = {}
    for name, address in pages.items():
        client = Client(SERVER_NAME="127.0.0.1", headers={"cookie": cookie} if name == "member" else {})
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counted[name] = len(queries)
    return counted


if __name__ == "__main__":
    print(json.dumps(build(int(sys.argv[2])) if sys.argv[1] == "build" else count(**json.loads(sys.argv[2]))))
