"""What the Atom feeds of pages share."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from core.bilingual import read
from core.markup import without_controls


class PageFeed(Feed):
    """Pages with a summary, in the language of the address.

    Feed readers carry no session, so `items` is what the public sees, whoever asks. `address` names the feed's URL.
    """

    feed_type = Atom1Feed
    address: str

    def link(self):
        return settings.SITE_URL + reverse(self.address)

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
