"""What the home page shows."""

from core.contexts import gives_context
from knowledge.contexts import with_networks
from knowledge.models import GoodPractice, Library
from networks.contexts import cards
from networks.funnel import funnel
from networks.map import region_map
from networks.models import Network
from pages.models import HomePage


@gives_context(HomePage)
def home_context(page, request) -> dict:
    library = Library.objects.visible_to(request.user).first()
    networks = cards(Network.objects.visible_to(request.user).by_heading())
    joining = [entry["network"] for entry in networks]
    practices = GoodPractice.objects.visible_to(request.user).for_lists().order_by("-first_published_at", "-pk")
    return {
        "networks": networks,
        "map": region_map(joining),
        "funnel": funnel(joining),
        "practices": with_networks(practices[:4]),
        "practice_count": practices.count(),
        "library_url": library.get_url(request) if library else "",
    }
