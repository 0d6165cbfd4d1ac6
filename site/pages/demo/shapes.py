"""Which keys each kind of record has: required, optional, and waiting for a model that does not exist yet."""

from dataclasses import dataclass, field

from core.models import Page
from knowledge.models import (
    AdoptionStage,
    BuildingBlock,
    GoodPractice,
    Maturity,
    PracticeFile,
    PracticeLink,
    Publication,
    PublicationKind,
)
from knowledge.models.practice import WISHES
from knowledge.vocabulary import CONTEXT_FEATURES, FIELDS_OF_ACTION, OCCUPATIONAL_FIELDS, TARGET_GROUPS, TOPICS
from networks.directory.profile import Size
from networks.models import ActorType, Body, CommitteeSeat, Membership, Network, Organisation, Role
from pages.models import HomePage, News

from .pictures import MOTIFS
from .values import Check, anything, day, full_name, level, many, month, one_of, ref, region, slug, text

LANGUAGE = one_of("de", "it")
FEATURES = [code for entries in CONTEXT_FEATURES.values() for code in entries]
STATES = ("draft", "submitted", "sent_back", "in_network", "published", "revised")
TEXTS = ("title", "summary", "starting_point", "approach", "results")
DEEPER = (
    "target_group", "actors", "resources", "difficulties", "success_factors", "transferability", "sustainability",
)  # fmt: skip
CONTEXT_TEXTS = ("legal_basis", "places_of_learning", "who_pays")


def both(name: str, check: Check) -> dict[str, Check]:
    return {f"{name}_de": check, f"{name}_it": check}


def names(*words: str) -> frozenset[str]:
    """Keys that wait; a word that ends in * stands for its German and its Italian form."""
    return frozenset(
        name for word in words for name in ([f"{word[:-1]}_de", f"{word[:-1]}_it"] if word.endswith("*") else [word])
    )


def most(model, name: str) -> int | None:
    return model._meta.get_field(name).max_length


@dataclass(frozen=True)
class Shape:
    required: dict[str, Check]
    optional: dict[str, Check] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()

    def check_of(self, key) -> Check | None:
        return self.required.get(key) or self.optional.get(key)

    def knows(self, key) -> bool:
        return key in self.waiting or self.check_of(key) is not None


NETWORK = Shape(
    required={
        "slug": slug,
        "regions": many(region),
        "founded": day,
        "composition": one_of("complete", "incomplete"),
        "contexts": anything,  # a side for each country
        **both("name", text(most(Page, "heading"))),
        **both("theme", text(most(Network, "theme"))),
        **both("summary", text()),
    },
    waiting=names("history*", "composition_note*"),
)

ORGANISATION = Shape(
    required={
        "id": slug,
        "name": text(most(Organisation, "name")),
        "country": one_of("DE", "IT"),
        "region": region,
        "city": text(most(Organisation, "city")),
        "type": one_of(*ActorType.values),
        "sector": one_of("public", "private"),
        **both("about", text()),
    },
    optional={
        "size": one_of(*Size.values),
        **both("offers", text(most(Organisation, "offers"))),
        **both("seeks", text(most(Organisation, "seeks"))),
    },
)

_PERSON = {"id": slug, "name": full_name, "language": LANGUAGE}

PERSON = Shape(
    required={
        **_PERSON,
        "organisation": ref("organisations"),
        "role": one_of(*Role.values),
        **both("function", text(most(Membership, "function"))),
    },
    optional={"since": day},
)

PRACTICE = Shape(
    required={
        "id": slug,
        "source_language": LANGUAGE,
        "translation": one_of("current", "missing", "outdated"),
        "audience": one_of(*(wish for wish, _label in WISHES)),
        "state": one_of(*STATES),
        "written": day,
        "author": ref("people"),
        "responsible": ref("organisations"),
        "fields": many(one_of(*(german for german, _italian in OCCUPATIONAL_FIELDS.values()))),
    },
    optional={
        **both("title", text(most(Page, "heading"))),
        **both("summary", text(most(GoodPractice, "summary"))),
        **both("starting_point", text()),
        **both("approach", text()),
        **both("results", text()),
        **both("picture_text", text(most(GoodPractice, "picture_text"))),
        "decided": day,
        "updated": day,
        "reason": text(),
        "comment": text(),
        "picture": one_of(*MOTIFS),
        **{key: check for name in DEEPER for key, check in both(name, text()).items()},
        "actions": many(one_of(*(int(number) for number in FIELDS_OF_ACTION))),
        "topics": many(one_of(*(german for german, _italian in TOPICS.values()))),
        "target_groups": many(one_of(*TARGET_GROUPS)),
        "features": many(one_of(*FEATURES)),
        "place": text(most(GoodPractice, "place")),
        "region": region,
        "period_from": month,
        "period_to": month,
        "maturity": one_of(*Maturity.values),
        "earlier": anything,  # these eight have a shape of their own
        "newer": anything,
        "files": anything,
        "tags": anything,
        "blocks": anything,
        "context": anything,
        "materials": anything,
        "adoptions": anything,
    },
    waiting=names("outdated_note*"),
)

# Inside a practice: other texts at another time, its files, its tags.
OTHER_TEXTS = Shape(required={}, optional={key: check for key, check in PRACTICE.optional.items() if key[:-3] in TEXTS})
FILE = Shape(
    required={"file": text(60)},
    optional={**both("caption", text(most(PracticeFile, "caption"))), **both("text", text())},
)
BLOCK = Shape(
    required={},
    optional={
        **both("title", text(most(BuildingBlock, "title"))),
        **{key: check for name in ("text", "enabling", "lessons") for key, check in both(name, text()).items()},
    },
)
CONTEXT = Shape(
    required={},
    optional={key: check for name in CONTEXT_TEXTS for key, check in both(name, text()).items()} | {"eqf": level},
)
MATERIAL = Shape(required={}, optional=both("title", text(most(PracticeLink, "title"))), waiting=names("kind"))
ADOPTION = Shape(
    required={"organisation": ref("all organisations"), "stage": one_of(*AdoptionStage.values), "since": month},
    optional={**both("changed", text()), **both("reason", text())},
)
SIDE = Shape(required={"features": many(one_of(*FEATURES)), "eqf": many(level)})
TAG = Shape(required={"de": text(100), "it": text(100)})


def news(authors: str) -> Shape:
    """A piece of news; the language whose title stands first is the one it was written in."""
    return Shape(
        required={"date": day, "author": ref(authors)},
        optional={
            "id": slug,
            **both("title", text(most(Page, "heading"))),
            **both("summary", text(most(News, "summary"))),
            **both("body", text()),
            **both("picture_text", text(most(News, "picture_text"))),
            "picture": one_of(*MOTIFS),
            "tags": anything,
        },
    )


NEWS, TEAM_NEWS = news("people"), news("team")

TEAM = Shape(required=_PERSON, waiting=names("function*", "email", "about*"))
SEAT = Shape(
    required={**_PERSON, **both("function", text(most(CommitteeSeat, "function")))},
    waiting=names("organisation_kind", "organisation*", "country"),
)
GUEST = Shape(required=_PERSON)
STANDARD_PAGE = Shape(
    required={"slug": slug, **both("title", text(most(Page, "heading"))), **both("body", text())},
    optional={"menu": one_of(True, False), "below": ref("pages"), "fills": one_of("contact", "bodies")},
)
HOME = Shape(
    required={
        **both("promise", text(most(HomePage, "promise"))),
        **both("intro", text(most(HomePage, "introduction"))),
        "events": many(ref("public events")),
    },
    waiting=names("sections"),
)
BODY = Shape(
    required={
        "id": slug,
        **both("name", text(most(Body, "name_de"))),
        **both("task", text(most(Body, "task"))),
    }
)
PARTNER = Shape(
    required={
        **both("name", text(most(Body, "name_de"))),
        "kind": one_of(*ActorType.values),
        "country": one_of("DE", "IT", Body.BOTH),
        **both("role", text(most(Body, "task"))),
    }
)
LOGINS = Shape(
    required={
        "member": ref("people"),
        "coordinator": ref("people"),
        "editor": ref("team"),
        "committee": ref("committee"),
        "stranger": ref("guests"),
    }
)
COMMITTEE = Shape(required={"since": day}, waiting=names("name*"))

PUBLICATION = Shape(
    required={
        "id": slug,
        "kind": one_of(*PublicationKind.values),
        "authors": many(ref("everybody")),
        "year": one_of(*range(1900, 2101)),
        "languages": many(LANGUAGE),
        **both("title", text(most(Page, "heading"))),
        **both("summary", text()),
    },
    optional={
        "pages": one_of(*range(1, 5001)),
        "external_authors": many(text(300)),
        "published_at": ref("all events"),
        "practices": many(ref("all practices")),
        "file": text(60),
        **{name: text(most(Publication, name)) for name in ("publisher", "edition", "isbn", "doi", "url")},
    },
)

# The parts of a file. What waits is read as YAML and left alone.
NETWORK_FILE = {"network", "organisations", "people", "practices", "news"}
PROGRAMME_FILE = {
    "organisations",
    "team",
    "committee",
    "guests",
    "logins",
    "pages",
    "news",
    "home",
    "bodies",
    "partners",
    "publications",
}
WAITING_PARTS = {"work_programme", "events", "threads", "recommendations"}
WAITING_IN_PROGRAMME = {
    "voices",
    "events",
    "threads",
    "recommendations",
}
