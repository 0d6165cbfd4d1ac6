"""Two texts beside each other in one: what is new and what has gone, marked for the eye and in words."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import TextDiff, diff_text

MARKS = {"deletion": "del", "addition": "ins"}
LONGEST = 30_000  # characters in which differences are looked for: what that costs grows with their square


def marked(old: str, new: str) -> SafeString:
    """The new text as HTML with `ins` and `del`, each with words for those who do not see the marks."""
    words = {
        "deletion": (_("removed:"), _("end of what was removed")),
        "addition": (_("new:"), _("end of what is new")),
    }
    return format_html_join("", "{}", ((_piece(kind, text, words),) for kind, text in compared(old, new).changes))


def compared(old: str, new: str) -> TextDiff:
    """The differences of two texts; very long ones differ as a whole."""
    if max(len(old), len(new)) > LONGEST:
        return TextDiff([("deletion", old), ("addition", new)])
    return diff_text(old, new)


def _piece(kind, text, words):
    if kind not in MARKS or not text.strip():
        return text
    before, after = words[kind]
    return format_html(
        '<{0}><span class="vh"> {1} </span>{2}<span class="vh"> ({3}) </span></{0}>', MARKS[kind], before, text, after
    )
