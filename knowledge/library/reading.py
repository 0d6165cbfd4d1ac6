"""One practice as it is read: its chapters with what is written in them, and its facts in words.

The page, the sheet, the PDF and the comparison all show these two lists, which follow `SECTIONS`.
"""

import re
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.bilingual import language_of, read
from core.markup import plain, shorten
from core.regions import region_name
from core.templatetags.bilingual import language_name
from core.templatetags.look import day
from knowledge.models import ContextKind, GoodPractice
from knowledge.models.record import LICENCE_URLS, SECTIONS, SNAPSHOT

LEFT_OUT = {"heading", "summary", "picture_text"}  # they stand in the head of the page
KIND_OF = {"legal_basis": ContextKind.LEGAL, "places_of_learning": ContextKind.PLACE, "who_pays": ContextKind.PAYER}


@dataclass(frozen=True)
class Text:
    """One of the texts: the field's name, its title, and the entries of the context profile that go with it."""

    name: str
    title: str
    features: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Chapter:
    """A heading of the page. `texts` stand below it, under titles of their own where `titled`."""

    key: str
    title: str
    texts: list[Text]
    titled: bool


@dataclass(frozen=True)
class Fact:
    """A line of the facts. `values` are words; `url` leads further; a `name` is the same in both languages."""

    key: str
    label: str
    values: list[str]
    url: str = ""
    name: bool = False


def chapters(practice) -> list[Chapter]:
    """The sections that have text, in their order; each text of the snapshot is a chapter of its own."""
    features = _features(practice)
    found = []
    for section in SECTIONS:
        texts = [
            Text(name, title_of(name), features.get(KIND_OF.get(name), []))
            for name in section.texts
            if name not in LEFT_OUT and (language_of(practice, name) or features.get(KIND_OF.get(name)))
        ]
        if section is SNAPSHOT:
            found += [Chapter(text.name.replace("_", "-"), text.title, [text], False) for text in texts]
        elif texts:
            found.append(Chapter(section.key, str(section.title), texts, len(section.texts) > 1))
    return found


def title_of(name: str) -> str:
    return capfirst(str(GoodPractice._meta.get_field(name).verbose_name))


def _features(practice) -> dict[str, list[str]]:
    found = {}
    for feature in practice.context_features.all():
        found.setdefault(feature.kind, []).append(str(feature))
    return found


def facts(practice) -> list[Fact]:
    """What is known beside the texts, without the contact; lines that would be empty are left out."""
    lines = [*_people(practice), *_place_and_time(practice), *_sorted_by(practice), *_rights(practice)]
    return [line for line in lines if any(line.values)]


def _people(practice):
    owner, translator = practice.owner, practice.translated_by
    yield Fact("responsible", _("Responsible"), [practice.responsible.name if practice.responsible else ""], name=True)
    yield Fact("author", _("Written down by"), [_person(owner)] if owner else [], name=True)
    yield Fact("translator", _("Translated by"), [_person(translator)] if translator else [], name=True)


def _person(user) -> str:
    """By their name only: an address is nobody's business."""
    name = user.get_full_name()
    return ", ".join([name, _("project team")]) if name and user.is_team else name


def _place_and_time(practice):
    place = practice.place or (practice.responsible.city if practice.responsible else "")
    region = practice.region or (practice.responsible.region if practice.responsible else "")
    words = ", ".join(filter(None, [place, region_name(region) if region else ""]))
    yield Fact("place", _("Place and region"), [words])
    yield Fact("period", _("Period"), [period(practice.period_from, practice.period_to)])


def period(start, end) -> str:
    """“since September 2023”, “September 2023 – June 2024”; empty where neither is known."""
    first, last = day(start, "F Y"), day(end, "F Y")
    if start and end:
        return first if first == last else f"{first} – {last}"
    if start:
        return pgettext("since a month", "since %(month)s") % {"month": first}
    return pgettext("until a month", "until %(month)s") % {"month": last} if end else ""


def _sorted_by(practice):
    groups, fields = _words(practice.target_groups), _words(practice.occupational_fields)
    actions, topics = _words(practice.fields_of_action), _words(practice.topics)
    yield Fact("groups", ngettext("Target group", "Target groups", len(groups)), groups)
    yield Fact("fields", ngettext("Occupational field", "Occupational fields", len(fields)), fields)
    yield Fact("actions", ngettext("Field of action", "Fields of action", len(actions)), actions)
    yield Fact("topics", ngettext("Cross-cutting topic", "Cross-cutting topics", len(topics)), topics)
    yield Fact("eqf", _("EQF level"), [str(practice.eqf)] if practice.eqf else [])


def _words(entries) -> list[str]:
    return [str(entry) for entry in entries.all()]


def _rights(practice):
    yield Fact("maturity", _("Maturity"), [practice.get_maturity_display()])
    licence = practice.licence
    yield Fact("licence", _("Licence"), [practice.get_licence_display()], url=LICENCE_URLS.get(licence, ""))
    yield Fact("language", _("Written in"), [language_name(practice.source_language)])
    yield Fact("published", _("Published"), [day(practice.first_published_at)])


# --- In short -----------------------------------------------------------------------------------------

SENTENCE = re.compile(r"(?<=[.!?…])[\"“”»«’)]*\s+(?=[\"„“«»(]?[A-ZÀ-ÝÄÖÜ0-9])")
SHEET = 2400  # characters of all texts together that fit on a page of A4 beside title and facts


def essence(text: str, length: int) -> str:
    """The first sentences of a text, as many as fit into `length` characters; a longer first one is cut at a word."""
    sentences = SENTENCE.split(plain(text))
    kept = sentences[0]
    for sentence in sentences[1:]:
        if len(kept) + len(sentence) >= length:
            break
        kept = f"{kept} {sentence}"
    return shorten(kept, length)


def essences(practice) -> list[dict]:
    """The chapters' texts in short, so that all together fit on a page: dicts of title, text and language."""
    texts = [text for chapter in chapters(practice) for text in chapter.texts if language_of(practice, text.name)]
    room = SHEET // max(len(texts), 4)
    return [
        {
            "title": text.title,
            "text": essence(read(practice, text.name), room),
            "language": language_of(practice, text.name),
        }
        for text in texts
    ]
