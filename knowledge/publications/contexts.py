"""What the list of publications and each of them show, and in which ones a practice appears."""

from urllib.parse import urlsplit

from django.core.paginator import Paginator

from core.audience import may_see
from core.bilingual import State, current_language, fallback_fields
from core.contexts import gives_context
from knowledge.models import GoodPractice, Publication, PublicationIndex
from knowledge.publications import citing
from knowledge.publications.listing import PER_PAGE, kinds_of, newest, publications_of, years_of
from networks.directory.addresses import organisation_urls
from networks.models import Organisation


@gives_context(PublicationIndex)
def index_context(page, request) -> dict:
    """What this reader may see, narrowed by `kind` and `year`. Unknown filters filter nothing."""
    found = Publication.objects.visible_to(request.user)
    kinds = kinds_of(found)
    kind = next((each for each in kinds if each["code"] == request.GET.get("kind")), None)
    if kind:
        found = found.filter(kind=kind["code"])
    years = years_of(found)
    year = next((each["year"] for each in years if str(each["year"]) == request.GET.get("year")), None)
    if year:
        found = found.filter(year=year)
    paginator = Paginator(newest(found), PER_PAGE)
    return {
        "publications": paginator.get_page(request.GET.get("page")),
        "total": paginator.count,
        "kinds": kinds,
        "kind": kind,
        "years": years,
        "year": year,
    }


@gives_context(Publication)
def publication_context(publication, request) -> dict:
    """One publication as this reader sees it."""
    user, file = request.user, publication.document
    chosen = [practice.pk for practice in publication.practices.all()]
    return {
        "authors": _authors(publication, request),
        "practices": list(GoodPractice.objects.visible_to(user).filter(pk__in=chosen).by_heading()),
        "document": file if file and (may_see(user, file.token) or file.is_visible_to(user)) else None,
        "edition": citing.edition(publication),
        "url_host": urlsplit(publication.url).hostname or "",
        "cite": citing.sentence(publication, publication.get_full_url(request)) if publication.live else "",
        "fallback": bool(fallback_fields(publication)),
        "outdated": publication.translation_state == State.OUTDATED
        and publication.target_language == current_language(),
    }


def _authors(publication, request) -> list[dict]:
    """Each author with the organisation, by its name; it leads to the directory where this reader finds it there."""
    authors = list(publication.authors.all())
    keys = {author.organisation_id for author in authors if author.organisation_id}
    organisations = Organisation.objects.in_bulk(keys)
    urls = organisation_urls(organisations.values(), request)
    return [
        {
            "author": author,
            "organisation": organisations.get(author.organisation_id),
            "url": urls.get(author.organisation_id, ""),
        }
        for author in authors
    ]


@gives_context(GoodPractice)
def practice_context(practice, request) -> dict:
    return {"publications": publications_of(practice, request.user)}
