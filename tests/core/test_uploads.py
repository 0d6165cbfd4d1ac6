"""Damaged, disguised and dangerous uploads: each a sentence in the form, never an error page, nothing of it stored."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image as Pillow

from core.models import SiteImage
from core.uploads import check_document, check_image
from knowledge.models import GoodPractice
from tests.cast import fresh, pdf, picture, text_of


def noise(format: str, **options) -> bytes:
    out = BytesIO()
    Pillow.effect_noise((120, 90), 90).convert("RGB").save(out, format=format, **options)
    return out.getvalue()


def half(body: bytes) -> bytes:
    return body[: len(body) // 2]


def frames(format: str) -> bytes:
    out = BytesIO()
    first, *others = [Pillow.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    first.save(out, format, save_all=True, append_images=others)
    return out.getvalue()


NO_PICTURE = {
    "half a JPEG": lambda: half(noise("JPEG")),
    "half a PNG": lambda: half(noise("PNG")),
    "half a WebP": lambda: half(noise("WEBP")),
    "half a GIF": lambda: half(noise("GIF")),
    "a hole in a PNG": lambda: noise("PNG")[:60] + bytes(300) + noise("PNG")[360:],
    "SVG": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "HTML": lambda: b"<html><script>alert(1)</script>",
    "TIFF": lambda: noise("TIFF"),
    "10,000 pixels wide": lambda: picture(size=(10000, 2)).read(),
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("kind", NO_PICTURE)
def test_what_is_no_whole_picture_is_refused(kind):
    with pytest.raises(ValidationError):
        check_image(ContentFile(NO_PICTURE[kind](), name="bild.jpg"))


@pytest.mark.parametrize("body", [NO_PICTURE["half a JPEG"], NO_PICTURE["a hole in a PNG"], NO_PICTURE["SVG"]])
def test_the_form_says_so_and_keeps_nothing(house, body):
    before = GoodPractice.objects.count(), SiteImage.objects.count()
    form = {"source_language": "de", "heading": "Titel", "wished": "network"}
    form["picture"] = ContentFile(body(), name="bild.jpg")
    answer = house.client("ada").post(f"/de/space/write/{house.network_a.pk}/", form)
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in text_of(answer)
    assert (GoodPractice.objects.count(), SiteImage.objects.count()) == before


def stored(house, body: bytes, name="bild.jpg") -> tuple[SiteImage, bytes]:
    image = SiteImage.objects.create(title="Bild", file=ContentFile(body, name=name), uploaded_by_user=house.ada)
    with image.file.open("rb") as file:
        return image, file.read()


def test_nothing_of_the_sender_stays_in_a_picture(house):
    exif = Pillow.Exif()
    exif[0x010E] = "GEHEIM"
    exif.get_ifd(0x8825)[2] = (51.0, 3.0, 0.0)
    exif[0x0112] = 6  # lies on its side
    image, body = stored(house, noise("JPEG", exif=exif, comment=b"GEHEIM") + b"GEHEIM")
    assert b"GEHEIM" not in body
    assert not Pillow.open(BytesIO(body)).getexif()
    assert (image.width, image.height) == (90, 120)


def test_a_pictures_colours_stay(house):
    profile = b"profile" * 30
    _, body = stored(house, noise("JPEG", icc_profile=profile))
    assert Pillow.open(BytesIO(body)).info["icc_profile"] == profile


def test_a_phones_double_picture_becomes_a_plain_one(house):
    image, body = stored(house, frames("MPO"))
    assert (Pillow.open(BytesIO(body)).format, image.file.name[-4:]) == ("JPEG", ".jpg")


@pytest.mark.parametrize(
    "name", ["../../x.jpg", "..\\..\\x.jpg", "x.html", "x.php", ".jpg", "x", "a" * 300 + ".jpg", "'\"><img>.jpg"]
)
def test_a_picture_is_called_what_it_is_whatever_its_sender_wrote(house, name):
    image, _ = stored(house, noise("JPEG"), name)
    folder, secret, file = image.file.name.split("/")
    assert (folder, len(secret), file[-4:]) == ("images", 22, ".jpg")
    answer = house.client("ada").get(image.file.url)
    text_of(answer)
    assert answer.headers["Content-Type"] == "image/jpeg"


def office(**parts) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": "x", "word/document.xml": "y", **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


NO_DOCUMENT = {
    "bombe.docx": lambda: office(**{"word/x": bytes(30_000_000)}),
    "ausbruch.docx": lambda: office(**{"../../x": "1"}),
    "makro.docx": lambda: office(**{"word/vbaProject.bin": "1"}),
    "halb.docx": lambda: half(office()),
    "seite.html": lambda: b"<html>",
    "seite.txt": lambda: b" <html>",
    "seite.pdf": lambda: b"<html>",
    "beides.pdf": lambda: b"GIF89a%PDF-1.4",
    "programm.txt": lambda: b"MZ\0\0",
    "blatt.pdf.exe": lambda: pdf().read(),
    "leer.pdf": lambda: b"",
}


@pytest.mark.parametrize("name", NO_DOCUMENT)
def test_a_document_that_is_not_what_its_name_says_is_refused(name):
    with pytest.raises(ValidationError):
        check_document(ContentFile(NO_DOCUMENT[name](), name=name))


def test_a_document_is_handed_out_as_an_attachment_that_can_do_nothing(house):
    answer = house.client("ada").get(fresh(house.documents["network_a"]).url)
    text_of(answer)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
