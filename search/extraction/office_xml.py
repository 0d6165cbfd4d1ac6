"""Word files, presentations and sheets of the office formats by Microsoft (OOXML).

The libraries open the package and find its parts; the words of a part are read from its tree, because their own
`text` leaves out text boxes, content controls and notes.
"""

from io import BytesIO

import docx
import pptx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.package import Package
from lxml import etree

from search.extraction.gathering import Gathering
from search.extraction.trees import local_name, parsed, refuse_definitions

BESIDE_THE_BODY = {RELATION.HEADER, RELATION.FOOTER, RELATION.FOOTNOTES, RELATION.ENDNOTES}
LINES = {"p", "si", "is"}  # of a paragraph, of a cell
SKIPPED = {"Fallback", "moveFrom", "rPh"}  # the same again: for older programs, before it was moved, as it is spoken
INSTEAD = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_words(content: bytes, into: Gathering) -> None:
    """The text, then headers, footers, footnotes and endnotes; no comments, nothing that was deleted."""
    document = docx.Document(BytesIO(content))
    _gather(document.element, into)
    for relation in document.part.rels.values():
        if relation.reltype in BESIDE_THE_BODY and not relation.is_external:
            _gather(parsed(relation.target_part.blob), into)


def read_slides(content: bytes, into: Gathering) -> None:
    """Each slide with its tables and groups, and what its presenter noted."""
    for slide in pptx.Presentation(BytesIO(content)).slides:
        into.page()
        _gather(slide.element, into)
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame):
            into.add(notes.text)


def read_cells(content: bytes, into: Gathering) -> None:
    """The texts of all cells, each once, in the order in which they were first written; no numbers."""
    for part in Package.open(BytesIO(content)).iter_parts():
        if part.partname.startswith(("/xl/sharedStrings", "/xl/worksheets/")) and part.partname.endswith(".xml"):
            _gather(parsed(part.blob), into)


def _gather(root, into: Gathering) -> None:
    refuse_definitions(root)
    lines: list[list[str]] = [[]]  # innermost last: a text box stands inside a paragraph and has its own
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = local_name(element)
        if event == "end":
            if name in LINES:
                into.add("".join(lines.pop()))
        elif name in LINES:
            lines.append([])
        elif name in SKIPPED:
            walk.skip_subtree()
        else:
            lines[-1].append(element.text or "" if name == "t" else INSTEAD.get(name, ""))
