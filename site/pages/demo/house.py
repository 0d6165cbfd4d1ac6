"""What the public sees first: home with its dates, the bodies and partners, the contact page."""

from datetime import datetime

from django.utils import timezone

from networks.models import Body, BodyIndex, Network
from pages.actions import WELCOME, fill
from pages.models import ContactPage, HomeEvent, HomePage

from .rich import paragraphs

WITH_INTERPRETERS = {"de": "mit Verdolmetschung", "it": "con interpretariato"}


class HouseWriter:
    """Fills what `build_site` has made, unless somebody has written there since.

    Args:
        editor: a person of the team, who publishes it.
    """

    def __init__(self, home, editor):
        self.editor = editor
        self.page_of_home = HomePage.objects.get(pk=home.pk)

    def page(self, record) -> None:
        """The text of a page that does more than show it: “fills” names which."""
        model, field = {"contact": (ContactPage, "body"), "bodies": (BodyIndex, "introduction")}[record["fills"]]
        page = model.objects.get()
        if getattr(page, f"{field}_de") or getattr(page, f"{field}_it"):
            return
        texts = {f"heading_{language}": record[f"title_{language}"] for language in ("de", "it")}
        texts |= {f"{field}_{language}": paragraphs(record[f"body_{language}"]) for language in ("de", "it")}
        fill(page, self.editor, **texts)

    def bodies(self, bodies, partners) -> None:
        if Body.objects.exists():
            return
        for order, record in enumerate(bodies, start=1):
            self._body(record, Body.Kind.BODY, "task", order)
        for order, record in enumerate(partners, start=1):
            extra = {"actor_type": record["kind"], "country": record["country"]}
            self._body(record, Body.Kind.PARTNER, "role", order, **extra)

    def _body(self, record, kind, task, order, **extra):
        texts = {f"name_{language}": record[f"name_{language}"] for language in ("de", "it")}
        texts |= {f"task_{language}": record[f"{task}_{language}"] for language in ("de", "it")}
        body = Body(kind=kind, order=order, **texts, **extra)
        body.full_clean()
        body.save()

    def home(self, record, files) -> None:
        """Promise and introduction, and of the dates it names those that are still to come."""
        home, texts = self.page_of_home, {}
        if home.promise_de == WELCOME["promise_de"]:
            texts = {
                f"{field}_{language}": record[f"{key}_{language}"].strip()
                for field, key in (("promise", "promise"), ("introduction", "intro"))
                for language in ("de", "it")
            }
        dates = [] if home.events.exists() else list(_coming(record["events"], files))
        for date in dates:
            home.events.add(date)
        if texts or dates:
            fill(home, self.editor, **texts)


def _coming(wanted, files):
    """The events with these ids whose end is not past, as dates of home, in the order in which they begin."""
    networks = {network.slug: network for network in Network.objects.all()}
    found = [
        (_moment(event["start"]), _moment(event["end"]), event, content.get("network", {}).get("slug"))
        for content in files
        for event in content.get("events") or []
        if event["id"] in wanted
    ]
    for starts, ends, event, slug in sorted(found, key=lambda each: each[0]):
        if ends >= timezone.now():
            yield HomeEvent(
                title_de=event["title_de"],
                title_it=event["title_it"],
                starts=starts,
                ends=ends,
                format=event["format"],
                online=bool(event.get("online")),
                network=networks.get(slug),
                **{f"place_{language}": _place(event, language) for language in ("de", "it")},
            )


def _place(event, language) -> str:
    parts = [event.get("place"), WITH_INTERPRETERS[language] if event.get("interpreting") else None]
    line = ", ".join(filter(None, parts))
    return line[:1].upper() + line[1:]


def _moment(value) -> datetime:
    """YAML gives a moment or, where it stands in quotes, its text; without a zone it is the site's."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
