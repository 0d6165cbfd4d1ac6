"""A search as an Atom feed: what the public finds, the newest first, in the language of the address."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from core.markup import without_controls
from search.finding import find
from search.question import Question


class NotNow(Exception):
    """The index cannot be asked, or lags."""


class SearchFeed(Feed):
    """Feed readers carry no session: whoever asks, it is answered to nobody in particular."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        try:
            response = super().__call__(request, *args, **kwargs)
        except NotNow:  # an incomplete answer would pass for a complete one
            return HttpResponse(status=503, headers={"Retry-After": "120", "Cache-Control": "no-store"})
        response["Cache-Control"] = "no-cache"
        return response

    def get_object(self, request):
        found = find(_newest(request), AnonymousUser())
        if found.without_index or found.withheld:
            raise NotNow
        return found

    def title(self, found):
        query = without_controls(found.question.query)
        return _("ConnActions: search for “%(query)s”") % {"query": query} if query else _("ConnActions: newest")

    def subtitle(self, found):
        return _("What is new among the hits, as everybody may read it")

    def link(self, found):
        return f"{settings.SITE_URL}{reverse('search')}?{found.question.address}"

    def feed_url(self, found):
        return f"{settings.SITE_URL}{reverse('search-feed')}?{found.question.address}"

    def items(self, found):
        return found.page.object_list

    def item_title(self, hit):
        return without_controls(hit.card.texts[hit.language].title)

    def item_description(self, hit):
        return without_controls(strip_tags(hit.passage))

    def item_link(self, hit):
        url = hit.card.url
        return url if url.startswith("http") else settings.SITE_URL + url

    def item_pubdate(self, hit):
        return timezone.make_aware(datetime.combine(hit.card.date, time(12))) if hit.card.date else None

    item_updateddate = item_pubdate


def _newest(request) -> Question:
    question = Question.of(request.GET)
    return Question(question.query, question.filters, by_date=True)
