"""Texts, sheets and presentations in OpenDocument format.

The library opens the package; the words are read from the tree, because its own `get_formatted_text` writes repeated
cells out, as many as the file says, and knows nothing of headers and footers.
"""

from io import BytesIO

from lxml import etree
from odfdo import Document

from search.extraction.gathering import Gathering
from search.extraction.trees import local_name, parsed

LINES = {"p", "h"}
SKIPPED = {"tracked-changes", "annotation", "note-citation"}  # deleted, remarked, only a number
INSTEAD = {"s": " ", "tab": " ", "line-break": "\n"}
BESIDE_THE_BODY = [f"{{*}}{place}{which}" for place in ("header", "footer") for which in ("", "-left", "-first")]


def read_body(content: bytes, into: Gathering) -> None:
    """Slides or cells, with tables, notes and text boxes; no comments."""
    _gather(parsed(_package(content).get_part("content.xml")), into)


def read_text(content: bytes, into: Gathering) -> None:
    """The text with tables, notes and text boxes, then headers and footers; no comments, nothing that was deleted."""
    read_body(content, into)
    if styles := _package(content).get_part("styles.xml"):
        for part in parsed(styles).iter(BESIDE_THE_BODY):
            _gather(part, into)


def _package(content: bytes):
    return Document(BytesIO(content)).container


def _gather(root, into: Gathering) -> None:
    lines: list[list[str]] = []  # innermost last: a note stands inside a paragraph and has its own
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name, begins = local_name(element), event == "start"
        if begins and name in SKIPPED:
            walk.skip_subtree()
        elif begins and name == "page":
            into.page()
        elif begins and name in LINES:
            lines.append([])
        elif name in LINES:
            into.add("".join(lines.pop()))
        if lines and begins and name not in SKIPPED:
            lines[-1] += [INSTEAD.get(name, ""), element.text or ""]
        elif lines and not begins:
            lines[-1].append(element.tail or "")
