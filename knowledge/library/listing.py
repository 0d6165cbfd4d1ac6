"""The list of the library: what a reader has chosen, what that leaves, and how much each further choice would leave."""

import hashlib
import re
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from core import generation
from core.audience import tokens_of
from core.bilingual import current_language
from core.facets import ShownFacet, shown, without, words_asked
from core.facets import chips as facet_chips
from knowledge.library.facets import BY_KEY, FACETS
from knowledge.models import GoodPractice, Tag
from knowledge.models.practice import NEWEST_FIRST

PER_PAGE = 20
MAX_VALUES = 20  # of one facet
KEPT = 300  # seconds; what changes without a write changes no list
OPEN = 4  # facets that show their values at once
YEAR = re.compile(r"[0-9]{4}")
SORTS = ("newest", "adopted", "title")


@dataclass(frozen=True)
class Choice:
    """What a reader asks for; `of` reads it from an address and leaves out what does not exist."""

    query: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    sort: str = SORTS[0]
    tag: str = ""  # its slug

    @classmethod
    def of(cls, parameters) -> "Choice":
        values = {key: sorted(set(parameters.getlist(key)))[:MAX_VALUES] for key in BY_KEY if key in parameters}
        values["year"] = [year for year in values.get("year", []) if YEAR.fullmatch(year)]
        sort = parameters.get("sort")
        return cls(
            words_asked(parameters),
            {key: chosen for key, chosen in values.items() if any(chosen)},
            sort if sort in SORTS else SORTS[0],
            parameters.get("tag", "")[:100],
        )

    @property
    def kept(self) -> dict[str, str]:
        """What stays when the facets change, by its name in an address."""
        sort = self.sort if self.sort != SORTS[0] else ""
        return {name: value for name, value in {"q": self.query, "tag": self.tag, "sort": sort}.items() if value}


def practices_for(user, choice: Choice, *, but: str = ""):
    """The practices this reader may see that fit the choice; without the facet named by `but`."""
    found = GoodPractice.objects.visible_to(user)
    if choice.query:
        found = found.matching(choice.query)
    if choice.tag:
        found = found.filter(pk__in=GoodPractice.objects.filter(tags__slug=choice.tag).order_by().values("pk"))
    for key, values in choice.values.items():
        if key != but:
            found = BY_KEY[key].keep(found, values)
    return found


def listed(user, choice: Choice) -> dict:
    """Keys in order and counts of every facet: {"pks": […], "counts": {facet: {value: number}}}.

    Counted once for each choice, audience and state of the database (`core.generation`), not for each reader.
    """
    state = generation.current()
    if state is None:
        return _list(user, choice)
    key = _key(state, user, choice)
    if (known := cache.get(key)) is None:
        known = _list(user, choice)
        cache.set(key, known, KEPT)
    return known


def _list(user, choice) -> dict:
    return {"pks": list(_sorted(practices_for(user, choice), choice.sort)), "counts": _counts(user, choice)}


def facets_for(user, choice: Choice, counts) -> list[ShownFacet]:
    """The facets that have values; the first few are open."""
    found = []
    for facet in FACETS:
        chosen, numbers = choice.values.get(facet.key, []), counts[facet.key]
        if labels := facet.labels(user, {*numbers, *chosen}):
            found.append(shown(facet.key, facet.title, labels, numbers, chosen, open=len(found) < OPEN))
    return found


def _key(state, user, choice) -> str:
    asked = [state, sorted(tokens_of(user)), choice.query, choice.tag, sorted(choice.values.items()), choice.sort]
    if choice.sort == "title":
        asked.append(current_language())
    return f"library-{hashlib.blake2s(repr(asked).encode(), digest_size=16).hexdigest()}"


def _sorted(practices, sort):
    """Keys only: to sort ten thousand whole practices takes three times as long."""
    if sort == "title":
        return practices.by_heading().values_list("pk", flat=True)
    if sort == "adopted":
        confirmed = Q(adoptions__adopter_confirmed_at__isnull=False, adoptions__source_confirmed_at__isnull=False)
        practices = practices.annotate(times_adopted=Count("adoptions", filter=confirmed))
        return practices.order_by("-times_adopted", *NEWEST_FIRST).values_list("pk", flat=True)
    return practices.order_by(*NEWEST_FIRST).values_list("pk", flat=True)


def _counts(user, choice) -> dict:
    """Within a facet its own choice does not narrow: ticking a second value adds to the first."""
    everything = practices_for(user, choice)
    return {
        facet.key: facet.count(practices_for(user, choice, but=facet.key) if facet.key in choice.values else everything)
        for facet in FACETS
    }


# --- What the page says about the choice --------------------------------------------------------------


def sort_choices(choice) -> list[dict]:
    labels = {"newest": _("newest first"), "adopted": _("most often taken over"), "title": _("by title")}
    return [{"value": sort, "label": labels[sort], "chosen": sort == choice.sort} for sort in SORTS]


def chips(parameters, choice, facets, user) -> list[dict]:
    """What has been chosen, each with the address of the list without it."""
    found = [{"label": f"“{choice.query}”", "url": without(parameters, "q")}] if choice.query else []
    if choice.tag:
        readable = GoodPractice.objects.visible_to(user).values("pk")  # a tag of others' drafts has no name here
        tag = Tag.objects.filter(slug=choice.tag, tagged_practices__content_object__in=readable).first()
        found.append({"label": str(tag or choice.tag), "url": without(parameters, "tag")})
    return found + facet_chips(parameters, facets)
