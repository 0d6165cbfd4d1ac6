"""The fixed cast: the same people, networks and secrets in every test. Read it once, then the tests read as claims.

Network A (Steine/Pietre) has Ada (author), Moritz (member), Carla (coordinator) and, until yesterday, Egon.
Network B (Reben/Viti) has Berta (member) and Bruno (coordinator). Kim sits in the steering committee, Edda is an
editor of the project team, Root is the superuser, Stella has an account and no network.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from PIL import Image as Pillow
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale

from accounts.models import User
from accounts.notifications import silenced
from core import audience
from core.models import Page, SiteDocument, SiteImage
from core.tasks import queue
from knowledge import actions
from knowledge.models import Library
from networks.models import CommitteeSeat, Membership, Network, NetworkIndex, Organisation, Role
from pages.actions import build_site
from pages.models import News, NewsIndex, StandardPage
from pages.social import card_of, picture_address

PASSWORD = "schule-machen-2026"
PEOPLE = ["ada", "moritz", "carla", "egon", "berta", "bruno", "kim", "edda", "root", "stella"]
ACTORS = ["anonymous", *PEOPLE]
AUDIENCES = ["public", "community", "committee", "network_a", "network_b", "person_ada"]

# Law 1 as a table: who sees what carries which audience.
MAY_SEE = {
    "public": set(ACTORS),
    "community": {"ada", "moritz", "carla", "berta", "bruno", "kim", "edda", "root"},
    "committee": {"kim", "edda", "root"},
    "network_a": {"ada", "moritz", "carla", "edda", "root"},
    "network_b": {"berta", "bruno", "edda", "root"},
    "person_ada": {"ada"},
}
LANGUAGES = {"berta": "it", "carla": "it", "kim": "it"}


@dataclass
class House:
    """Everything a test may need, by short names."""

    home: Page = None
    library: Library = None
    network_a: Network = None
    network_b: Network = None
    people: dict = field(default_factory=dict)
    organisations: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)  # audience → StandardPage with the canary `secret-<audience>`
    documents: dict = field(default_factory=dict)  # audience → SiteDocument
    images: dict = field(default_factory=dict)  # audience → SiteImage
    renditions: dict = field(default_factory=dict)  # audience → Rendition
    news: dict = field(default_factory=dict)  # audience → News with the canary `news-<audience>`, about network A
    practices: dict = field(default_factory=dict)  # network, community, public, draft, submitted

    def __getattr__(self, name):
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def user(self, name):
        return AnonymousUser() if name == "anonymous" else User.objects.get(pk=self.people[name].pk)

    def client(self, name) -> Client:
        client = Client()
        if name != "anonymous":
            client.force_login(self.user(name), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def token(self, name) -> str:
        return {
            "network_a": audience.network_token(self.network_a.pk),
            "network_b": audience.network_token(self.network_b.pk),
            "person_ada": audience.person_token(self.ada.pk),
        }.get(name, name)


def canary(name: str) -> str:
    """A word that stands in one object only and in no template or catalogue."""
    return f"Kanarienvogel{name.replace('_', '').capitalize()}"


def build_house() -> House:
    """Build the cast in an empty database (migrated or flushed)."""
    roots()
    with silenced():
        house = House(home=build_site(), library=Library.objects.get())
        _people(house)
        _networks(house)
        _pages_and_files(house)
        _news(house)
        _practices(house)
    queue.durable_tasks().delete()  # what its making has queued; a test finds its own tasks only
    return house


def roots():
    """What Wagtail's migrations leave and a flush takes away."""
    locale, _ = Locale.objects.get_or_create(language_code="de")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root", heading_de="Root", token="public", live=True, locale=locale)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


def _people(house):
    for name in PEOPLE:
        user = User.objects.create_user(
            f"{name}@example.org",
            PASSWORD,
            first_name=name.capitalize(),
            last_name="Beispiel",
            language=LANGUAGES.get(name, "de"),
            is_team=name in {"edda", "root"},
            is_superuser=name == "root",
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        house.people[name] = user
    CommitteeSeat.objects.create(person=house.kim)


def organisation(name, country="DE", actor_type="company", sector="private", region=None) -> Organisation:
    made = Organisation(
        name=name,
        country=country,
        actor_type=actor_type,
        sector=sector,
        region=region or {"DE": "DE-SN", "IT": "IT-52"}[country],
    )
    made.full_clean()
    made.save()
    return made


def _networks(house):
    index = NetworkIndex.objects.get()
    house.network_a = add_network(index, "steine", "Steine", "Pietre")
    house.network_b = add_network(index, "reben", "Reben", "Viti")
    firm = organisation("Steinmetz Probe")
    school = organisation("Istituto Prova", "IT", "school", "public")
    house.organisations = {"firm": firm, "school": school, "vineyard": organisation("Weingut Muster", region="DE-RP")}
    join = Membership.objects.create
    join(network=house.network_a, person=house.ada, organisation=firm)
    join(network=house.network_a, person=house.moritz, organisation=firm)
    join(network=house.network_a, person=house.carla, organisation=school, role=Role.COORDINATOR)
    today = timezone.localdate()
    join(
        network=house.network_a,
        person=house.egon,
        organisation=firm,
        starts=today - timedelta(days=30),
        ends=today - timedelta(days=1),
    )
    vineyard = house.organisations["vineyard"]
    join(network=house.network_b, person=house.berta, organisation=vineyard)
    join(network=house.network_b, person=house.bruno, organisation=vineyard, role=Role.COORDINATOR)


def add_network(index, slug, de, it) -> Network:
    index.refresh_from_db()
    network = index.add_child(instance=Network(slug=slug, heading_de=de, heading_it=it, theme_de=f"Thema {de}"))
    publish(network)
    return Network.objects.get(pk=network.pk)


def publish(page):
    page.save_revision(clean=False).publish()
    return page


def _pages_and_files(house):
    places = {"network_a": house.network_a, "network_b": house.network_b}
    for name in AUDIENCES:
        parent = places.get(name, house.home)
        parent.refresh_from_db()
        word = canary(name)
        token = house.token(name)
        page = StandardPage(
            heading_de=f"Seite {word}", body_de=f"<p>Text {word}</p>", token=token, show_in_menus=parent == house.home
        )
        parent.add_child(instance=page)
        house.pages[name] = publish(page)
        house.documents[name] = SiteDocument.objects.create(
            title=f"Datei {word}",
            file=pdf(word),
            token=token,
            uploaded_by_user=house.ada if name == "person_ada" else house.root,
        )
        house.images[name] = SiteImage.objects.create(
            title=f"Bild {word}",
            file=picture(f"{word}.png"),
            token=token,
            uploaded_by_user=house.ada if name == "person_ada" else house.root,
        )
        house.renditions[name] = rendition_of(house.images[name])
        Redirect.objects.create(old_path=f"/alt-{name}", redirect_page=house.pages[name])


def _news(house):
    for name in AUDIENCES:
        house.news[name] = write_news(canary(f"news_{name}"), token=house.token(name), about=house.network_a)


def write_news(word: str, **fields) -> News:
    """A published piece of news with the word in its texts; public unless a token says otherwise."""
    index = NewsIndex.objects.get()
    piece = News(heading_de=f"Nachricht {word}", summary_de=f"Kurz {word}", body_de=f"<p>Text {word}</p>", **fields)
    index.add_child(instance=piece)
    return publish(piece)


def pdf(word="Probe", name="blatt.pdf") -> ContentFile:
    return ContentFile(b"%PDF-1.4\n%" + word.encode() + b"\n%%EOF\n", name=name)


def picture(name="bild.png", size=(40, 30), format="PNG", **options) -> ContentFile:
    out = BytesIO()
    Pillow.new("RGB", size, "#0b5157").save(out, format=format, **options)
    return ContentFile(out.getvalue(), name=name)


def practice_fields(word: str) -> dict:
    """What a practice says that may go into the library; each text has the word in it."""
    return {
        "source_language": "de",
        "heading_de": f"Praxis {word}",
        "summary_de": f"Kurz {word}",
        "starting_point_de": f"Anfang {word}",
        "approach_de": f"Weg {word}",
        "results_de": f"Ergebnis {word}",
        "target_group_de": f"Lehrlinge {word}",
        "difficulties_de": f"Hürde {word}",
        "maturity": "good",
    }


def write_practice(house, word, *, wished="public", upto="library", author=None, parent=None):
    """A practice that has come as far as: draft, submitted, network or library."""
    author = author or house.ada
    parent = parent or house.network_a
    parent.refresh_from_db()
    firm = house.organisations["firm"]
    practice = actions.start_practice(parent, by=author, wished=wished, responsible=firm, **practice_fields(word))
    if upto == "draft":
        return practice
    actions.submit(practice, by=author)
    if upto == "submitted":
        return fresh(practice)
    coordinator = house.carla if parent == house.network_a else house.bruno
    actions.admit(fresh(practice), by=coordinator)
    if upto == "library" and wished != "network":
        actions.admit(fresh(practice), by=house.edda)
    return fresh(practice)


def fresh(record):
    """The record as the database has it now, with nothing cached."""
    return type(record).objects.get(pk=record.pk)


def _practices(house):
    write = write_practice
    house.practices = {
        "public": write(house, canary("practice_public"), wished="public"),
        "community": write(house, canary("practice_community"), wished="community"),
        "network": write(house, canary("practice_network"), wished="network"),
        "draft": write(house, canary("practice_draft"), upto="draft"),
        "submitted": write(house, canary("practice_submitted"), upto="submitted"),
    }


def text_of(answer) -> str:
    """An answer's body and headers as text; reading a streamed file to its end closes it."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace") + str(answer.headers)


def status_of(client, address) -> int:
    answer = client.get(address)
    text_of(answer)
    return answer.status_code


def picture_of(page, language="de") -> str:
    """The address of a page's picture for sharing."""
    with override(language):
        return picture_address(page, card_of(page))


def rendition_of(image):
    """A small rendition, made with the original closed again."""
    with image.open_file():
        rendition = image.get_rendition("width-20")
    rendition.file.close()
    return rendition
