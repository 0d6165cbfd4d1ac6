"""`python -m search.extraction.reader LIMITS <FILE >ANSWER`: the process that reads one file. Knows no Django.

It ends with 0 whatever the file is; anything else is a fault of ours or a limit that was reached.
"""

import sys
from importlib import import_module

from search.extraction.extracted import Extracted, Problem, Refused
from search.extraction.gathering import Full, Gathering
from search.extraction.kinds import encoding_of, kind_of
from search.extraction.limits import Limits, shut_in

# Imported when the kind is known: each takes a tenth of a second.
READERS = {
    "pdf": ("pdf", "read"),
    "docx": ("office_xml", "read_words"),
    "pptx": ("office_xml", "read_slides"),
    "xlsx": ("office_xml", "read_cells"),
    "odt": ("open_document", "read_text"),
    "ods": ("open_document", "read_body"),
    "odp": ("open_document", "read_body"),
}


def read(content: bytes, limits: Limits) -> Extracted:
    """What is in a file; what was read until a problem came up stays."""
    into, problem, cut = Gathering(limits), Problem.NONE, False
    try:
        if len(content) > limits.size:
            raise Refused(Problem.TOO_LARGE)
        _read_as(kind_of(content), content, into)
    except Full:
        cut = True
    except Refused as refusal:
        problem = refusal.problem
    except MemoryError:
        problem = Problem.TOO_LARGE
    except Exception:  # what the libraries raise on damaged files is of every kind
        problem = Problem.BROKEN
    if not problem and not into.pieces:
        problem = Problem.NO_TEXT
    return Extracted(into.text, into.pages, cut, problem)


def _read_as(kind: str, content: bytes, into: Gathering) -> None:
    if kind == "text":
        into.add(content.decode(encoding_of(content), errors="replace"))
    else:
        module, function = READERS[kind]
        getattr(import_module(f"search.extraction.{module}"), function)(content, into)


def main(line: str) -> None:
    limits = Limits.from_json(line)
    shut_in(limits)
    content = sys.stdin.buffer.read(limits.size + 1)
    sys.stdout.buffer.write(read(content, limits).to_json())


if __name__ == "__main__":
    main(sys.argv[1])
