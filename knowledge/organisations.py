"""What knowledge says about organisations: which take part through it, and what they have written and taken over."""

from core.contexts import gives_context
from knowledge.models import Adoption, GoodPractice
from networks.directory.addresses import organisation_urls
from networks.directory.profile import takes_part
from networks.models import Organisation


@takes_part
def answering_for_a_practice():
    return GoodPractice.objects.live().exclude(responsible=None).values("responsible")


@takes_part
def having_taken_something_over():
    return Adoption.objects.confirmed().values("organisation")


@gives_context(Organisation)
def practices_and_adoptions(organisation, request) -> dict:
    """The practices an organisation answers for and its confirmed adoptions, of what this reader may see."""
    readable = GoodPractice.objects.visible_to(request.user)
    adopted = Adoption.objects.confirmed().filter(organisation=organisation, practice__in=readable.values("pk"))
    return {
        "practices": list(readable.filter(responsible=organisation).by_heading()),
        "adoptions": list(adopted.select_related("practice").order_by("-since", "-pk")),
    }


@gives_context(GoodPractice)
def responsible_organisation(practice, request) -> dict:
    """Where the organisation that answers for a practice is found; empty for whom the directory does not show it."""
    organisation = practice.responsible
    urls = organisation_urls([organisation], request) if organisation else {}
    return {"responsible_url": urls.get(practice.responsible_id, "")}
