"""A practice as an accessible PDF (PDF/UA-1): tagged, with language, title, bookmarks and texts for pictures.

What people wrote is handed over as data and never read as typst's markup. Drawn once for each content and language
and kept in `DATA_DIR/papers` for a week at most; the oldest go first. One drawing at a time.
"""

import hashlib
import json
import tempfile
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import typst
from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from core import audience, colours, emblem, emblem_files
from core.bilingual import State, current_language, fallback_fields, language_of, read
from core.drawn import Drawn
from core.markup import plain, without_controls
from knowledge.library import citing
from knowledge.library.nodes import nodes
from knowledge.library.reading import chapters, facts
from knowledge.models.record import LICENCE_URLS
from networks.rules import network_above

TEMPLATE = Path(__file__).with_name("practice.typ")
papers = Drawn("papers", most=1000, patience=5)  # about 50 kB each without pictures


def paper(practice, url: str) -> bytes:
    """The practice's live version in the reader's language as a PDF file, drawn now or kept from before.

    Args:
        url: the page's full address, which the paper names.

    Raises:
        Busy: it would have to be drawn, and another one has been under way for a while.
    """
    data = written(practice, url)
    return papers.get(f"{_digest(data, practice)}.pdf", lambda: draw(data, practice))


def _digest(data, practice) -> str:
    """Changes with everything that is drawn."""
    picture = practice.picture.file.name if _picture(practice) else ""
    drawn = json.dumps([data, picture, TEMPLATE.read_text()], sort_keys=True)
    return hashlib.blake2s(drawn.encode(), digest_size=12).hexdigest()


# --- What it says -------------------------------------------------------------------------------------


def written(practice, url: str) -> dict:
    """All that stands on the paper, as strings and plain lists."""
    network = network_above(practice)
    heading, author = _run(practice, "heading"), citing.author(practice)
    return {
        "lang": current_language(),
        "title": heading,
        "authors": [without_controls(author)] if author else [],
        "keywords": [str(tag) for tag in practice.tags.all()],
        "description": plain(read(practice, "summary")),
        "work": citing.work(practice, " · "),
        "ink": colours.ink(network.hue if network else None),
        "emblem": bool(network),
        "network": _run(network, "heading") if network else None,
        "summary": _run(practice, "summary") if language_of(practice, "summary") else None,
        "picture": {"file": "picture.jpg", "alt": read(practice, "picture_text")} if _picture(practice) else None,
        "notices": _notices(practice),
        "facts": [{"label": fact.label, "values": fact.values, "url": fact.url} for fact in facts(practice)],
        "chapters": [_chapter(practice, chapter) for chapter in chapters(practice)],
        "blocks": [_block(block) for block in practice.blocks.all()],
        "material": _material(practice),
        "cite": without_controls(unescape(strip_tags(citing.sentence(practice, url)))),
        "licence": _licence(practice),
        "url": url,
        "words": {
            "kind": _("Good practice"),
            "facts": _("Facts"),
            "blocks": _("Building blocks"),
            "material": _("Material"),
            "cite": _("Cite as"),
            "request": _("on request"),
        },
    }


def _run(record, field) -> dict:
    """A text in one line, with its language."""
    return {"text": plain_line(read(record, field), field), "lang": language_of(record, field) or current_language()}


def plain_line(text: str, field: str) -> str:
    """Titles are taken as they are, all else without its light markup."""
    text = without_controls(text)
    return " ".join(text.split()) if field in ("heading", "title", "caption") else plain(text)


def _prose(record, field, title="", features="") -> dict:
    language = language_of(record, field) or current_language()
    return {"title": title, "features": features, "lang": language, "nodes": nodes(read(record, field))}


def _chapter(practice, chapter) -> dict:
    texts = [_prose(practice, text.name, text.title, " · ".join(text.features)) for text in chapter.texts]
    return {"title": chapter.title, "titled": chapter.titled, "texts": texts}


def _block(block) -> dict:
    titles = {"text": "", "enabling": _("What it needs to succeed"), "lessons": _("What was learnt with it")}
    texts = [_prose(block, name, title) for name, title in titles.items() if language_of(block, name)]
    return {"title": _run(block, "title"), "texts": texts}


def _material(practice) -> list[dict]:
    """Links, and the files that all its readers may open."""
    files = []
    for each in practice.attachments.select_related("document"):
        if not audience.is_within(practice.token, each.document.token):
            continue
        caption = _run(each, "caption")
        files.append(
            caption | {"text": caption["text"] or each.document.title, "url": settings.SITE_URL + each.document.url}
        )
    return files + [_run(link, "title") | {"url": link.url} for link in practice.links.all()]


def _picture(practice):
    """Its picture, where all its readers may see it: one paper is kept for all of them."""
    picture = practice.picture
    return picture if picture and audience.is_within(practice.token, picture.token) else None


def _licence(practice) -> dict | None:
    if not practice.licence:
        return None
    name = practice.get_licence_display()
    return {"name": name, "url": LICENCE_URLS[practice.licence], "text": citing.licence_words(practice)}


def _notices(practice) -> list[str]:
    """Law 2 on paper: what falls back or is behind is said in the paper's language."""
    german = current_language() == "de"
    if fallback_fields(practice):
        if german:
            return [_("This practice, or part of it, exists in Italian only so far.")]
        return [_("This practice, or part of it, exists in German only so far.")]
    if practice.translation_state == State.OUTDATED and practice.target_language == current_language():
        return [
            _("The German version is no longer up to date.")
            if german
            else _("The Italian version is no longer up to date.")
        ]
    return []


# --- Drawing ------------------------------------------------------------------------------------------


def draw(data: dict, practice=None) -> bytes:
    """The data as a PDF file; PDF/UA-1 unless a character stands in no font, then tagged all the same."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "data.json").write_text(json.dumps(data), encoding="utf-8")
        (root / "practice.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        _put_pictures(root, data, practice)
        compiler = typst.Compiler(root / "practice.typ", root=root, font_paths=[_fonts()], ignore_system_fonts=True)
        try:
            return compiler.compile(format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError:
            return compiler.compile(format="pdf")


def _fonts() -> Path:
    """Source Serif, as pictures for sharing are set in (decision 12); typst brings what it lacks."""
    return Path(find_spec("font_source_serif_pro").origin).parent / "files"


def _put_pictures(root: Path, data, practice) -> None:
    network = network_above(practice) if data["emblem"] else None
    if network:
        plan = emblem.plan(network.emblem_seed) or emblem_files.MARK
        (root / "emblem.svg").write_text(emblem_files.svg(plan, network.hue))
    if data["picture"]:
        rendition = practice.picture.get_rendition("width-1400|format-jpeg|jpegquality-80")
        with rendition.file.open("rb") as file:
            (root / data["picture"]["file"]).write_bytes(file.read())
