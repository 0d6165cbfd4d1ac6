"""What a page shows where its address is shared: its picture, to whom the page is open, and an emblem as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import audience, emblem, emblem_files
from core.bilingual import read
from core.drawn import Busy
from core.models import Page
from core.social import Card, picture
from core.templatetags.look import day
from knowledge.models import GoodPractice
from networks.models import Network
from networks.rules import network_above
from pages.models import HomePage, News

WEEK = 7 * 24 * 3600  # seconds; as long as other public files. A closed page's picture is gone from caches after it.
NETWORK_DEPTH = 4  # above it stand the root, home and the list of networks


def card_of(page) -> Card:
    """What the picture of a page says in the reader's language; the same for everybody who may see the page."""
    network = _network_of(page)
    title = read(page, "heading") or page.title
    if isinstance(page, HomePage):
        title = _("What succeeds in one country should set an example in the other.")
    if network is None:
        return Card(title, _kicker(page))
    name = "" if network.pk == page.pk else read(network, "heading")
    return Card(title, _kicker(page), name, network.emblem_seed, network.hue)


def _kicker(page) -> str:
    if isinstance(page, News):
        return f"{_('News')} · {day(page.date)}"
    if isinstance(page, Network):
        return _("Model network")
    return _("Good practice") if isinstance(page, GoodPractice) else ""


def _network_of(page) -> Network | None:
    """The network a page tells of, where everybody who may see the page may see the network."""
    if isinstance(page, Network):
        return page
    network = page.about if isinstance(page, News) else _network_above(page)
    return network if network and network.live and audience.is_within(page.token, network.token) else None


def _network_above(page) -> Network | None:
    """Asks the database only where there can be one."""
    return network_above(page) if page.depth > NETWORK_DEPTH else None


def picture_address(page, card: Card) -> str:
    return reverse("social", args=[page.pk, card.version])


@require_safe
def social(request, pk, version):
    """A page's picture in the language of the address; an old version leads to the one of now."""
    page = get_object_or_404(Page.objects.visible_to(request.user).filter(depth__gt=1), pk=pk).specific
    card = card_of(page)
    if version != card.version:
        response = redirect(picture_address(page, card))
        response["Cache-Control"] = "private, no-store"
        return response
    try:
        png = picture(card)
    except Busy:
        return HttpResponse(status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
    return _file(png, "image/png", page)


@require_safe
def emblem_file(request, pk, kind):
    """A network's emblem as a file, SVG or PNG."""
    network = get_object_or_404(Network.objects.visible_to(request.user), pk=pk)
    plan = emblem.plan(network.emblem_seed) or emblem_files.MARK
    if kind == "svg":
        response = _file(emblem_files.svg(plan, network.hue), "image/svg+xml", network)
    elif kind == "png":
        response = _file(emblem_files.png(plan, network.hue), "image/png", network)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{network.slug}.{kind}"'
    return response


def _file(content, kind: str, page) -> HttpResponse:
    public = page.token == audience.PUBLIC
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = f"public, max-age={WEEK}, immutable" if public else "private, no-store"
    response._csp_replace = {"default-src": ["'none'"], "sandbox": True}
    return response
