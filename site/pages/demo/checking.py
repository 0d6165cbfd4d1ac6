"""Find every mistake in the content files before anything is written."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

from networks.composition import composed_of
from networks.models import SECTOR_BY_NATURE

from . import shapes
from .news import address
from .reading import Problem, Record, read
from .values import Known, as_day

PROGRAMME = "programme.yaml"
SUFFIXES = (".pdf", ".txt")


class BadData(Exception):
    """The content files have mistakes; `problems` is all of them, in order."""

    def __init__(self, problems):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def read_and_check(folder: Path) -> tuple[Record, dict[str, Record]]:
    """The programme and the networks (file name → content).

    Raises:
        BadData: with every problem found.
    """
    problems: list[Problem] = []
    files = {path.name: read(path, problems) for path in sorted(folder.glob("*.yaml"))}
    if PROGRAMME not in files:
        raise BadData([*problems, Problem(PROGRAMME, 1, "file", "is missing.")])
    if problems:  # what refers to an unreadable file would only add noise
        raise BadData(problems)
    check = _Check(files)
    check.all()
    if check.problems:
        raise BadData(check.problems)
    programme = files.pop(PROGRAMME)
    return programme, files


class _Check:
    def __init__(self, files: dict[str, Record]):
        self.files = files
        self.problems: list[Problem] = []
        self.known = Known()
        self.tags: dict[tuple[str, str], str] = {}
        self.people = Counter()
        self.news_addresses: set[str] = set()

    def all(self):
        self.known.ids["all organisations"] = {
            entry.get("id")
            for name, content in self.files.items()
            for entry in self.records(name, content, "organisations")
        }
        for name, content in self.files.items():
            if name == PROGRAMME:
                self.programme(name, content)
            else:
                self.network(name, content)
        self.logins(self.files[PROGRAMME])
        self.publications(self.files[PROGRAMME])

    def say(self, file, line, place, reason):
        self.problems.append(Problem(file, line, place, reason))

    # --- Files and lists ------------------------------------------------------------------------

    def parts(self, file, content, wanted, waiting):
        for key, line in content.twice:
            self.say(file, line, str(key), "stands here a second time.")
        for key in content:
            if key not in wanted | waiting:
                self.say(file, content.line_of(key), str(key), "is an unknown part of the file.")
        for key in sorted(wanted - set(content)):
            self.say(file, 1, key, "is missing.")

    def records(self, file, content, part) -> list[Record]:
        """The entries of a list that are records; the others are reported."""
        entries = content.get(part) or []
        if not isinstance(entries, list):
            self.say(file, content.line_of(part), part, "must be a list.")
            return []
        for index, entry in enumerate(entries):
            if not isinstance(entry, Record):
                self.say(file, content.line_of(part), f"{part}[{index}]", "must consist of named values.")
        return [entry for entry in entries if isinstance(entry, Record)]

    def record(self, file, content, part) -> Record:
        found = content.get(part)
        if isinstance(found, Record):
            return found
        if part in content:
            self.say(file, content.line_of(part), part, "must consist of named values.")
        return Record()

    def list_of(self, file, content, part, shape, key="id"):
        """Check a list against its shape and learn its ids; a second use of an id is a problem."""
        records = self.records(file, content, part)
        ids = Counter(entry.get(key) for entry in records)
        for index, entry in enumerate(records):
            place = f"{part}[{index}] {entry.get(key, '?')}"
            if ids[entry.get(key)] > 1:
                self.say(file, entry.line_of(key), f"{place} · {key}", "is used more than once.")
            yield place, entry
            self.shape(file, place, entry, shape)

    def shape(self, file, place, entry, shape):
        for key, line in entry.twice:
            self.say(file, line, f"{place} · {key}", "stands here a second time.")
        for key in shape.required:
            if key not in entry:
                self.say(file, entry.line, f"{place} · {key}", "is missing.")
        for key, value in entry.items():
            where = f"{place} · {key}"
            if not shape.knows(key):
                self.say(file, entry.line_of(key), where, "is an unknown key.")
            elif (check := shape.check_of(key)) and (reason := check(value, self.known)):
                self.say(file, entry.line_of(key), where, reason)

    def learn(self, kind, entries, key="id"):
        self.known.ids[kind] = {entry.get(key) for entry in entries}

    # --- The programme --------------------------------------------------------------------------

    def programme(self, file, content):
        self.parts(file, content, shapes.PROGRAMME_FILE, shapes.WAITING_IN_PROGRAMME)
        committee = self.record(file, content, "committee")
        seats = Record()
        seats.update(members=committee.get("members"))
        seats.lines = {"members": committee.line_of("members")}
        rest = Record()
        rest.line, rest.lines = committee.line, committee.lines
        rest.update((key, value) for key, value in committee.items() if key != "members")
        self.shape(file, "committee", rest, shapes.COMMITTEE)
        self.learn("pages", self.records(file, content, "pages"), "slug")
        for part, source, shape in (
            ("team", content, shapes.TEAM),
            ("guests", content, shapes.GUEST),
            ("members", seats, shapes.SEAT),
        ):
            self.learn("committee" if part == "members" else part, self.records(file, source, part))
            for _place, entry in self.list_of(file, source, part, shape):
                self.person(file, entry)
        for place, organisation in self.list_of(file, content, "organisations", shapes.ORGANISATION):
            self.organisation(file, place, organisation)
        above = set()
        for place, page in self.list_of(file, content, "pages", shapes.STANDARD_PAGE, "slug"):
            if "fills" in page:
                continue
            if "below" not in page:
                above.add(page.get("slug"))
            elif page["below"] in self.known.ids["pages"] - above:
                reason = "names a page that comes later or stands below another one."
                self.say(file, page.line_of("below"), f"{place} · below", reason)
        self.news(file, content, shapes.TEAM_NEWS)
        for part, shape, key in (("bodies", shapes.BODY, "id"), ("partners", shapes.PARTNER, "name_de")):
            for _place, _entry in self.list_of(file, content, part, shape, key):
                pass
        self.known.ids["public events"] = {
            event.get("id")
            for name, each in self.files.items()
            for event in each.get("events") or []
            if event.get("audience") == "public"
        }
        self.shape(file, "home", self.record(file, content, "home"), shapes.HOME)

    def person(self, file, entry):
        """Ids of people are their addresses, so they are unique over all files."""
        self.people[entry.get("id")] += 1
        if self.people[entry.get("id")] == 2:
            self.say(file, entry.line_of("id"), str(entry.get("id")), "is the id of two people.")

    def logins(self, programme):
        self.known.ids["people"] = {
            person.get("id")
            for name, content in self.files.items()
            if name != PROGRAMME
            for person in self.records(name, content, "people")
        }
        self.shape(PROGRAMME, "logins", self.record(PROGRAMME, programme, "logins"), shapes.LOGINS)

    def publications(self, programme):
        """Last, because they name people, practices and events of any file."""
        self.known.ids["everybody"] = set(self.people)
        for kind, part in (("all practices", "practices"), ("all events", "events")):
            records = [each for name, content in self.files.items() for each in self.records(name, content, part)]
            self.known.ids[kind] = {each.get("id") for each in records}
        for place, entry in self.list_of(PROGRAMME, programme, "publications", shapes.PUBLICATION):
            if "file" in entry and not str(entry["file"]).endswith(SUFFIXES):
                reason = f"a file ends in {' or '.join(SUFFIXES)}."
                self.say(PROGRAMME, entry.line_of("file"), f"{place} · file", reason)

    # --- A network ------------------------------------------------------------------------------

    def network(self, file, content):
        self.parts(file, content, shapes.NETWORK_FILE, shapes.WAITING_PARTS)
        network = self.record(file, content, "network")
        self.shape(file, "network", network, shapes.NETWORK)
        sides = self.record(file, network, "contexts")
        for country in ("DE", "IT"):
            self.shape(file, f"network · contexts · {country}", self.record(file, sides, country), shapes.SIDE)
        if network.get("slug") != file.removesuffix(".yaml"):
            self.say(file, network.line_of("slug"), "network · slug", "is not the name of the file.")
        self.learn("organisations", self.records(file, content, "organisations"))
        self.learn("people", self.records(file, content, "people"))
        for place, organisation in self.list_of(file, content, "organisations", shapes.ORGANISATION):
            self.organisation(file, place, organisation)
        for _place, person in self.list_of(file, content, "people", shapes.PERSON):
            self.person(file, person)
        if not any(person.get("role") == "coordinator" for person in self.records(file, content, "people")):
            self.say(file, content.line_of("people"), "people", "nobody coordinates the network.")
        self.composition(file, content, network)
        for place, practice in self.list_of(file, content, "practices", shapes.PRACTICE):
            self.practice(file, place, practice)
        self.news(file, content, shapes.NEWS)

    def organisation(self, file, place, entry):
        if entry.get("region") and not str(entry["region"]).startswith(str(entry.get("country"))):
            self.say(file, entry.line_of("region"), f"{place} · region", "does not lie in the country.")
        nature = SECTOR_BY_NATURE.get(entry.get("type"))
        if nature and entry.get("sector") != nature:
            self.say(file, entry.line_of("sector"), f"{place} · sector", f"an actor of this type is {nature}.")

    def composition(self, file, content, network):
        """What the file promises must come out of the organisations somebody acts for."""
        acting = {person.get("organisation") for person in self.records(file, content, "people")}
        actors = [entry for entry in self.records(file, content, "organisations") if entry.get("id") in acting]
        composed = composed_of((actor.get("country"), actor.get("sector")) for actor in actors)
        promised = network.get("composition")
        comes_out = "complete" if composed.complete else "incomplete"
        if promised in {"complete", "incomplete"} and promised != comes_out:
            self.say(file, network.line_of("composition"), "network · composition", f"comes out {comes_out}.")

    # --- A practice -----------------------------------------------------------------------------

    def practice(self, file, place, entry):
        """The parts that have a shape of their own, and what must fit together."""
        for key, shape in (("earlier", shapes.OTHER_TEXTS), ("newer", shapes.OTHER_TEXTS)):
            if key in entry:
                self.shape(file, f"{place} · {key}", self.record(file, entry, key), shape)
        for attached in self.records(file, entry, "files"):
            self.attached(file, place, attached)
        for tag in self.records(file, entry, "tags"):
            self.tag(file, place, tag)
        for key, shape in (("blocks", shapes.BLOCK), ("materials", shapes.MATERIAL), ("adoptions", shapes.ADOPTION)):
            for number, part in enumerate(self.records(file, entry, key), start=1):
                self.shape(file, f"{place} · {key} {number}", part, shape)
        if "context" in entry:
            self.shape(file, f"{place} · context", self.record(file, entry, "context"), shapes.CONTEXT)
        self.texts(file, place, entry)
        self.state(file, place, entry)

    def attached(self, file, place, entry):
        where = f"{place} · files"
        self.shape(file, where, entry, shapes.FILE)
        if not str(entry.get("file", "")).endswith(SUFFIXES):
            self.say(file, entry.line_of("file"), where, f"a file ends in {' or '.join(SUFFIXES)}.")
        if not (entry.get("text_de") or entry.get("text_it")):
            self.say(file, entry.line, where, "a file needs a text_de or a text_it.")

    def tag(self, file, place, entry):
        """One German form, one Italian form, the same everywhere."""
        self.shape(file, f"{place} · tags", entry, shapes.TAG)
        for one, other in (("de", "it"), ("it", "de")):
            first = self.tags.setdefault((one, entry.get(one)), entry.get(other))
            if first != entry.get(other):
                self.say(file, entry.line, f"{place} · tags", f"“{entry.get(one)}” is “{first}” elsewhere.")

    def texts(self, file, place, entry):
        own = entry.get("source_language")
        other = {"de": "it", "it": "de"}.get(own)
        if f"title_{own}" not in entry:
            self.say(file, entry.line, f"{place} · title_{own}", "is missing.")
        translated = [name for name in shapes.TEXTS if f"{name}_{other}" in entry]
        lacking = [name for name in shapes.TEXTS if f"{name}_{own}" in entry and name not in translated]
        line, where = entry.line_of("translation"), f"{place} · translation"
        if entry.get("translation") == "missing" and translated:
            self.say(file, line, where, f"there is a {translated[0]}_{other}.")
        if entry.get("translation") in {"current", "outdated"} and lacking:
            self.say(file, line, where, f"{lacking[0]}_{other} is missing.")
        if (entry.get("translation") == "outdated") != ("earlier" in entry):
            self.say(file, line, where, "an outdated translation, and only that, needs “earlier” texts of the source.")

    def state(self, file, place, entry):
        state, own = entry.get("state"), entry.get("source_language")
        if state not in shapes.STATES:
            return
        needed = {"sent_back": ["reason"], "revised": ["newer", "updated"]}.get(state, [])
        needed += ["decided"] if state not in {"draft", "submitted"} else []
        needed += ["updated"] if "earlier" in entry else []
        needed += [f"{name}_{own}" for name in shapes.TEXTS[1:]] if state != "draft" else []
        for key in needed:
            if key not in entry:
                self.say(file, entry.line_of("state"), f"{place} · {key}", f"is missing for the state “{state}”.")
        if state == "in_network" and entry.get("audience") == "network":
            self.say(
                file, entry.line_of("state"), f"{place} · state", "waits for the editors, so it must wish for more."
            )
        days = [(key, as_day(entry.get(key))) for key in ("written", "decided", "updated") if as_day(entry.get(key))]
        for (_earlier, before), (key, after) in pairwise(days):
            if after < before:
                self.say(file, entry.line_of(key), f"{place} · {key}", "lies before the step it follows.")

    # --- News -----------------------------------------------------------------------------------

    def news(self, file, content, shape):
        """Each has a title with its text in one language at least, and an address no other piece has."""
        for index, entry in enumerate(self.records(file, content, "news")):
            place = f"news[{index}] {entry.get('date', '?')}"
            self.shape(file, place, entry, shape)
            for tag in self.records(file, entry, "tags"):
                self.tag(file, place, tag)
            for one, other in (("title", "body"), ("body", "title")):
                for language in ("de", "it"):
                    if f"{one}_{language}" in entry and f"{other}_{language}" not in entry:
                        self.say(file, entry.line, f"{place} · {other}_{language}", "is missing.")
            if not {"title_de", "title_it"} & set(entry):
                self.say(file, entry.line, f"{place} · title_de or title_it", "is missing.")
            elif (wanted := address(entry)) in self.news_addresses:
                self.say(file, entry.line, place, f"the address “{wanted}” is taken by another piece of news.")
            else:
                self.news_addresses.add(wanted)
