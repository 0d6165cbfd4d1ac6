"""What a file is, by its content; its name may say anything."""

import zipfile
from io import BytesIO

from core.uploads import OFFICE, unpacks_to_too_much
from search.extraction.extracted import Problem, Refused

OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")  # also the shell around an encrypted new one
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
MARKUP = (b"<", b"{\\rtf")
UNICODE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def kind_of(content: bytes) -> str:
    """`pdf`, `text` or a key of `core.uploads.OFFICE`.

    Raises:
        Refused: it is of another kind, encrypted, or unpacks to too much
    """
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith(OLD_OFFICE):
        raise Refused(Problem.ENCRYPTED if ENCRYPTED_PACKAGE in content else Problem.UNKNOWN_KIND)
    if encoding_of(content) and not content.lstrip().startswith(MARKUP):
        return "text"
    raise Refused(Problem.UNKNOWN_KIND)


def encoding_of(content: bytes) -> str:
    """Of a plain text; empty for anything else."""
    if encoding := UNICODE.get(content[:2]):
        return encoding
    if any(byte < 32 and byte not in (9, 10, 12, 13) for byte in content[: 2**16]):
        return ""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _office(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {part.filename: part for part in archive.infolist()}
        if unpacks_to_too_much(archive.infolist(), len(content)):
            raise Refused(Problem.TOO_LARGE)
        if any(part.flag_bits & 1 for part in parts.values()) or _says_encrypted(archive, parts):
            raise Refused(Problem.ENCRYPTED)
        declared = archive.read("mimetype").strip() if "mimetype" in parts else b""
    for kind, mark in OFFICE.items():
        if declared.startswith(mark) if isinstance(mark, bytes) else any(name.startswith(mark) for name in parts):
            return kind
    raise Refused(Problem.UNKNOWN_KIND)


def _says_encrypted(archive, parts) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in parts and b"encryption-data" in archive.read(manifest)
