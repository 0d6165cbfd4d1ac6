"""What home, the news and the contact page show, and what the news add to the page of a network."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils import timezone

from core.audience import may_see
from core.bilingual import State, current_language, fallback_fields
from core.contexts import gives_context
from knowledge.contexts import with_networks
from knowledge.models import GoodPractice, Library
from networks.contexts import cards
from networks.funnel import funnel
from networks.map import region_map
from networks.models import Network
from pages.contact import form_for, was_sent
from pages.models import ContactPage, HomePage, News, NewsIndex

PER_PAGE = 15
ON_OTHER_PAGES = 3
EVENTS_ON_HOME = 3


@gives_context(HomePage)
def home_context(page, request) -> dict:
    library = Library.objects.visible_to(request.user).first()
    networks = cards(Network.objects.visible_to(request.user).by_heading())
    joining = [entry["network"] for entry in networks]
    practices = GoodPractice.objects.visible_to(request.user)
    return {
        "networks": networks,
        "map": region_map(joining),
        "funnel": funnel(joining),
        "events": next_events(page, joining),
        "practices": with_networks(practices.newest(4)),
        "practice_count": practices.count(),
        "library_url": library.get_url(request) if library else "",
    } | _newest(News.objects.visible_to(request.user), request)


def next_events(home, networks) -> list:
    """The next three dates whose end is not past; those of a network only among these networks, the reader's."""
    known, now = {network.pk: network for network in networks}, timezone.now()
    coming = [
        event
        for event in home.events.all()
        if event.ends >= now and (event.network_id is None or event.network_id in known)
    ]
    coming = sorted(coming, key=lambda event: event.starts)[:EVENTS_ON_HOME]
    for event in coming:
        event.shown_network = known.get(event.network_id)
    return coming


@gives_context(ContactPage)
def contact_context(page, request) -> dict:
    sent = was_sent(request)
    return {"sent": sent, "form": None if sent else form_for(request), "fallback": bool(fallback_fields(page))}


@gives_context(Network)
def network_news_context(network, request) -> dict:
    return _newest(News.objects.visible_to(request.user).filter(about=network), request)


def _newest(news, request) -> dict:
    """The newest pieces and the address of the list, which stays empty where there is nothing to list."""
    news = with_visible_networks(news.newest()[:ON_OTHER_PAGES], request.user)
    index = NewsIndex.objects.visible_to(request.user).first() if news else None
    return {"news": news, "news_url": index.get_url(request) if index else ""}


def with_visible_networks(news, user) -> list:
    """The pieces with `.shown_network`: the one each is about, or None where this reader may not know it."""
    news = list(news)
    for piece in news:
        piece.shown_network = _visible_network(piece, user)
    return news


def _visible_network(news, user) -> Network | None:
    return news.about if news.about and news.about.is_visible_to(user) else None


@gives_context(NewsIndex)
def news_index_context(page, request) -> dict:
    """The list: what this reader may see, by year and by network, newest first. Unknown filters filter nothing."""
    found = News.objects.visible_to(request.user)
    networks = _networks_with_counts(found, request.user)
    network = next((each for each in networks if each.slug == request.GET.get("network")), None)
    if network:
        found = found.filter(about=network)
    years = list(found.annotate(year=ExtractYear("date")).values("year").annotate(count=Count("pk")).order_by("-year"))
    year = next((each["year"] for each in years if str(each["year"]) == request.GET.get("year")), None)
    if year:
        found = found.filter(date__year=year)
    paginator = Paginator(found.newest(), PER_PAGE)
    shown = paginator.get_page(request.GET.get("page"))
    shown.object_list = with_visible_networks(shown.object_list, request.user)
    return {
        "news": shown,
        "total": paginator.count,
        "years": years,
        "year": year,
        "networks": networks,
        "network": network,
    }


def _networks_with_counts(news, user) -> list:
    """The networks this reader may see that the news are about, each with `.count`."""
    counts = dict(news.exclude(about=None).order_by().values_list("about").annotate(count=Count("pk")))
    networks = list(Network.objects.visible_to(user).filter(pk__in=counts).by_heading())
    for network in networks:
        network.count = counts[network.pk]
    return networks


@gives_context(News)
def news_context(news, request) -> dict:
    """One piece of news as this reader sees it."""
    user, picture = request.user, news.picture
    return {
        "network": _visible_network(news, user),
        "picture": picture if picture and (may_see(user, picture.token) or picture.is_visible_to(user)) else None,
        "tags": news.tags.all(),
        "fallback": bool(fallback_fields(news)),
        "outdated": news.translation_state == State.OUTDATED and news.target_language == current_language(),
    }
