"""Published practices as lines: first the organisations and networks they name, then each practice."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from core import audience
from core.audience import kind
from knowledge.interchange.fields import BLOCK_TEXTS, DATES, LISTS, PLAIN, TEXTS, texts_of
from knowledge.models import GoodPractice
from networks.models import Network, Organisation

AUDIENCES = {audience.PUBLIC: "public", audience.COMMUNITY: "community", audience.NETWORK: "network"}
CHUNK = 200


def lines(files: Path | None = None) -> Iterator[dict]:
    """Every record, one after the other; memory does not grow with their number.

    Args:
        files: a folder into which pictures and files are copied, named by their content; without it they stay behind.
    """
    practices = GoodPractice.objects.filter(live=True).order_by("path")
    for organisation in Organisation.objects.filter(practices__in=practices).distinct().order_by("country", "name"):
        yield organisation_line(organisation)
    networks = Network.objects.order_by("path").prefetch_related("regions")
    for network in networks:
        yield network_line(network)
    slugs = {network.path: network.slug for network in networks}
    keys = list(practices.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        for practice in with_parts(practices.filter(pk__in=keys[start : start + CHUNK])):
            yield practice_line(practice, slugs, with_files=files is not None)
            if files is not None:
                for stored in practice.files():
                    _copy(stored, files)


def with_parts(practices):
    """A queryset of practices with what `practice_line` reads of them, in constant queries."""
    some = practices.select_related("responsible", "picture")
    return some.prefetch_related("tags", *(field for field, _model in LISTS.values()))


def count() -> int:
    """How many practices `lines` will give."""
    return GoodPractice.objects.filter(live=True).count()


def organisation_line(organisation) -> dict:
    line = {"type": "organisation", "name": organisation.name, "country": organisation.country}
    for name in ("region", "city", "actor_type", "sector", "website", "source_language"):
        line[name] = getattr(organisation, name)
    return _said(line) | texts_of(organisation, ("about",))


def network_line(network) -> dict:
    line = {"type": "network", "id": network.slug, "source_language": network.source_language}
    line |= {"founded": network.founded.isoformat() if network.founded else ""}
    line |= {"regions": [region.code for region in network.regions.all()]}
    return _said(line) | texts_of(network, {"title": "heading", "theme": "theme", "description": "description"})


def practice_line(practice, slugs=None, *, with_files: bool) -> dict:
    """One practice with everything that is in its record; `slugs` are the networks' by their paths."""
    slugs = slugs if slugs is not None else dict(Network.objects.values_list("path", "slug"))
    line = {"type": "practice", "id": practice.identifier, "slug": practice.slug}
    line |= {"source_language": practice.source_language, "translation": practice.translation_state}
    line |= {"network": slugs.get(practice.path[: -practice.steplen], "")}
    line |= {"audience": AUDIENCES.get(kind(practice.token), "network"), "wished": practice.wished}
    line |= {"published": _moment(practice.first_published_at), "updated": _moment(practice.last_published_at)}
    line |= {"country": practice.country} | {name: getattr(practice, name) for name in PLAIN}
    line |= {name: (value.isoformat() if (value := getattr(practice, name)) else "") for name in DATES}
    if practice.responsible:
        line["responsible"] = {"name": practice.responsible.name, "country": practice.responsible.country}
    for name, (field, _model) in LISTS.items():
        line[name] = [entry.code for entry in getattr(practice, field).all()]
    line["tags"] = [_said({"name": t.name, "de": t.label_de, "it": t.label_it}) for t in practice.tags.all()]
    line["blocks"] = [texts_of(block, BLOCK_TEXTS) for block in practice.blocks.all()]
    line["uses"] = [
        {"practice": use.block.practice.identifier, "block": _place(use.block)} | texts_of(use, ("note",))
        for use in practice.used_blocks.select_related("block__practice")
    ]
    line["links"] = [texts_of(link, ("title",)) | _said({"url": link.url}) for link in practice.links.all()]
    return _said(line | texts_of(practice, TEXTS) | (_files(practice) if with_files else {}))


def _place(block) -> int:
    """Which of its practice's blocks it is, from 1."""
    keys = list(block.practice.blocks.order_by("sort_order", "pk").values_list("pk", flat=True))
    return keys.index(block.pk) + 1


def _files(practice) -> dict:
    attachments = practice.attachments.select_related("document")
    return {
        "picture": _said(_named(practice.picture)) if practice.picture else None,
        "files": [_named(each.document) | texts_of(each, ("caption",)) for each in attachments],
    }


def _named(stored) -> dict:
    return {"file": file_name(stored), "title": stored.title}


def file_name(stored) -> str:
    """A stored file's name beside an export: what it holds, and its suffix."""
    with stored.file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return digest + PurePosixPath(stored.file.name).suffix.lower()


def _copy(stored, folder: Path) -> None:
    target = folder / file_name(stored)
    if not target.exists():
        with stored.file.open("rb") as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)


def _moment(value) -> str:
    return value.isoformat(timespec="seconds") if value else ""


def _said(line: dict) -> dict:
    """Without what is empty."""
    return {name: value for name, value in line.items() if value not in ("", None, [], {})}
