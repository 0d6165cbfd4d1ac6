"""The sitemap: public pages, each in both languages with the other as its alternate."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap

from core.models import Page
from knowledge.models import Glossary, GlossaryTerm
from networks.directory.addresses import name_in_address
from networks.models import Directory, Organisation


class PublicSitemap(Sitemap):
    i18n = True
    alternates = True
    limit = 2000
    protocol = settings.SITE_URL.partition("://")[0]

    def get_domain(self, site=None):
        return settings.SITE_URL.partition("://")[2]


class PageSitemap(PublicSitemap):
    def items(self):
        return Page.objects.visible_to(AnonymousUser()).filter(depth__gt=1).order_by("path")

    def location(self, item):
        return item.get_url()

    def lastmod(self, item):
        return item.last_published_at


class TermSitemap(PublicSitemap):
    """The glossary's terms, where the glossary is public."""

    def items(self):
        self.glossary = Glossary.objects.visible_to(AnonymousUser()).first()
        return list(GlossaryTerm.objects.values_list("slug", flat=True)) if self.glossary else []

    def location(self, item):
        return f"{self.glossary.get_url()}{item}/"


class OrganisationSitemap(PublicSitemap):
    """The organisations that want to be seen by everybody, where the directory is public."""

    def items(self):
        self.directory = Directory.objects.visible_to(AnonymousUser()).first()
        found = Organisation.objects.visible_to(AnonymousUser()).order_by("pk")
        return list(found.only("name")) if self.directory else []

    def location(self, item):
        return f"{self.directory.get_url()}{name_in_address(item)}/"
