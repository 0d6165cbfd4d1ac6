"""The list of publications: newest first, by kind and by year."""

from django.db.models import Count, F

from knowledge.models import Publication, PublicationKind

PER_PAGE = 20


def newest(publications):
    """Newest first, with what a list shows of each."""
    order = ("-year", F("adopted_on").desc(nulls_last=True), "-first_published_at", "-pk")
    return publications.order_by(*order).prefetch_related("authors")


def kinds_of(publications) -> list[dict]:
    """The kinds there are: code, label, count, in the order of the list of kinds."""
    counts = dict(publications.order_by().values_list("kind").annotate(Count("pk")))
    return [
        {"code": kind.value, "label": kind.label, "count": counts[kind.value]}
        for kind in PublicationKind
        if kind.value in counts
    ]


def years_of(publications) -> list[dict]:
    return list(publications.order_by().values("year").annotate(count=Count("pk")).order_by("-year"))


def publications_of(practice, user) -> list[Publication]:
    """The publications this reader may see in which a practice appears."""
    return list(newest(Publication.objects.visible_to(user).filter(practices=practice.pk))) if practice.pk else []
