"""From checked lines to practices: what is there under the same identifier is brought up to date, the rest is new."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from core import audience
from core.bilingual import State
from core.models import Page, SiteDocument, SiteImage
from knowledge.interchange.exporting import practice_line, with_parts
from knowledge.interchange.fields import BLOCK_TEXTS, DATES, LISTS, PLAIN, TEXTS, Vocabulary, day, moment, set_texts
from knowledge.interchange.publishing import index, not_indexed, publish_new
from knowledge.models import (
    BlockUse,
    BuildingBlock,
    GoodPractice,
    Library,
    PracticeFile,
    PracticeLink,
    Tag,
)
from knowledge.models.practice import Level
from networks.models import Network, NetworkIndex, NetworkRegion, Organisation

BATCH = 100  # lines in one transaction: what has been written stays, wherever the import is interrupted
ADDED, CHANGED, SAME = "added", "changed", "unchanged"


class Importer:
    """Writes records in the name of a person of the team, who becomes the author of what is new.

    Args:
        by: that person.
        files: the folder of pictures and files, or None.
    """

    def __init__(self, *, by, files: Path | None = None):
        self.by, self.files = by, files
        self.lists = {name: Vocabulary(model) for name, (_field, model) in LISTS.items()}
        self.done = Counter()
        self._begin([])

    def write(self, records: Iterable[dict]) -> Counter:
        """Write all records. Counts what became of the practices: added, changed, unchanged."""
        records = iter(records)
        while some := list(islice(records, BATCH)):
            with transaction.atomic():
                self._begin(some)
                for record in some:
                    getattr(self, f"_{record['type']}")(record)
                index(GoodPractice, self.written)
        return self.done

    def _begin(self, records):
        """A new batch: what of it is there, and nothing remembered that may have been changed or taken back since."""
        self.written, self.parents, self.firms, self.tags = [], {}, {}, {}
        self.slugs = dict(Network.objects.values_list("path", "slug"))
        keys = [record["id"] for record in records if record["type"] == "practice"]
        there = with_parts(GoodPractice.objects.filter(identifier__in=keys))
        self.there = {practice.identifier: practice for practice in there}

    def write_uses(self, records: Iterable[dict]) -> None:
        """After all practices are there: whose blocks they use."""
        for record in records:
            if record["type"] == "practice" and record.get("uses"):
                with transaction.atomic():
                    self._uses(record)

    # --- What practices name -------------------------------------------------------------------------

    def _organisation(self, record):
        if _organisation(record):
            return
        names = ("name", "country", "region", "city", "actor_type", "sector", "website", "source_language")
        organisation = Organisation(**{name: record[name] for name in names if name in record})
        set_texts(organisation, record, ("about",))
        organisation.save()

    def _network(self, record):
        if Network.objects.filter(slug=record["id"]).exists():
            return
        network = Network(slug=record["id"], founded=day(record.get("founded")))
        network.source_language = record.get("source_language", "de")
        set_texts(network, record, {"title": "heading", "theme": "theme", "description": "description"})
        network.regions = [NetworkRegion(code=code) for code in record.get("regions", [])]
        _add_below(NetworkIndex.objects.get(), network)
        network.save_revision(user=self.by, log_action=True).publish(user=self.by)

    # --- A practice ----------------------------------------------------------------------------------

    def _practice(self, record):
        there = self.there.get(record["id"])
        if there and self._is_same(there, record):
            self.done[SAME] += 1
            return
        draft = GoodPractice.objects.get(pk=there.pk) if there else self._new(record)  # live, never somebody's draft
        self._fill(draft, record)
        publish = self._publish if there else self._add
        with not_indexed(GoodPractice):
            publish(draft, record)
        self.written.append(GoodPractice.objects.get(pk=draft.pk) if there else draft)
        self.done[CHANGED if there else ADDED] += 1

    def _is_same(self, practice, record) -> bool:
        """Whether an import would change nothing; blocks of others are looked at in `write_uses`."""
        if not practice.live or practice.has_unpublished_changes:
            return False
        there = practice_line(practice, self.slugs, with_files=self.files is not None)
        return _comparable(there) == _comparable(self._normal(record)) and _same_tags(practice, record)

    def _parent(self, record) -> Page:
        slug = record.get("network")
        if slug not in self.parents:
            page = Network.objects.get(slug=slug) if slug else Library.objects.get()
            self.parents[slug] = Page.objects.get(pk=page.pk)
        return self.parents[slug]

    def _new(self, record):
        slug = record.get("slug") or slugify(record.get("title_de") or record.get("title_it"))[:80]
        practice = GoodPractice(identifier=record["id"], slug=_free_slug(slug, self._parent(record)), owner=self.by)
        practice.wished = record.get("wished") or record["audience"]
        practice.admitted = record["audience"]
        return practice

    def _fill(self, practice, record):
        practice.source_language = record["source_language"]
        set_texts(practice, record, TEXTS)
        for name in PLAIN:
            setattr(practice, name, record.get(name) or (None if name == "eqf" else ""))
        for name in DATES:
            setattr(practice, name, day(record.get(name)))
        practice.responsible = self._firm(record)
        for name, (relation, _model) in LISTS.items():
            setattr(practice, relation, [self.lists[name].find(value) for value in record.get(name, [])])
        practice.tags.set(self._tags(record))
        practice.blocks = _parts(practice.blocks.all(), BuildingBlock, record.get("blocks", []), BLOCK_TEXTS)
        practice.links = _parts(practice.links.all(), PracticeLink, record.get("links", []), ("title",), ("url",))
        if self.files is not None:
            self._attach(practice, record)

    def _firm(self, record):
        if not (firm := record.get("responsible")):
            return None
        name = (firm["name"], firm["country"])
        if name not in self.firms:
            self.firms[name] = _organisation(firm)
        return self.firms[name]

    def _tags(self, record) -> list[Tag]:
        tags = [self._tag(each, record["source_language"]) for each in _said_tags(record)]
        return list({tag.pk: tag for tag in tags}.values())

    def _tag(self, said, language):
        forms = (language, *sorted(said.items()))
        if forms not in self.tags:
            self.tags[forms] = _tag(said, language)
        return self.tags[forms]

    def _attach(self, practice, record):
        picture = record.get("picture")
        practice.picture = self._stored(SiteImage, picture) if picture else None
        attached = []
        for position, each in enumerate(record.get("files", [])):
            file = PracticeFile(document=self._stored(SiteDocument, each), sort_order=position)
            set_texts(file, each, ("caption",))
            attached.append(file)
        practice.attachments = attached

    def _stored(self, model, entry):
        with (self.files / entry["file"]).open("rb") as file:
            record = model(title=entry.get("title") or entry["file"], uploaded_by_user=self.by)
            record.file = File(file, name=entry["file"])
            record.full_clean(exclude=["token"])
            record.save()
        return record

    def _add(self, draft, record):
        """Live at once with the audience the line names: the team's import is its admission."""
        self._take_translation(draft, record)
        self._parent(record).add_child(instance=draft)
        if self.files is not None:
            self._open_files(draft, draft.token)
        publish_new(draft, by=self.by, **_dates(record))

    def _publish(self, draft, record):
        """The same of one that is there: Wagtail ends what may be under way with it."""
        draft.prepare()
        self._take_translation(draft, record)
        revision = draft.save_revision(user=self.by, log_action=True, clean=False)
        levels = {"wished": record.get("wished") or record["audience"], "admitted": record["audience"]}
        GoodPractice.objects.filter(pk=draft.pk).update(**levels)
        draft.wished, draft.admitted = Level.PUBLIC, record["audience"]
        self._open_files(draft, draft.token_by_level(draft.get_parent()))
        revision.publish(user=self.by, skip_permission_checks=True)
        practice = GoodPractice.objects.get(pk=draft.pk)
        Page.objects.filter(pk=draft.pk).update(token=practice.fitting_token(), **_dates(record))

    def _take_translation(self, draft, record):
        draft.refresh_translation_state()
        if record.get("translation") == State.OUTDATED and draft.translation_state == State.CURRENT:
            draft.source_digest, draft.translation_state = "", State.OUTDATED

    def _open_files(self, draft, token):
        for file in draft.files():
            if not audience.is_within(token, file.token):
                type(file).objects.filter(pk=file.pk).update(token=token, page=draft.pk)

    def _normal(self, record) -> dict:
        """The line as an export would write it, as far as names in it may be said in several ways."""
        line = dict(record)
        for name, words in self.lists.items():
            line[name] = [words.find(value).code for value in record.get(name, [])]
        return line

    # --- Blocks of others ----------------------------------------------------------------------------

    def _uses(self, record):
        practice = GoodPractice.objects.get(identifier=record["id"])
        wanted = []
        for position, use in enumerate(record["uses"]):
            found = BlockUse(block=_block(use["practice"], use["block"]), sort_order=position)
            set_texts(found, use, ("note",))
            wanted.append(found)
        if [(use.block_id, use.note_de, use.note_it) for use in practice.used_blocks.all()] == [
            (use.block_id, use.note_de, use.note_it) for use in wanted
        ]:
            return
        practice.used_blocks = wanted
        published = practice.last_published_at
        practice.save_revision(user=self.by, clean=False).publish(user=self.by, skip_permission_checks=True)
        Page.objects.filter(pk=practice.pk).update(last_published_at=published)


def _organisation(named) -> Organisation | None:
    """The first that has this name in this country, whatever the case: SQLite folds only the letters A to Z."""
    exact = Organisation.objects.filter(name=named["name"], country=named["country"]).order_by("pk").first()
    if exact:
        return exact
    name = named["name"].casefold()
    there = Organisation.objects.filter(country=named["country"]).order_by("pk").values_list("pk", "name")
    pk = next((pk for pk, each in there if each.casefold() == name), None)
    return Organisation.objects.get(pk=pk) if pk else None


def _add_below(parent, page):
    """One at a time: two new children would take the same place in the tree."""
    Page.objects.select_for_update().get(pk=parent.pk).add_child(instance=page)


def _dates(record) -> dict:
    dates = {"first_published_at": record.get("published"), "last_published_at": record.get("updated")}
    return {name: moment(value) for name, value in dates.items() if value}


def _free_slug(wanted, parent) -> str:
    slug, number = wanted or "praxis", 1
    while parent.get_children().filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _parts(there, model, records, names, columns=()) -> list:
    """The parts in their new state. The first stays the first: others may use it, or have taken it over."""
    kept, parts = list(there), []
    for position, record in enumerate(records):
        part = kept[position] if position < len(kept) else model()
        part.sort_order = position
        for name in columns:
            setattr(part, name, record.get(name, ""))
        set_texts(part, record, names)
        parts.append(part)
    return parts


def _block(identifier, number) -> BuildingBlock:
    blocks = BuildingBlock.objects.filter(practice__identifier=identifier).order_by("sort_order", "pk")
    return blocks[number - 1]


def _said_tags(record) -> list[dict]:
    said = record.get("tags") or []
    if isinstance(said, dict):
        return [{language: word} for language in ("de", "it") for word in said.get(language, [])]
    return said


def _same_tags(practice, record) -> bool:
    """Every tag of the one is among the other's, in whichever of its forms."""
    tags = practice.tags.all()
    there = [{form.casefold() for form in (tag.name, tag.label_de, tag.label_it) if form} for tag in tags]
    said = [{form.casefold() for form in each.values()} for each in _said_tags(record)]
    return all(any(one & other for other in said) for one in there) and all(
        any(one & other for other in there) for one in said
    )


def _tag(said: dict, language: str) -> Tag:
    """The tag that has one of these forms already, or a new one with all of them."""
    forms = [said[name] for name in ("name", "de", "it") if said.get(name)]
    same = Q()
    for form in forms:
        same |= Q(name__iexact=form) | Q(label_de__iexact=form) | Q(label_it__iexact=form)
    name = said.get("name") or said.get(language) or forms[0]
    labels = {"label_de": said.get("de", ""), "label_it": said.get("it", "")}
    return Tag.objects.filter(same).order_by("pk").first() or Tag.objects.create(name=name, **labels)


# When it was published, what follows from something else, and what is compared in another way.
NOT_COMPARED = {"published", "updated", "slug", "country", "uses", "tags"}


def _comparable(line: dict) -> dict:
    kept = {name: value for name, value in line.items() if name not in NOT_COMPARED and value not in ("", None, [], {})}
    kept["wished"] = kept.get("wished") or kept["audience"]
    kept["translation"] = kept.get("translation") == State.OUTDATED  # the other states follow from the texts
    return kept | {name: sorted(value) for name, value in kept.items() if name in LISTS}
