"""What a site needs before anybody writes (`manage build_site`, any number of times), and what readers do."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Site

from accounts.notifications import notify_address
from core import audience
from core.models import Page
from knowledge.glossary.loading import load, shipped
from knowledge.models import Glossary, GlossaryTerm, Library, PublicationIndex
from knowledge.models.admission import install_workflows
from knowledge.vocabulary import install_vocabularies
from networks.models import BodyIndex, Directory, NetworkIndex
from pages.models import ContactPage, Enquiry, HomePage, NewsIndex

# (type, slug, German heading, Italian heading). Slugs are shared by both languages and read in both.
SECTIONS = [
    (NetworkIndex, "network", "Netzwerke", "Reti"),
    (Library, "praxis", "Gute Praxis", "Buone pratiche"),
    (NewsIndex, "news", "Aktuelles", "Notizie"),
]

# Beside the sections: they stand at the foot of every page.
BESIDE = [
    (Directory, "organisations", "Organisationen", "Organizzazioni"),
    (PublicationIndex, "publications", "Veröffentlichungen", "Pubblicazioni"),
    (Glossary, "glossar", "Glossar", "Glossario"),
    (BodyIndex, "partner", "Gremien und Partner", "Organi e partner"),
    (ContactPage, "contact", "Kontakt", "Contatti"),
]
# What home says first, once from each side: the two sentences are no translations of each other.
WELCOME = {
    "promise_de": "Was in Pirna gelingt, soll in Carrara Schule machen.",
    "promise_it": "Quel che riesce a Carrara può fare scuola a Pirna.",
    "introduction_de": (
        "ConnActions ist das Netzwerk der deutsch-italienischen Netzwerke für die duale Berufsbildung: Betriebe, "
        "Schulen, Kammern und Behörden beider Länder beschreiben hier, was in der Ausbildung gelingt – und übernehmen "
        "es voneinander."
    ),
    "introduction_it": (
        "ConnActions è la rete delle reti italo-tedesche per la formazione professionale duale: imprese, scuole, "
        "camere e autorità dei due paesi descrivono qui che cosa riesce nella formazione – e lo adottano le une dalle "
        "altre."
    ),
}


@transaction.atomic
def build_site() -> HomePage:
    """Home and what stands below it, the site's address, vocabularies, glossary, workflows, where they are missing."""
    home = HomePage.objects.first() or _new_home()
    _welcome(home)
    for model, slug, de, it in SECTIONS + BESIDE:
        if not model.objects.exists():
            in_menus = model not in {beside[0] for beside in BESIDE}
            page = model(heading_de=de, heading_it=it, show_in_menus=in_menus)
            page.slug = find_available_slug(home, slug)
            _publish(home, page)
    _point_site_to(home)
    install_workflows()
    install_vocabularies()
    if not GlossaryTerm.objects.exists():
        load(shipped())
    return home


def _new_home():
    root = Page.get_first_root_node()
    for welcome in root.get_children():  # the page Wagtail's own migration leaves behind
        welcome.delete()
    root.refresh_from_db()
    return _publish(root, HomePage(slug="home", heading_de="ConnActions", heading_it="ConnActions", **WELCOME))


def _welcome(home):
    """A home from before it had texts of its own gets those it showed until then."""
    if not (home.promise_de or home.promise_it or home.introduction_de or home.introduction_it):
        fill(home, **WELCOME)


def fill(page, by=None, **texts) -> None:
    """Put texts into a live page of the site and into the draft that somebody may be writing of it."""
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    for version in filter(None, (page, draft)):
        for name, text in texts.items():
            setattr(version, name, text)
    page.save_revision(user=by).publish(user=by)
    if draft:
        draft.save_revision(user=by)


def _publish(parent, page):
    page.token = audience.PUBLIC
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision(clean=False).publish()
    page.refresh_from_db()
    return page


def _point_site_to(home):
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site, _ = Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": address.hostname, "port": port, "root_page": home}
    )
    wanted = {"hostname": address.hostname, "port": port, "root_page_id": home.pk, "site_name": "ConnActions"}
    if any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()


@transaction.atomic
def send_enquiry(enquiry: Enquiry, *, language: str) -> Enquiry:
    """Somebody writes to the service desk: kept, and sent there by mail in the language in which it is asked."""
    enquiry.language = language
    enquiry.full_clean()
    enquiry.save()
    notify_address(settings.SERVICE_DESK_EMAIL, language, "enquiry", enquiry=enquiry.pk)
    return enquiry
