"""The light markup of contributions: paragraphs, lists, emphasis, links and quotations, nothing else.

What people write is Markdown without HTML, images, headings and code. Whatever comes in, what goes out is safe.
"""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

SCHEMES = ("http://", "https://", "mailto:")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
LONGEST = 30_000  # characters of a text whose markup is read; some ten printed pages
RULES = ["list", "blockquote", "newline", "escape", "entity", "emphasis", "link", "autolink"]


def is_allowed_link(url: str) -> bool:
    return url.strip().lower().startswith(SCHEMES)


def is_foreign(url: str) -> bool:
    return url.startswith("http") and urlsplit(url).hostname != urlsplit(settings.SITE_URL).hostname


def link_open(renderer, tokens, index, options, env):
    if is_foreign(str(tokens[index].attrGet("href"))):
        tokens[index].attrSet("rel", "noopener nofollow")
    return renderer.renderToken(tokens, index, options, env)


def make_parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "breaks": True}).enable(RULES)
    parser.validateLink = is_allowed_link
    parser.add_render_rule("link_open", link_open)
    return parser


_parser = make_parser()
_plainest = MarkdownIt("zero", {"html": False, "breaks": True}).enable("newline")


def _parser_for(text: str) -> MarkdownIt:
    """What the markup costs grows with the square of some texts: of very long ones paragraphs and lines are kept."""
    return _parser if len(text) <= LONGEST else _plainest


def parse(text: str) -> list:
    """The text as the parser's tokens."""
    return _parser_for(text or "").parse(text or "")


def to_html(text: str) -> SafeString:
    """The text as HTML; empty for an empty text. Single line breaks are kept."""
    return mark_safe(_parser_for(text or "").render(text or ""))  # HTML is switched off, all text is escaped


def without_controls(text: str) -> str:
    """The text without the characters that XML, and so a feed, cannot hold."""
    return _CONTROLS.sub("", text or "")


def one_line(text: str) -> str:
    """A text without control characters in one line, words one space apart."""
    return " ".join(without_controls(text).split())


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word and then ending in an ellipsis."""
    if len(text) <= length:
        return text
    room = text[: max(length - 1, 0)]
    at_word = room if text[len(room)].isspace() else room.rpartition(" ")[0] or room
    return at_word.rstrip(" ,;:.–-") + "…"


def plain(text: str, length: int | None = None) -> str:
    """The text in one line without its markup, for summaries and mails. Not escaped.

    Args:
        length: the greatest number of characters, including the ellipsis.
    """
    words = []
    for block in parse(text):
        for token in block.children or []:
            words.append(" " if token.type in ("softbreak", "hardbreak") else token.content)
        words.append(" ")
    line = " ".join("".join(words).split())
    return line if length is None else shorten(line, length)
