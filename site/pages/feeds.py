"""The newest public news as an Atom feed, one per language."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from core.feeds import PageFeed
from core.markup import without_controls
from pages.models import News


class NewsFeed(PageFeed):
    address = "news-feed"

    def title(self):
        return _("ConnActions: news")

    def subtitle(self):
        return _("News of the German-Italian networks for dual vocational training")

    def items(self):
        return News.objects.visible_to(AnonymousUser()).newest()[:20]

    def item_description(self, item):
        return without_controls(item.teaser)
