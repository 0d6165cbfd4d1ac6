"""The sitemap: public pages, each in both languages with the other as its alternate."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap

from core.models import Page


class PageSitemap(Sitemap):
    i18n = True
    alternates = True
    limit = 1000
    protocol = settings.SITE_URL.partition("://")[0]

    def items(self):
        return Page.objects.visible_to(AnonymousUser()).filter(depth__gt=1).order_by("path")

    def location(self, item):
        return item.get_url()

    def lastmod(self, item):
        return item.last_published_at

    def get_domain(self, site=None):
        return settings.SITE_URL.partition("://")[2]
