"""What may be uploaded: type by content, limits before decoding, nothing of the sender's left inside.

Every check raises ValidationError with a sentence for the sender; the file is left at its start.
"""

import zipfile
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
IMAGE_FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
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
    """A JPEG, PNG, WebP or GIF within the limits, whatever its name says; only the header is decoded."""
    if file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        refuse(_("The picture is larger than %(mb)s MB."), mb=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 2**20)
    format, width, height = _image_header(file)
    if format not in IMAGE_FORMATS:
        refuse(_("This is not a picture in JPEG, PNG, WebP or GIF format."))
    if width > MAX_SIDE or height > MAX_SIDE or width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        refuse(
            _("The picture measures %(width)s × %(height)s pixels; at most %(side)s on a side are possible."),
            width=width,
            height=height,
            side=MAX_SIDE,
        )


def _image_header(file):
    file.seek(0)
    try:
        with Pillow.open(BytesIO(file.read()), formats=list(IMAGE_FORMATS)) as picture:
            return picture.format, picture.width, picture.height
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        refuse(_("This is not a picture in JPEG, PNG, WebP or GIF format."))
    finally:
        file.seek(0)


def without_metadata(file) -> ContentFile:
    """The same picture, upright, decoded and written anew: no EXIF, no place, no hidden appendix.

    Raises:
        ValidationError: the picture is damaged.
    """
    file.seek(0)
    try:
        with Pillow.open(BytesIO(file.read()), formats=list(IMAGE_FORMATS)) as picture:
            format = picture.format
            clean = ImageOps.exif_transpose(picture)
            clean.load()
            for key in list(clean.info):
                if key not in {"transparency", "icc_profile"}:
                    del clean.info[key]
            out = BytesIO()
            clean.save(out, format=format, **({"quality": 90} if format in {"JPEG", "WEBP"} else {}))
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        refuse(_("The picture is damaged and cannot be read."))
    stem = get_valid_filename(PurePosixPath(file.name.replace("\\", "/")).stem or "picture")
    return ContentFile(out.getvalue(), name=f"{stem}.{IMAGE_FORMATS[format]}")


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


def _check_parts(parts, packed: int):
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > 5000 or unpacked > MAX_UNPACKED or unpacked > max(packed, 1) * MAX_RATIO:
        refuse(_("The file unpacks to more than it should and is not accepted."))
    for part in parts:
        if part.filename.startswith(("/", "\\")) or ".." in PurePosixPath(part.filename.replace("\\", "/")).parts:
            _mismatch()
