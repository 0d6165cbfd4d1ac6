"""Terms of the glossary in a page's texts: `{% glossary %}…{% endglossary %}`."""

import re

from django import template
from django.template.loader import get_template

from core.bilingual import OTHER, current_language, language_of, text_in
from knowledge.glossary.contexts import line_of
from knowledge.glossary.marking import Seen, mark, matcher_for
from knowledge.glossary.wording import bare
from knowledge.models import Glossary

register = template.Library()

# Where a sentence ends: after a word, not after an abbreviation like “Abs.”.
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4}[.!?])\s+(?=[^\W\d_a-zäöüàèéìòù]|[„«])|(?<=[»“][.!?])\s+")


@register.tag
def glossary(parser, token):
    """Marks the first occurrence of each term in what stands inside; several blocks of a page mark a term once.

    Nothing happens where the reader may not see the glossary, or has switched the tips off.
    """
    nodes = parser.parse(["endglossary"])
    parser.delete_first_token()
    return GlossaryNode(nodes)


class GlossaryNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        html = self.nodelist.render(context)
        request = context.get("request")
        url = _glossary_url(request) if request and wants_tips(request.user) else ""
        if not url:
            return html
        if not hasattr(request, "_terms_seen"):
            request._terms_seen = Seen()
        language = current_language()
        tip = get_template("knowledge/_term.html").template
        return mark(html, matcher_for(language), _Link(tip, url, language, context), request._terms_seen)


def wants_tips(user) -> bool:
    """Who has signed in may have switched them off in the profile; others do so in their browser."""
    return getattr(user, "term_tips", True)


def _glossary_url(request) -> str:
    """The glossary's address for this reader, asked once in a request; empty where it is closed."""
    if not hasattr(request, "_glossary_url"):
        page = Glossary.objects.visible_to(request.user).first()
        request._glossary_url = page.get_url(request) if page else ""
    return request._glossary_url


class _Link:
    """A word with its tip."""

    def __init__(self, tip, url, language, context):
        self.tip, self.url, self.language, self.context = tip, url, language, context

    def __call__(self, word: str, term) -> str:
        with self.context.push(word=word, url=f"{self.url}{term.slug}/", **tip_of(term, self.language)):
            return self.tip.render(self.context).strip()


def tip_of(term, language: str) -> dict:
    """What a tip says: both labels, and the difference in one sentence, or else what the term means."""
    field = "note" if language_of(term, "note", language) else "definition"
    spoken = language_of(term, field, language)
    other = OTHER[language]
    return {
        "slug": term.slug,
        "label": bare(text_in(term, "label", language)),
        "other_label": bare(text_in(term, "label", other)),
        "other": other,
        "line": line_of(term.relation),
        "sentence": SENTENCE_END.split(text_in(term, field, spoken), maxsplit=1)[0],
        "sentence_language": spoken if spoken != language else "",
    }
