"""What every template of the site needs: menu, the other language's address, what waits for the reader."""

from django.conf import settings
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from core.bilingual import read
from core.models import Page
from knowledge.queues import waiting_count


def site(request):
    """Lazy, so that the admin and fragments pay for none of it."""
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "footer_pages": SimpleLazyObject(lambda: footer_pages(request)),
        "languages": SimpleLazyObject(lambda: languages(request)),
        "reviews_waiting": SimpleLazyObject(lambda: waiting_count(request.user)),
        "demo": settings.DEMO,
        "site_url": settings.SITE_URL,
    }


def _entries(pages, request):
    return [
        {"title": read(page, "heading"), "url": url, "current": request.path.startswith(url)}
        for page in pages
        if (url := page.get_url(request))
    ]


def menu(request) -> list[dict]:
    """The sections: published children of home that stand in menus and that this reader may see."""
    return _entries(Page.objects.visible_to(request.user).in_menu().filter(depth=3), request)


def footer_pages(request) -> list[dict]:
    """Pages beside the sections, like imprint and privacy."""
    return _entries(Page.objects.visible_to(request.user).filter(depth=3, show_in_menus=False), request)


def languages(request) -> list[dict]:
    """This very page in both languages, the address being the same but for its first part."""
    path = request.get_full_path()
    return [
        {"code": code, "name": name, "url": translate_url(path, code), "current": code == get_language()}
        for code, name in settings.LANGUAGES
    ]
