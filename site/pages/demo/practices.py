"""Practices brought into their state by the project's own actions, at the dates the content file gives."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from knowledge.actions import admit, save_draft, send_back, start_practice, submit
from knowledge.adoptions.actions import record_adoption
from knowledge.models import (
    BuildingBlock,
    ContextFeature,
    FieldOfAction,
    GoodPractice,
    OccupationalField,
    PracticeLink,
    Tag,
    TargetGroup,
    Topic,
)
from knowledge.vocabulary import OCCUPATIONAL_FIELDS, TOPICS
from knowledge.writing import attach, set_picture

from .dates import backdate, morning_of
from .papers import paper
from .pictures import picture
from .shapes import CONTEXT_TEXTS, DEEPER, TEXTS
from .values import as_day, as_month

CODES = {german: code for code, (german, _italian) in (OCCUPATIONAL_FIELDS | TOPICS).items()}


class Writer:
    """Writes one practice.

    Args:
        network: the page it goes below.
        cast: people by id; organisations: by id; coordinators: in the order of the file; editor: a person of the team.
    """

    def __init__(self, network, *, cast, organisations, coordinators, editor):
        self.network, self.cast, self.organisations = network, cast, organisations
        self.coordinators, self.editor = coordinators, editor

    def write(self, record) -> None:
        self.record, self.began = record, timezone.now()
        self.author = self.cast[record["author"]]
        self.practice = self._start()
        written, decided = as_day(record["written"]), as_day(record.get("decided"))
        self._backdate(written)
        if record["state"] == "draft":
            return
        submit(self._current(), by=self.author)
        self._backdate(written + timedelta(days=1) if decided and decided > written else written)
        if record["state"] == "submitted":
            return
        if record["state"] == "sent_back":
            send_back(self._current(), by=self._coordinator(), reason=record["reason"])
        else:
            self._admit(written, decided)
        self._backdate(decided)
        if later := record.get("newer") or (record if "earlier" in record else None):
            self._revise(later, as_day(record["updated"]))

    def _current(self) -> GoodPractice:
        return GoodPractice.objects.get(pk=self.practice.pk)

    def _coordinator(self):
        """Somebody else than the author, where there is somebody else."""
        return next((person for person in self.coordinators if person != self.author), self.coordinators[0])

    # --- Text ------------------------------------------------------------------------------------

    def _start(self):
        record = self.record
        texts = _texts(record) | _texts(record.get("earlier", {}))
        practice = GoodPractice(
            slug=record["id"],
            source_language=record["source_language"],
            responsible=self.organisations[record["responsible"]],
            wished=record["audience"],
            place=record.get("place", ""),
            region=record.get("region", ""),
            maturity=record.get("maturity", ""),
            licence="CC-BY-SA-4.0",
            period_from=as_month(record.get("period_from")),
            period_to=as_month(record.get("period_to")),
            eqf=record.get("context", {}).get("eqf"),
            **texts,
        )
        self._sort(practice)
        self._parts(practice)
        self._picture(practice)
        self._files(practice)
        return start_practice(self.network, by=self.author, draft=practice)

    def _sort(self, practice):
        """What it is sorted and compared by."""
        record = self.record
        codes = {
            "occupational_fields": (OccupationalField, [CODES[label] for label in record["fields"]]),
            "topics": (Topic, [CODES[label] for label in record.get("topics") or []]),
            "fields_of_action": (FieldOfAction, record.get("actions") or []),
            "target_groups": (TargetGroup, record.get("target_groups") or []),
            "context_features": (ContextFeature, record.get("features") or []),
        }
        for relation, (model, wanted) in codes.items():
            getattr(practice, relation).set(model.objects.filter(code__in=list(map(str, wanted))))
        practice.tags.set([tag_of(tag, record["source_language"]) for tag in record.get("tags") or []])

    def _parts(self, practice):
        practice.blocks = [
            BuildingBlock(sort_order=position, **_stripped(block))
            for position, block in enumerate(self.record.get("blocks") or [])
        ]
        practice.links = [
            PracticeLink(sort_order=position, **{key: value for key, value in _stripped(each).items() if key != "kind"})
            for position, each in enumerate(self.record.get("materials") or [])
        ]

    def _picture(self, practice):
        if name := self.record.get("picture"):
            set_picture(practice, ContentFile(picture(name), name=f"{self.record['id']}.png"), by=self.author)
            practice.picture_text_de = self.record.get("picture_text_de", "")
            practice.picture_text_it = self.record.get("picture_text_it", "")

    def _files(self, practice):
        records = self.record.get("files") or []
        attach(practice, [ContentFile(_paper(entry), name=entry["file"]) for entry in records], by=self.author)
        for attached, entry in zip(practice.attachments.all(), records, strict=True):
            attached.caption_de, attached.caption_it = entry.get("caption_de", ""), entry.get("caption_it", "")

    def _revise(self, texts, day: date):
        """A newer text: kept as a draft beside the live one, or admitted all the way like the first."""
        draft = self._current().get_latest_revision_as_object()
        for name, value in _texts(texts).items():
            setattr(draft, name, value)
        save_draft(draft, by=self.author)
        if self.record["state"] == "published":
            submit(self._current(), by=self.author)
            self._admit(day, day)
        self._backdate(day)

    # --- Way -------------------------------------------------------------------------------------

    def _admit(self, submitted: date, decided: date):
        """The coordinator's admission and, where the practice is to go further, the editors'."""
        comment = self.record.get("comment", "")
        admit(self._current(), by=self._coordinator(), comment=comment, open_files=True)
        if self.record["state"] != "in_network" and self.record["audience"] != "network":
            self._backdate(submitted + (decided - submitted) / 2)
            admit(self._current(), by=self.editor, open_files=True)

    def _backdate(self, day: date):
        """Move what has just happened to this practice to that day."""
        moment, key, since = morning_of(day), str(self.practice.pk), self.began
        backdate(self.practice, moment, since=since)
        WorkflowState.objects.filter(object_id=key, created_at__gte=since).update(created_at=moment)
        for name in ("started_at", "finished_at"):
            TaskState.objects.filter(Q(workflow_state__object_id=key), **{f"{name}__gte": since}).update(
                **{name: moment}
            )


def adopt(practice, records, organisations) -> None:
    """Enter who took it over; `organisations` are all there are, by id."""
    for record in records:
        texts = {name: value.strip() for name, value in record.items() if name[:-3] in {"changed", "reason"}}
        record_adoption(
            practice,
            organisations[record["organisation"]],
            stage=record["stage"],
            since=as_month(record["since"]),
            by_source=practice.owner,
            **texts,
        )


def _stripped(record) -> dict[str, str]:
    return {name: value.strip() for name, value in record.items()}


def _texts(record) -> dict[str, str]:
    """The practice's fields from a record; a title is the page's heading."""
    told = dict(record) | {key: value for key, value in record.get("context", {}).items() if key != "eqf"}
    return {
        f"{'heading' if name == 'title' else name}_{language}": told[f"{name}_{language}"].strip()
        for name in (*TEXTS, *DEEPER, *CONTEXT_TEXTS)
        for language in ("de", "it")
        if f"{name}_{language}" in told
    }


def tag_of(record, language: str) -> Tag:
    """The tag that already has one of the two forms, or a new one with both."""
    same = Q()
    for form in (record["de"], record["it"]):
        same |= Q(name__iexact=form) | Q(label_de__iexact=form) | Q(label_it__iexact=form)
    return Tag.objects.filter(same).order_by("pk").first() or Tag.objects.create(
        name=record[language], label_de=record["de"], label_it=record["it"]
    )


def _paper(entry) -> bytes:
    parts = [
        (entry.get(f"caption_{language}", ""), entry[f"text_{language}"])
        for language in ("de", "it")
        if entry.get(f"text_{language}")
    ]
    return paper(entry["file"], parts)
