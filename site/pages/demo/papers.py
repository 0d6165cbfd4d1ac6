"""Small real files for practices: a one-page PDF or a text file, made from the lines in the content file."""

import textwrap


def paper(name: str, parts: list[tuple[str, str]]) -> bytes:
    """The file's bytes, by the suffix of its name. `parts` are (heading, text) one after the other."""
    if name.endswith(".pdf"):
        return _pdf(parts)
    return "\n\n".join(f"{heading}\n\n{text.strip()}" for heading, text in parts).encode() + b"\n"


def _pdf(parts) -> bytes:
    stream = _content(parts)
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table)
    return bytes(out)


def _content(parts) -> bytes:
    """Text operators from the top of the page downwards; a heading in bold, long lines folded."""
    lines = [b"BT", b"1 0 0 1 60 770 Tm"]
    for heading, text in parts:
        lines += [b"/F2 15 Tf 22 TL", _show(heading), b"/F1 11 Tf 18 TL T*"]
        for line in text.strip().splitlines():
            lines += [_show(folded) for folded in textwrap.wrap(line, 84) or [""]]
        lines.append(b"T* T*")
    return b"\n".join([*lines, b"ET"])


def _show(line: str) -> bytes:
    safe = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(" + safe.encode("cp1252", "replace") + b") Tj T*"
