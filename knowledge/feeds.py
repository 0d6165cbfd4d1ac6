"""The newest public practices as an Atom feed, one per language."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.bilingual import read
from core.markup import without_controls
from knowledge.models import GoodPractice


class PracticeFeed(Feed):
    """Feed readers carry no session, so this is what the public sees, whoever asks."""

    feed_type = Atom1Feed

    def title(self):
        return _("ConnActions: good practices")

    def subtitle(self):
        return _("What networks in Germany and Italy do well in dual vocational training")

    def link(self):
        return settings.SITE_URL + reverse("practice-feed")

    def language(self):
        return get_language()

    def items(self):
        return GoodPractice.objects.visible_to(AnonymousUser()).order_by("-first_published_at", "-pk")[:20]

    def item_title(self, item):
        return without_controls(read(item, "heading"))

    def item_description(self, item):
        return without_controls(read(item, "summary"))

    def item_link(self, item):
        return settings.SITE_URL + item.get_url()

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.last_published_at
