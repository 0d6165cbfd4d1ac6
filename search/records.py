"""What can be found: the records that rooms contribute, and how they declare them.

A room writes a `search_index.py` with one `Source` per kind of record; it is discovered like `translation.py` is.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import override

from core.bilingual import LANGUAGES, OTHER, current_language


@dataclass(frozen=True)
class Texts:
    """What a record says in one language; plain text, empty where it says nothing in it.

    True where it can be read in this language: where it has a title. A body alone holds labels of lists.
    """

    title: str = ""
    summary: str = ""
    body: str = ""

    def __bool__(self):
        return bool(self.title)


@dataclass(frozen=True)
class Record:
    """One thing that can be found, as the index wants it.

    Args:
        key: `kind:id`, unique over the whole site.
        texts: per language (`de`, `it`).
        tokens: who may find it: everybody who holds one of these (law 1).
        facets: codes to count and filter by, e.g. `{"country": ("DE",), "year": ("2026",)}`; every record gets `kind`
            and `language` by itself.
        date: for sorting.
    """

    key: str
    texts: dict[str, Texts]
    tokens: tuple[str, ...]
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    date: datetime.date | None = None

    @property
    def kind(self) -> str:
        return kind_of(self.key)


@dataclass(frozen=True)
class Card:
    """What the results page shows of a record that this person may see at this moment."""

    key: str
    url: str
    texts: dict[str, Texts]
    kind_label: str
    facts: tuple[str, ...] = ()  # a few words beside the kind: network, place, day
    date: datetime.date | None = None

    @property
    def kind(self) -> str:
        return kind_of(self.key)

    def title(self) -> tuple[str, str]:
        """Its title and the language of it: the current one, or the other where there is none."""
        mine = current_language()
        language = mine if self.texts[mine].title else OTHER[mine]
        return self.texts[language].title, language


def kind_of(key: str) -> str:
    return key.partition(":")[0]


class Source:
    """One kind of record. Rooms subclass it and register an instance with `register`.

    Attributes:
        kind: the first part of its records' keys.
        label: lazy, in the plural: “Good practices”.
        model: of which each row is one record.
        follows: paths of relations from the model to what else enters a record, as `filter()` would write them
            (`"blocks"`, `"tagged_items__tag"`). Whoever writes any row on such a path has the records read anew
            (`search.upkeep.triggers`).
        below: the type of the one page below whose address, and with whose audience, all of them stand; else None.
        named_by: columns that the plain search reads which stands in while the index cannot be asked.
    """

    kind: str
    label: str
    model: type[Model]
    follows: tuple[str, ...] = ()
    below: type[Model] | None = None
    named_by: tuple[str, ...] = ()

    def models(self) -> tuple[type[Model], ...]:
        """Whose rows are its records: the model, or those of its children that are meant."""
        return (self.model,)

    # --- What a subclass says of its rows ---

    def live(self) -> QuerySet:
        """What belongs into the index now, whoever may see it."""
        raise NotImplementedError

    def visible_to(self, user) -> QuerySet:
        return self.model.objects.visible_to(user)

    def complete(self, rows: QuerySet) -> list:
        """The rows with all that the methods below read, in few queries however many rows."""
        return list(rows)

    def texts(self, row, language: str) -> Texts:
        """Called with the interface in this language too, for labels that come from the catalogues."""
        raise NotImplementedError

    def findable(self, texts: Texts) -> Texts:
        """By which of its texts a record is found."""
        return texts

    def tokens(self, row) -> tuple[str, ...]:
        """Of what stands below one page that page's; `records` has given the row its `above`."""
        return (row.above.token,)

    def facets(self, row) -> dict[str, tuple[str, ...]]:
        """Name → codes; empty ones are left out. Names and codes are those of the lists that show the same things."""
        return {}

    def day(self, row) -> datetime.date | None:
        return None

    def url(self, row, base: str) -> str:
        """`base` is the address of the page they stand below, where there is one."""
        raise NotImplementedError

    def facts(self, row, user) -> tuple[str, ...]:
        return ()

    def changing_on(self, day: datetime.date) -> Iterable[int]:
        """Ids of those whose record is another one from this day on although nobody writes anything."""
        return ()

    # --- What the index and the results page ask for ---

    def key(self, pk: int) -> str:
        return f"{self.kind}:{pk}"

    def pks(self) -> Iterable[int]:
        """Ids of everything that belongs into the index now, whoever may see it."""
        is_open = self.below is None or self._above()
        return self.live().order_by("pk").values_list("pk", flat=True) if is_open else []

    def records(self, pks: list[int]) -> Iterable[Record]:
        """The records of these ids; what is not live any more is left out. Few queries, however many ids."""
        above = self._above()
        if self.below and above is None:
            return
        for row in self.complete(self.live().filter(pk__in=pks)):
            row.above = above
            facets = {name: tuple(filter(None, codes)) for name, codes in self.facets(row).items()}
            yield Record(
                self.key(row.pk),
                {language: self.findable(texts) for language, texts in self._both(row).items()},
                self.tokens(row),
                {name: codes for name, codes in facets.items() if codes},
                self.day(row),
            )

    def cards(self, pks: list[int], user) -> Iterable[Card]:
        """What of these this person may see, read from the database by the room's own rule, in any order."""
        page = self.below.objects.visible_to(user).first() if self.below else None
        if self.below and page is None:
            return
        base = page.get_url() if page else ""
        label = capfirst(str(self.model._meta.verbose_name))
        for row in self.complete(self.visible_to(user).filter(pk__in=self.live().filter(pk__in=pks).values("pk"))):
            facts = tuple(filter(None, self.facts(row, user)))
            yield Card(self.key(row.pk), self.url(row, base), self._both(row), label, facts, self.day(row))

    def named(self, query: str, user) -> QuerySet:
        """What this person may see with each of these words in its name: the plain search (at most twelve words)."""
        if self.below and not self.below.objects.visible_to(user).exists():
            return self.model.objects.none()
        rows = self.visible_to(user).filter(pk__in=self.live().values("pk"))
        for word in query.split()[:12]:
            rows = rows.filter(reduce(or_, (Q(**{f"{column}__icontains": word}) for column in self.named_by)))
        return rows

    def _above(self):
        """The page they stand below, where there is one and it is published."""
        return self.below.objects.live().first() if self.below else None

    def _both(self, row) -> dict[str, Texts]:
        found = {}
        for language in LANGUAGES:
            with override(language):
                found[language] = self.texts(row, language)
        return found


class PageSource(Source):
    """Pages of one type: published ones, with their token."""

    def live(self):
        return self.model.objects.live()

    def tokens(self, row):
        return (row.token,)

    def day(self, row):
        return published_on(row)

    def url(self, row, base):
        return row.get_url() or ""

    def named(self, query, user):
        """By the model's own plain search, which reads more than its name."""
        matching = [model.objects.matching(query).values("pk") for model in self.models()]
        return self.visible_to(user).filter(reduce(or_, (Q(pk__in=found) for found in matching)))


def published_on(page) -> datetime.date | None:
    return timezone.localdate(page.first_published_at) if page.first_published_at else None


sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Raises ValueError when another source has this kind already."""
    if source.kind in sources:
        raise ValueError(f"two sources of {source.kind}")
    sources[source.kind] = source
    return source


def by_source(keys: Iterable[str]) -> Iterable[tuple[Source, list[int]]]:
    """The ids of these keys, source by source; keys of no known kind are left out."""
    pks: dict[str, list[int]] = {}
    for key in keys:
        kind, _colon, pk = key.partition(":")
        if kind in sources and pk.isdigit():
            pks.setdefault(kind, []).append(int(pk))
    return [(sources[kind], some) for kind, some in pks.items()]


def records_of(keys: Iterable[str]) -> Iterable[Record]:
    """The records of these keys, of whatever kinds; those that are not there, or of no known kind, are left out."""
    for source, pks in by_source(keys):
        yield from source.records(pks)
