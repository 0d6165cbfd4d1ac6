"""The one map of addresses. Pages of the tree come last; `/admin/` is Wagtail's, behind its gate."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView, TemplateView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern
from wagtail.views import serve as serve_page

from core.files import serve
from core.health import healthz, readyz
from pages.feeds import NewsFeed
from pages.sitemaps import OrganisationSitemap, PageSitemap, TermSitemap
from pages.social import emblem_file, social
from pages.style import style, style_mail, style_mails
from pages.views import search, space, translations

SITEMAPS = {"pages": PageSitemap, "terms": TermSitemap, "organisations": OrganisationSitemap}
to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("files/<path:name>", serve, name="file"),
    path("emblem/<int:pk>.<slug:kind>", emblem_file, name="emblem-file"),
    path("language/", include("django.conf.urls.i18n")),
    # Law 6: one login. Wagtail's own doors lead to it.
    path("admin/login/", to_login, name="admin-door-login"),
    path("admin/password_reset/", to_login, name="admin-door-reset"),
    path("admin/account/", RedirectView.as_view(pattern_name="profile"), name="admin-door-account"),
    path("admin/", include(wagtailadmin_urls)),
    *i18n_patterns(
        path("account/", include("allauth.urls")),
        path("search/", search, name="search"),
        path("social/<int:pk>-<slug:version>.png", social, name="social"),
        path("space/", space, name="space"),
        path("space/translations/", translations, name="translations"),
        path("feeds/news/", NewsFeed(), name="news-feed"),
        path("style/", style, name="style"),
        path("style/mail/", style_mails, name="style-mails"),
        path("style/mail/<path:kind>/", style_mail, name="style-mail"),
        path("", include("accounts.urls")),
        path("", include("search.urls")),
        path("", include("networks.urls")),
        path("", include("knowledge.urls")),
        # Wagtail's page view alone: its own login and password pages for private pages are not ours.
        re_path(serve_pattern, serve_page, name="wagtail_serve"),
    ),
]
