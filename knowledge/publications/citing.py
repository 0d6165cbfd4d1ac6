"""How a publication is cited: a sentence after each language's custom, BibTeX and CSL-JSON.

Escaping and the words of the formats are those of practices (`knowledge.library.citing`).
"""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.bilingual import current_language, language_of, read
from core.markup import one_line, plain
from core.templatetags.bilingual import lang_attribute
from knowledge.library.citing import LANGID, MONTHS, escaped
from knowledge.models import PublicationKind

# What stands between first and last name belongs to the last one.
PARTICLES = frozenset(
    (
        "da",
        "dal",
        "dalla",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "delle",
        "di",
        "la",
        "le",
        "lo",
        "van",
        "vom",
        "von",
        "zu",
    )
)
CSL_TYPES = {PublicationKind.HANDBOOK: "book", PublicationKind.EXTERNAL: "document"}


def key(publication) -> str:
    """Under this name it stands in a reader's bibliography; it never changes."""
    return f"connactions-p{publication.pk}"


def split_name(name: str) -> tuple[str, str]:
    """Last and first names of a name written “first last” or “last, first”; the first may be empty."""
    line = one_line(name)
    if "," in line:
        last, _comma, first = line.partition(",")
        return last.strip(), first.strip()
    words = line.split()
    particles = (place for place, word in enumerate(words[1:-1], start=1) if word.lower() in PARTICLES)
    start = next(particles, max(len(words) - 1, 0))
    return " ".join(words[start:]), " ".join(words[:start])


def sentence(publication, url: str):
    """The publication as a reference in the reader's language, as HTML.

    German: authors (year): title. Italian: authors, *title*, …, year.
    """
    title = format_html("<cite{}>{}</cite>", lang_attribute(_language(publication)), _title(publication))
    names, rest = authors(publication), format_html("{}", ". ".join(_imprint(publication)))
    if current_language() == "de":
        head = f"{names} ({publication.year}): " if names else ""
        year = "" if names else f" ({publication.year})"
        return format_html("{}{}{}. {}{}{}.", head, title, year, rest, ". " if rest else "", _address(publication, url))
    parts = [names, title, *_imprint(publication), str(publication.year), _address(publication, url)]
    return format_html("{}.", _joined([part for part in parts if part]))


def _joined(parts):
    line = format_html("{}", parts[0])
    for part in parts[1:]:
        line = format_html("{}, {}", line, part)
    return line


def authors(publication) -> str:
    """Who wrote it, as the reader's language writes a reference; the publisher where nobody is named."""
    names = [split_name(author.name) for author in publication.authors.all()]
    if current_language() == "de":
        written = "; ".join(", ".join(filter(None, name)) for name in names)
    else:
        written = ", ".join(" ".join([*(f"{word[0]}." for word in first.split()), last]) for last, first in names)
    return written or one_line(publication.publisher)


def _imprint(publication) -> list[str]:
    """Kind, edition, publisher and ISBN, as far as they are known."""
    nobody = not publication.authors.all()
    found = [
        publication.get_kind_display().capitalize(),
        edition(publication),
        "" if nobody else one_line(publication.publisher),
        f"ISBN {publication.isbn}" if publication.isbn else "",
    ]
    return [part for part in found if part]


def edition(publication) -> str:
    """“2.” as the reader's language writes it; other words as they were entered."""
    written = one_line(publication.edition).rstrip(".")
    return _("edition no. %(number)s") % {"number": written} if written.isdecimal() else written


def _address(publication, url: str) -> str:
    return publication.doi_url or url


def _language(publication) -> str:
    return language_of(publication, "heading") or current_language()


def _title(publication) -> str:
    return ". ".join(filter(None, (one_line(read(publication, name)) for name in ("heading", "subtitle"))))


# --- BibTeX -------------------------------------------------------------------------------------------


def bibtex(publication, url: str) -> str:
    """The publication as one BibTeX entry, in UTF-8."""
    when = publication.adopted_on
    fields = {
        "author": _bibtex_authors(publication),
        "title": f"{{{{{escaped(read(publication, 'heading'))}}}}}",
        "subtitle": _braced(read(publication, "subtitle")),
        "publisher": _braced(publication.publisher),
        "edition": _braced(publication.edition),
        "year": f"{{{publication.year}}}",
        "month": MONTHS[when.month - 1] if when and when.year == publication.year else "",
        "pagetotal": _braced(str(publication.page_count or "")),
        "isbn": _braced(publication.isbn),
        "doi": _braced(publication.doi),
        "url": f"{{{url}}}",
        "langid": f"{{{LANGID[_language(publication)]}}}",
        "note": _braced(publication.get_kind_display()),
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@{'book' if publication.isbn else 'misc'}{{{key(publication)},\n{lines}}}\n"


def _braced(text: str) -> str:
    return f"{{{escaped(text)}}}" if text else ""


def _bibtex_authors(publication) -> str:
    """Each part of a name in braces: whatever “and” stands in it, it is one."""
    names = [split_name(author.name) for author in publication.authors.all()]
    written = [", ".join(f"{{{escaped(part)}}}" for part in name if part) for name in names]
    return f"{{{' and '.join(written)}}}" if written else ""


# --- CSL-JSON -----------------------------------------------------------------------------------------


def csl(publication, url: str) -> list[dict]:
    """The publication as CSL-JSON, the form reference managers exchange."""
    item = {
        "id": key(publication),
        "type": CSL_TYPES.get(publication.kind, "report"),
        "title": _title(publication),
        "author": [_csl_name(author.name) for author in publication.authors.all()],
        "issued": {"date-parts": [[publication.year]]},
        "publisher": one_line(publication.publisher),
        "edition": one_line(publication.edition),
        "number-of-pages": str(publication.page_count or ""),
        "genre": publication.get_kind_display(),
        "event-title": one_line(read(publication, "adopted_at")),
        "abstract": plain(read(publication, "summary")),
        "language": _language(publication),
        "ISBN": publication.isbn,
        "DOI": publication.doi,
        "URL": url,
    }
    return [{name: value for name, value in item.items() if value}]


def _csl_name(name: str) -> dict:
    last, first = split_name(name)
    return {part: value for part, value in (("family", last), ("given", first)) if value}
