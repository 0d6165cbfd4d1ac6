"""What may be uploaded: type by content, limits before decoding, nothing of the sender's left inside.

Every check raises ValidationError with a sentence for the sender; the file is left at its start.
"""

import zipfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageOps

MAX_SIDE = 8000  # pixels
MAX_DOCUMENT = 25 * 2**20  # bytes
MAX_UNPACKED = 200 * 2**20  # bytes inside an office file
MAX_RATIO = 120  # unpacked : packed
# As Pillow names them: how they are written and called. MPO is a phone's JPEG with a second picture behind it.
IMAGE_FORMATS = {
    "JPEG": ("JPEG", "jpg"),
    "MPO": ("JPEG", "jpg"),
    "PNG": ("PNG", "png"),
    "WEBP": ("WEBP", "webp"),
    "GIF": ("GIF", "gif"),
}
READ = ("JPEG", "PNG", "WEBP", "GIF")  # Pillow's readers; the one for JPEG finds out about MPO
OFFICE = {
    "docx": "word/",
    "xlsx": "xl/",
    "pptx": "ppt/",
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}


def suffix_of(file) -> str:
    return PurePosixPath(file.name.replace("\\", "/")).suffix.lower().lstrip(".")


def refuse(message, **params):
    raise ValidationError(message, params=params, code="upload_refused")


def check_image(file) -> None:
    """A JPEG, PNG, WebP or GIF within the limits, whatever its name says, and whole."""
    check_image_limits(file)
    without_metadata(file)


def check_image_limits(file) -> None:
    """The part of the check that decodes no more than the header."""
    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        refuse(_("The picture is larger than %(mb)s MB."), mb=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 2**20)
    with _opened(file, _("This is not a picture in JPEG, PNG, WebP or GIF format.")) as picture:
        width, height = picture.size
    if width > MAX_SIDE or height > MAX_SIDE or width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        refuse(
            _("The picture measures %(width)s × %(height)s pixels; at most %(side)s on a side are possible."),
            width=width,
            height=height,
            side=MAX_SIDE,
        )


@contextmanager
def _opened(file, sentence):
    """The picture as Pillow reads it. What it raises on damaged files is of every kind: all become the sentence."""
    file.seek(0)
    try:
        with Pillow.open(BytesIO(file.read()), formats=READ) as picture:
            yield picture
    except Exception as error:
        raise ValidationError(sentence, code="upload_refused") from error
    finally:
        file.seek(0)


def without_metadata(file) -> ContentFile:
    """The same picture, upright, decoded and written anew: no EXIF, no place, no hidden appendix.

    Raises:
        ValidationError: the picture is damaged.
    """
    with _opened(file, _("The picture is damaged and cannot be read.")) as picture:
        format, suffix = IMAGE_FORMATS[picture.format]
        clean = ImageOps.exif_transpose(picture)
        kept = {key: clean.info[key] for key in ("transparency", "icc_profile") if key in clean.info}
        clean.info = kept.copy()
        out = BytesIO()
        clean.save(out, format=format, **_options(format, kept))
    stem = get_valid_filename(PurePosixPath(file.name.replace("\\", "/")).stem or "picture")
    return ContentFile(out.getvalue(), name=f"{stem}.{suffix}")


def _options(format, kept):
    """JPEG takes the colour profile only when it is named: without it, a phone's colours go pale."""
    quality = {"quality": 90} if format in {"JPEG", "WEBP"} else {}
    return quality | ({"icc_profile": kept["icc_profile"]} if "icc_profile" in kept else {})


def check_document(file) -> None:
    """A PDF, office or text file whose content is what its name says."""
    suffix = suffix_of(file)
    if suffix not in settings.WAGTAILDOCS_EXTENSIONS:
        refuse(
            _("Files of the type “%(suffix)s” are not accepted; possible are %(types)s."),
            suffix=suffix or "?",
            types=", ".join(settings.WAGTAILDOCS_EXTENSIONS),
        )
    if file.size > MAX_DOCUMENT:
        refuse(_("The file is larger than %(mb)s MB."), mb=MAX_DOCUMENT // 2**20)
    if not file.size:
        refuse(_("The file is empty."))
    file.seek(0)
    try:
        if suffix == "pdf":
            _check_pdf(file)
        elif suffix in OFFICE:
            _check_office(file, OFFICE[suffix])
        else:
            _check_text(file)
    finally:
        file.seek(0)


def _mismatch():
    refuse(_("The content of the file is not what its name says."))


def _check_pdf(file):
    if not file.read(1024).lstrip().startswith(b"%PDF-"):
        _mismatch()


def _check_text(file):
    head = file.read(2**16)
    if b"\x00" in head:
        _mismatch()
    try:
        head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4 and not _is_latin(head):
            _mismatch()
    if head.lstrip()[:1] == b"<":
        _mismatch()


def _is_latin(head: bytes) -> bool:
    return not any(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)


def _check_office(file, mark):
    """An office file is a ZIP: it must hold what its type promises, unpack to a sane size and stay inside itself."""
    if not zipfile.is_zipfile(file):
        _mismatch()
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_parts(parts, file.size)
            names = {part.filename for part in parts}
            if isinstance(mark, str):
                fits = "[Content_Types].xml" in names and any(name.startswith(mark) for name in names)
                if any(name.endswith("vbaProject.bin") for name in names):
                    refuse(_("Files with macros are not accepted."))
            else:
                fits = "mimetype" in names and archive.open("mimetype").read(100).strip().startswith(mark)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        _mismatch()
    if not fits:
        _mismatch()


def unpacks_to_too_much(parts, packed: int) -> bool:
    """Whether the entries of an archive of so many bytes are a bomb, by what they say of themselves.

    Python's zipfile never unpacks more than an entry says.
    """
    unpacked = sum(part.file_size for part in parts)
    return len(parts) > 5000 or unpacked > MAX_UNPACKED or unpacked > max(packed, 1) * MAX_RATIO


def _check_parts(parts, packed: int):
    if unpacks_to_too_much(parts, packed):
        refuse(_("The file unpacks to more than it should and is not accepted."))
    for part in parts:
        if part.filename.startswith(("/", "\\")) or ".." in PurePosixPath(part.filename.replace("\\", "/")).parts:
            _mismatch()
