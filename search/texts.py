"""Plain text of what records say, for their `Texts`: one paragraph on each line, no markup."""

import re

from wagtail.rich_text import get_text_for_indexing

from core import markup
from core.bilingual import text_in

MARKED = re.compile(r"[\\`*_\[\]<>&]|^\s*(?:[-+#>]|\d+[.)])", re.MULTILINE)


def light(text: str) -> str:
    """A text in the light markup of contributions in one line. What shows no sign of markup is not parsed."""
    return markup.plain(text) if MARKED.search(text or "") else markup.one_line(text)


def rich(html: str) -> str:
    """A text of the editor in one line."""
    return markup.one_line(get_text_for_indexing(html or ""))


def said(record, names, language: str, plainly=light) -> list[str]:
    """What these translated fields say in one language."""
    return [plainly(text_in(record, name, language) or "") for name in names]


def line(record, name: str, language: str) -> str:
    """A short translated field as it is."""
    return markup.one_line(text_in(record, name, language) or "")


def paragraphs(*parts: str) -> str:
    return "\n".join(filter(None, parts))
