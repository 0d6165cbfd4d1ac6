"""By what the library is narrowed: each facet counts in the database, and filters by any of several values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear, Substr
from django.utils.translation import gettext_lazy

from core.bilingual import State, read
from core.regions import COUNTRIES, region_name
from knowledge.models import Adoption, FieldOfAction, Maturity, OccupationalField, TargetGroup, Topic
from networks.models import Network

Counts = dict[str, int]


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list.

    Attributes:
        key: its name in an address.
        title: for the reader.
        count: practices → value → number.
        keep: practices, values → those that have one of them.
        labels: user, values → (value, label) in the order to be shown; unknown values are left out.
    """

    key: str
    title: str
    count: Callable[[QuerySet], Counts]
    keep: Callable[[QuerySet, list[str]], QuerySet]
    labels: Callable[[object, Iterable[str]], list[tuple[str, str]]]


# --- Kinds of facet ----------------------------------------------------------------------------------


def by_column(key, title, labels, expression=None, read_value=str) -> Facet:
    """A facet over a column, or what is computed from one. `read_value` turns an address's text into its value."""
    column = f"facet_{key}"

    def annotated(practices):
        return practices.annotate(**{column: expression}) if expression is not None else practices

    name = column if expression is not None else key

    def count(practices):
        found = annotated(practices).order_by().values_list(name).annotate(Count("pk"))
        return {str(value): number for value, number in found if value not in (None, "")}

    def keep(practices, values):
        return annotated(practices).filter(**{f"{name}__in": [read_value(value) for value in values]})

    return Facet(key, title, count, keep, labels)


def by_list(key, title, relation, model) -> Facet:
    """A facet over one of the lists the team keeps."""

    def count(practices):
        found = practices.filter(**{f"{relation}__isnull": False}).order_by()
        return dict(found.values_list(f"{relation}__code").annotate(Count("pk")))

    def keep(practices, values):
        holders = practices.model.objects.filter(**{f"{relation}__code__in": values})
        return practices.filter(pk__in=holders.values("pk"))

    def labels(user, values):
        return [(entry.code, str(entry)) for entry in model.objects.filter(code__in=list(values))]

    return Facet(key, title, count, keep, labels)


def by_condition(key, title, conditions: dict[str, Q], labels) -> Facet:
    """A facet whose values are conditions, of which a practice may meet several."""

    def count(practices):
        counted = practices.aggregate(**{value: Count("pk", filter=met) for value, met in conditions.items()})
        return {value: number for value, number in counted.items() if number}

    def keep(practices, values):
        met = Q(pk__in=[])
        for value in conditions.keys() & values:
            met |= conditions[value]
        return practices.filter(met)

    return Facet(key, title, count, keep, labels)


def in_order(pairs):
    """Labels of a fixed list, in its order."""
    return lambda user, values: [(value, str(label)) for value, label in pairs if value in set(values)]


# --- The facets --------------------------------------------------------------------------------------

NETWORK_PATH = 4 * Network.steplen  # root, home, list of networks, network


def region_labels(user, values):
    return sorted(((value, region_name(value)) for value in values), key=lambda pair: pair[1])


def year_labels(user, values):
    return [(value, value) for value in sorted(values, reverse=True)]


def count_networks(practices) -> Counts:
    by_path = dict(practices.order_by().values_list(Substr("path", 1, NETWORK_PATH)).annotate(Count("pk")))
    return {slug: by_path[path] for slug, path in Network.objects.filter(path__in=by_path).values_list("slug", "path")}


def keep_networks(practices, values):
    below = Q(pk__in=[])
    for path in Network.objects.filter(slug__in=values).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return practices.filter(below)


def network_labels(user, values):
    networks = Network.objects.visible_to(user).filter(slug__in=list(values)).by_heading()
    return [(network.slug, read(network, "heading")) for network in networks]


def languages_available() -> dict[str, Q]:
    both = ~Q(translation_state=State.MISSING)
    return {"de": both | Q(source_language="de"), "it": both | Q(source_language="it")}


ADOPTED = {"yes": Q(pk__in=Adoption.objects.confirmed().values("practice"))}

FACETS = (
    by_column("country", gettext_lazy("Country"), in_order(COUNTRIES), Substr("region", 1, 2)),
    by_column("region", gettext_lazy("Region"), region_labels),
    by_list("field", gettext_lazy("Occupational field"), "occupational_fields", OccupationalField),
    by_list("topic", gettext_lazy("Topic"), "topics", Topic),
    by_list("group", gettext_lazy("Target group"), "target_groups", TargetGroup),
    by_column("maturity", gettext_lazy("Maturity"), in_order(Maturity.choices)),
    by_list("action", gettext_lazy("Field of action"), "fields_of_action", FieldOfAction),
    by_condition(
        "language",
        gettext_lazy("To be read in"),
        languages_available(),
        in_order([("de", gettext_lazy("German")), ("it", gettext_lazy("Italian"))]),
    ),
    Facet("network", gettext_lazy("Network"), count_networks, keep_networks, network_labels),
    by_column("year", gettext_lazy("Year"), year_labels, ExtractYear("first_published_at"), read_value=int),
    by_condition(
        "adopted",
        gettext_lazy("Taken over"),
        ADOPTED,
        in_order([("yes", gettext_lazy("by others already"))]),
    ),
)
BY_KEY = {facet.key: facet for facet in FACETS}
