"""The newest public practices as an Atom feed, one per language."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from core.feeds import PageFeed
from knowledge.models import GoodPractice


class PracticeFeed(PageFeed):
    address = "practice-feed"

    def title(self):
        return _("ConnActions: good practices")

    def subtitle(self):
        return _("What networks in Germany and Italy do well in dual vocational training")

    def items(self):
        return GoodPractice.objects.visible_to(AnonymousUser()).order_by("-first_published_at", "-pk")[:20]
