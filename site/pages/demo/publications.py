"""Publications as the content file describes them, with a small file where one is named."""

from datetime import date, datetime

from django.core.files.base import ContentFile

from core.models import SiteDocument
from knowledge.models import GoodPractice, Publication, PublicationAuthor, PublicationIndex
from networks.models import Membership

from .papers import paper
from .values import as_day


class PublicationWriter:
    """Writes what is not there yet below the list of publications.

    Args:
        editor: a person of the team, who publishes it.
        cast: all people by id; events: all events' records by id.
    """

    def __init__(self, editor, *, cast, events):
        self.editor, self.cast, self.events = editor, cast, events
        self.index = PublicationIndex.objects.get()
        self.there = set(Publication.objects.values_list("slug", flat=True))

    def write(self, record) -> None:
        if record["id"] in self.there:
            return
        page = Publication(slug=record["id"], owner=self.editor, **_fields(record), **self._adopted(record))
        page.authors = list(self._authors(record))
        self.index.refresh_from_db()
        self.index.add_child(instance=page)
        page.practices.set(GoodPractice.objects.filter(slug__in=record.get("practices") or []))
        if name := record.get("file"):
            page.document = self._document(page, record, name)
        page.full_clean()
        page.save_revision(user=self.editor, log_action=True).publish(user=self.editor)

    def _adopted(self, record) -> dict:
        """The meeting at which it was adopted, by its title in both languages and its last day."""
        event = self.events.get(record.get("published_at"))
        if event is None:
            return {}
        return {
            "adopted_at_de": event["title_de"],
            "adopted_at_it": event["title_it"],
            "adopted_on": _day(event["end"]),
        }

    def _authors(self, record):
        people = [self.cast[key] for key in record["authors"]]
        acting = Membership.objects.live().filter(person__in=people).select_related("organisation")
        organisations = {membership.person_id: membership.organisation for membership in acting}
        for number, person in enumerate(people):
            yield PublicationAuthor(
                name=person.get_full_name(), organisation=organisations.get(person.pk), sort_order=number
            )
        for number, written in enumerate(record.get("external_authors") or [], start=len(people)):
            name, _comma, affiliation = written.partition(",")
            yield PublicationAuthor(name=name.strip(), affiliation=affiliation.strip(), sort_order=number)

    def _document(self, page, record, name) -> SiteDocument:
        parts = [(record[f"title_{code}"], record[f"summary_{code}"]) for code in ("de", "it")]
        return SiteDocument.objects.create(
            title=page.title[:250],
            file=ContentFile(paper(name, parts), name=name),
            token=page.token,
            page=page,
            uploaded_by_user=self.editor,
        )


def _fields(record) -> dict:
    texts = {
        f"{field}_{code}": record[f"{key}_{code}"].strip()
        for field, key in (("heading", "title"), ("summary", "summary"))
        for code in ("de", "it")
    }
    plain = {name: str(record[name]) for name in ("publisher", "edition", "isbn", "doi", "url") if name in record}
    facts = {"kind": record["kind"], "year": record["year"], "page_count": record.get("pages")}
    languages = {"in_german": "de" in record["languages"], "in_italian": "it" in record["languages"]}
    return texts | plain | facts | languages


def _day(value) -> date:
    """YAML gives a moment or, where it stands in quotes, its text."""
    return value.date() if isinstance(value, datetime) else as_day(value) or datetime.fromisoformat(value).date()
