"""What a mail says, written once: a `Letter` is its sentences, and reads the same as plain text and as HTML.

    Letter(
        Sentence(_("To decide: %(practice_title)s"), names),
        Sentence(_("%(author)s has submitted a good practice …"), names),
        Action(_("Read and decide"), url),
        why=Sentence(_("You get this e-mail because …")),
    )

Made and rendered in the recipient's language. Values are taken as they are by the text and escaped by the HTML;
a title in the other language is a `Name` and keeps its `lang`. Looks: templates/mail/.
"""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.bilingual import current_language, language_of, read

RULE = re.compile(r"^\.([\w-]+) \{ (.+) \}$", re.MULTILINE)
CLASSES = re.compile(r'class="([\w -]+)"')


@dataclass(frozen=True)
class Name:
    """A record's title in the language the reader gets it in."""

    text: str
    language: str | None = None

    def __str__(self):
        return self.text

    def __html__(self):
        if self.language in (None, current_language()):
            return escape(self.text)
        return format_html('<span lang="{}">{}</span>', self.language, self.text)


def name_of(record) -> Name:
    """The heading of a page, for a reader of the current language."""
    return Name(read(record, "heading"), language_of(record, "heading"))


@dataclass(frozen=True)
class Sentence:
    """A translated text with named placeholders, and what stands for them: anything with a text, each on one line."""

    template: str
    values: dict = field(default_factory=dict)

    part = "mail/_sentence.html"

    def __str__(self):
        return self.template % {name: " ".join(str(value).split()) for name, value in self.values.items()}

    @property
    def html(self) -> SafeString:
        values = {name: conditional_escape(value) for name, value in self.values.items()}
        return mark_safe(escape(self.template) % values)  # both are escaped

    def split(self) -> "list[Sentence]":
        """“To decide: a title” as two lines; a sentence without such a beginning is one."""
        start, colon, rest = self.template.rpartition(": ")
        return [Sentence(text, self.values) for text in (f"{start}{colon}".strip(), rest) if text]


@dataclass(frozen=True)
class Quote:
    """Somebody’s own words, in whatever language they wrote them."""

    text: str

    part = "mail/_quote.html"

    def __str__(self):
        return "\n".join(f"> {line}".rstrip() for line in self.text.splitlines())


@dataclass(frozen=True)
class Action:
    """The one thing to do next, and its full address."""

    label: str
    url: str

    part = "mail/_button.html"

    def __str__(self):
        return f"{self.label}:\n{self.url}"


class Letter:
    """A mail before it is sent.

    Args:
        subject, parts: what it says, in order.
        why: why this person gets it.
        name: of the recipient, for the greeting.
        reply_to: the address an answer goes to; the service desk's unless said otherwise.
        off: how to get no more such mail without signing in; mail programs offer it as a button (RFC 8058).
    """

    def __init__(
        self,
        subject: Sentence,
        *parts: Sentence | Quote | Action,
        why: Sentence,
        name: str = "",
        reply_to: str = "",
        off: Action | None = None,
    ):
        self.subject, self.parts, self.why, self.name = subject, parts, why, name
        self.reply_to = reply_to or settings.SERVICE_DESK_EMAIL
        self.off = off

    @property
    def greeting(self) -> Sentence:
        return Sentence(_("Good day %(name)s,"), {"name": self.name}) if self.name else Sentence(_("Good day,"))

    @property
    def preview(self) -> Sentence:
        """What a mailbox may show beside the subject: the first sentence after the greeting."""
        return self.parts[0]

    def text(self) -> str:
        end = f"-- \nConnActions\n{settings.SITE_URL}\n\n{self.why}\n"
        end += f"\n{self.off}\n" if self.off else ""
        return "\n\n".join([*map(str, (self.greeting, *self.parts)), end])

    def html(self) -> SafeString:
        """The same in the look of the site, in one piece: nothing is loaded from anywhere."""
        rules, at, modes = render_to_string("mail/_style.css").partition("@media")
        context = {
            "letter": self,
            "language": current_language(),
            "site_url": settings.SITE_URL,
            "style": format_html("<style>{}</style>", mark_safe(at + modes)),
        }
        return _inlined(render_to_string("mail/_base.html", context), dict(RULE.findall(rules)))

    def message(self, to: str, **headers) -> EmailMultiAlternatives:
        """Both as one mail to an address, which no machine needs to answer."""
        if self.off:
            headers |= {"List-Unsubscribe": f"<{self.off.url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        message = EmailMultiAlternatives(
            subject=str(self.subject),
            body=self.text(),
            to=[to],
            reply_to=[self.reply_to],
            headers={"Auto-Submitted": "auto-generated", **headers},
        )
        message.attach_alternative(self.html(), "text/html")
        return message


def _inlined(page: str, rules: dict[str, str]) -> SafeString:
    """Mail programs read styles on the element, people read them by class: give each class the style it stands for.

    Raises:
        KeyError: a template uses a class that the sheet does not have.
    """

    def styled(found):
        return f'{found[0]} style="{" ".join(rules[name] for name in found[1].split())}"'

    return mark_safe(CLASSES.sub(styled, page))  # what people wrote has no bare quotation marks left
