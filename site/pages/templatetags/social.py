"""The head of a page for those who show its address elsewhere (Open Graph)."""

from django import template

from core import audience
from core.bilingual import OTHER, current_language
from core.models import Page
from core.social import HEIGHT, WIDTH
from knowledge.models import GoodPractice
from pages.models import News
from pages.social import card_of, picture_address

register = template.Library()

LOCALES = {"de": "de_DE", "it": "it_IT"}


@register.inclusion_tag("pages/_social.html", takes_context=True)
def social(context):
    """The meta elements of a public page; nothing where only some may read it."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or not page.live or page.token != audience.PUBLIC:
        return {}
    card = card_of(page)
    return {
        "card": card,
        "kind": "article" if isinstance(page, (News, GoodPractice)) else "website",
        "published": page.date if isinstance(page, News) else None,
        "url": request.build_absolute_uri(request.path),
        "picture": request.build_absolute_uri(picture_address(page, card)),
        "picture_text": " – ".join(filter(None, [card.kicker, card.title, card.network])),
        "width": WIDTH,
        "height": HEIGHT,
        "locale": LOCALES[current_language()],
        "other_locale": LOCALES[OTHER[current_language()]],
    }
