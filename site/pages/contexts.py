"""What the home page shows."""

from core.contexts import gives_context
from knowledge.contexts import with_networks
from knowledge.models import GoodPractice, Library
from networks.contexts import cards
from networks.models import Network
from pages.models import HomePage


@gives_context(HomePage)
def home_context(page, request) -> dict:
    library = Library.objects.visible_to(request.user).first()
    practices = GoodPractice.objects.visible_to(request.user).for_lists().order_by("-first_published_at", "-pk")
    return {
        "networks": cards(Network.objects.visible_to(request.user).by_heading()),
        "practices": with_networks(practices[:4]),
        "practice_count": practices.count(),
        "library_url": library.get_url(request) if library else "",
    }
