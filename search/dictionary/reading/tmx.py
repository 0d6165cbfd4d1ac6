"""Translation memories, unit by unit: the file may be larger than the memory."""

from pathlib import Path

from lxml import etree
from translate.storage.tmx import tmxunit

from search.dictionary.reading.base import Found, Refused, Unreadable

WORDS = 5  # longer segments are sentences


def read(path: Path, progress):
    """The short German–Italian segments. Raises Unreadable where the file is no TMX."""
    units = 0
    try:
        with path.open("rb") as file:
            options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
            for _, element in etree.iterparse(file, tag="{*}tu", **options):
                units += 1
                progress.update(file.tell() - progress.n)
                yield _found(f"unit {units}", element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise Unreadable(str(error)) from error
    if not units:
        raise Unreadable("it has no translation units (tu)")


def _found(place, element):
    unit = tmxunit.createfromxmlElement(element)
    texts = {}
    for node in unit.getlanguageNodes():
        language = (node.get("{http://www.w3.org/XML/1998/namespace}lang") or node.get("lang") or "").lower()
        texts.setdefault(language.partition("-")[0].partition("_")[0], unit.getNodeText(node) or "")
    if not {"de", "it"} <= texts.keys():
        return Refused(place, "not in German and Italian")
    if max(len(texts[language].split()) for language in ("de", "it")) > WORDS:
        return Refused(place, f"longer than {WORDS} words")
    return Found(place, texts["de"], texts["it"])
