"""What a site needs before anybody writes: made by `manage build_site`, which can run any number of times."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Site

from core import audience
from core.models import Page
from knowledge.models import Library
from knowledge.models.admission import install_workflows
from knowledge.vocabulary import install_vocabularies
from networks.models import NetworkIndex
from pages.models import HomePage, NewsIndex

# (type, slug, German heading, Italian heading). Slugs are shared by both languages and read in both.
SECTIONS = [
    (NetworkIndex, "network", "Netzwerke", "Reti"),
    (Library, "praxis", "Gute Praxis", "Buone pratiche"),
    (NewsIndex, "news", "Aktuelles", "Notizie"),
]


@transaction.atomic
def build_site() -> HomePage:
    """Home and sections, the site's address, workflows and vocabularies, where they are missing."""
    home = HomePage.objects.first() or _new_home()
    for model, slug, de, it in SECTIONS:
        if not model.objects.exists():
            _publish(home, model(slug=slug, heading_de=de, heading_it=it, show_in_menus=True))
    _point_site_to(home)
    install_workflows()
    install_vocabularies()
    return home


def _new_home():
    root = Page.get_first_root_node()
    for welcome in root.get_children():  # the page Wagtail's own migration leaves behind
        welcome.delete()
    root.refresh_from_db()
    return _publish(root, HomePage(slug="home", heading_de="ConnActions", heading_it="ConnActions"))


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
