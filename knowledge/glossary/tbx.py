"""The glossary in TBX-Basic (ISO 30042:2019, data categories as tags), for translators' tools."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from django.utils.translation import override

from core.bilingual import LANGUAGES, text_in
from core.markup import without_controls
from knowledge.glossary.skos import address_of
from knowledge.glossary.wording import lines
from knowledge.models import Glossary, GlossaryTerm

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
XML = "{http://www.w3.org/XML/1998/namespace}"
PREFERRED, ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"


def document(glossary: Glossary, terms: Iterable[GlossaryTerm]) -> bytes:
    for prefix, name in (("", CORE), ("min", MIN), ("basic", BASIC)):
        ET.register_namespace(prefix, name)
    root = ET.Element(f"{{{CORE}}}tbx", {"type": "TBX-Basic", "style": "dct", f"{XML}lang": "de"})
    file = _add(_add(root, "tbxHeader"), "fileDesc")
    title = " / ".join(text_in(glossary, "heading", language) for language in LANGUAGES)
    _add(_add(file, "titleStmt"), "title", f"ConnActions: {title}")
    _add(_add(file, "sourceDesc"), "p", address_of(glossary))
    body = _add(_add(root, "text"), "body")
    for term in terms:
        _entry(body, term)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(parent, name, text=None, *, space=CORE, **attributes):
    element = ET.SubElement(parent, f"{{{space}}}{name}", attributes)
    if text is not None:
        element.text = without_controls(text)
    return element


def _entry(body, term):
    entry = _add(body, "conceptEntry", id=f"c-{term.slug}")
    with override("de"):
        _add(entry, "subjectField", str(term.get_field_display()), space=MIN)
    for language in LANGUAGES:
        _language(entry, term, language)


def _language(entry, term, language):
    """One side: its definition and where that is from, what does not correspond, then its words."""
    section = _add(entry, "langSec")
    section.set(f"{XML}lang", language)
    group = _add(section, "descripGrp")
    _add(group, "definition", text_in(term, "definition", language), space=BASIC)
    if source := text_in(term, "official", language):
        _add(group, "source", source, space=BASIC)
    with override(language):
        relation = str(term.get_relation_display())
    _add(section, "note", ". ".join(filter(None, [relation, text_in(term, "note", language)])))
    _term(section, text_in(term, "label", language), PREFERRED, text_in(term, "example", language))
    for synonym in lines(text_in(term, "synonyms", language)):
        _term(section, synonym, ADMITTED)


def _term(section, word, status, example=""):
    group = _add(section, "termSec")
    _add(group, "term", word)
    _add(group, "administrativeStatus", status, space=MIN)
    if example:
        _add(_add(group, "descripGrp"), "context", example, space=BASIC)
