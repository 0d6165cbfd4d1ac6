"""How a practice is cited: a sentence after each language's custom, BibTeX and CSL-JSON."""

import re

from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.bilingual import current_language, language_of, read
from core.markup import one_line, plain
from core.templatetags.bilingual import lang_attribute
from knowledge.models.record import LICENCE_URLS

SITE = "ConnActions"


def key(practice) -> str:
    """Under this name it stands in a reader's bibliography; it never changes."""
    return f"connactions-{practice.pk}"


def sentence(practice, url: str):
    """The practice as a reference in the reader's language, as HTML.

    German: author (year): title. Italian: author, *title*, …, year.
    """
    german = current_language() == "de"
    parts = {
        "author": author(practice),
        "title": format_html("<cite{}>{}</cite>", lang_attribute(_language(practice)), _title(practice)),
        "work": work(practice, ", "),
        "year": year(practice),
        "url": url,
    }
    form = "{author} ({year}): {title}. {work}. {url}" if german else "{author}, {title}, {work}, {year}, {url}"
    if not parts["author"]:
        form = "{title} ({year}). {work}. {url}" if german else "{title}, {work}, {year}, {url}"
    licence = f". {practice.get_licence_display()}" if practice.licence else ""
    return format_html(form + "{licence}.", **parts, licence=licence)


def work(practice, between: str) -> str:
    """The collection and the practice's number in it."""
    return SITE + between + _("good practice no. %(number)s") % {"number": practice.pk}


def author(practice) -> str:
    """The organisation that answers for it or, failing that, the person who wrote it down."""
    if practice.responsible:
        return practice.responsible.name
    owner = practice.owner
    if owner is None or not owner.last_name:
        return owner.first_name if owner else ""
    if current_language() == "de":
        return ", ".join(filter(None, [owner.last_name, owner.first_name]))
    return " ".join([*(f"{name[0]}." for name in owner.first_name.split()), owner.last_name])


def year(practice) -> str:
    return str(practice.first_published_at.year) if practice.first_published_at else ""


def _language(practice) -> str:
    return language_of(practice, "heading") or current_language()


def _title(practice) -> str:
    return one_line(read(practice, "heading"))


def licence_words(practice) -> str:
    """What the licence allows, as one sentence; empty without one."""
    return {
        "CC0-1.0": _("The authors have given up all rights: use it as you like."),
        "CC-BY-4.0": _("May be passed on and changed if the authors are named."),
        "CC-BY-SA-4.0": _("May be passed on and changed if the authors are named and the licence stays the same."),
        "CC-BY-NC-4.0": _("May be passed on and changed, not commercially, if the authors are named."),
    }.get(practice.licence, "")


# --- BibTeX -------------------------------------------------------------------------------------------

# BibTeX counts braces even where they are escaped: they are spelt out.
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "#$%&_"},
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGID = {"de": "ngerman", "it": "italian"}


def escaped(text: str) -> str:
    """Any text as BibTeX holds it."""
    return re.sub(r"[\\{}~^#$%&_]", lambda found: SPECIAL[found[0]], one_line(text))


def bibtex(practice, url: str) -> str:
    """The practice as one BibTeX entry, in UTF-8."""
    when = practice.first_published_at
    fields = {
        "author": _bibtex_author(practice),
        "title": f"{{{{{escaped(read(practice, 'heading'))}}}}}",
        "year": f"{{{year(practice)}}}" if when else "",
        "month": MONTHS[when.month - 1] if when else "",
        "howpublished": f"{{{SITE}}}",
        "number": f"{{{practice.pk}}}",
        "url": f"{{{url}}}",
        "langid": f"{{{LANGID[_language(practice)]}}}",
        "note": f"{{{practice.get_licence_display()}}}" if practice.licence else "",
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@misc{{{key(practice)},\n{lines}}}\n"


def _bibtex_author(practice) -> str:
    """A name in braces is one organisation, whatever “and” stands in it."""
    if practice.responsible:
        return f"{{{{{escaped(practice.responsible.name)}}}}}"
    owner = practice.owner
    names = [owner.last_name, owner.first_name] if owner else []
    return f"{{{', '.join(f'{{{escaped(name)}}}' for name in names if name)}}}" if any(names) else ""


# --- CSL-JSON -----------------------------------------------------------------------------------------


def csl(practice, url: str) -> list[dict]:
    """The practice as CSL-JSON, the form reference managers exchange."""
    when = practice.first_published_at
    item = {
        "id": key(practice),
        "type": "webpage",
        "title": _title(practice),
        "author": _csl_author(practice),
        "issued": {"date-parts": [[when.year, when.month, when.day]]} if when else None,
        "container-title": SITE,
        "genre": _("good practice"),
        "number": str(practice.pk),
        "abstract": plain(read(practice, "summary")),
        "language": _language(practice),
        "URL": url,
        "note": _licence_note(practice),
    }
    return [{name: value for name, value in item.items() if value}]


def _csl_author(practice) -> list[dict]:
    if practice.responsible:
        return [{"literal": practice.responsible.name}]
    owner = practice.owner
    name = {"family": owner.last_name, "given": owner.first_name} if owner else {}
    name = {part: value for part, value in name.items() if value}
    return [name] if name else []


def _licence_note(practice) -> str:
    if not practice.licence:
        return ""
    return f"{practice.get_licence_display()}, {LICENCE_URLS[practice.licence]}"
