"""Law 2's work list: which records lack a translation or have outgrown it."""

from django.urls import reverse

from core.bilingual import State, read
from core.models import Page
from core.numbers import is_possible
from knowledge.models import GoodPractice, Publication, PublicationIndex
from networks.models import Body, BodyIndex, Directory, Network, Organisation
from pages.models import ContactPage, HomePage, News, StandardPage

TYPES = {
    "practices": GoodPractice,
    "networks": Network,
    "news": News,
    "publications": Publication,
    "pages": StandardPage,
    "organisations": Organisation,
    "bodies": Body,
}
ONCE = [HomePage, ContactPage, BodyIndex, Directory, PublicationIndex]  # one page each: no filter of their own
STATES = [State.MISSING, State.OUTDATED]


def work_list(chosen, user) -> dict:
    """Rows of the list, filtered by `type`, `network` (id) and `state` as strings; unknown values filter nothing."""
    models = [TYPES[chosen["type"]]] if chosen.get("type") in TYPES else [*TYPES.values(), *ONCE]
    states = [chosen["state"]] if chosen.get("state") in STATES else STATES
    number = chosen.get("network", "")
    network = Network.objects.filter(pk=number).first() if number.isdecimal() and is_possible(number) else None
    rows = [row for model in models for row in _rows(model, states, network, user)]
    return {"rows": sorted(rows, key=lambda row: (row["state"], row["title"])), "total": len(rows)}


def filters_for(chosen) -> dict:
    return {
        "types": [(code, model._meta.verbose_name_plural) for code, model in TYPES.items()],
        "states": [(state.value, state.label) for state in STATES],
        "networks": Network.objects.by_heading(),
        "chosen": {name: chosen.get(name, "") for name in ("type", "network", "state")},
    }


def _rows(model, states, network, user):
    records = model.objects.filter(translation_state__in=states)
    networks = {}
    if issubclass(model, Page):
        records = records.visible_to(user)
        if network and model is News:
            records = records.filter(about=network)
        elif network:
            records = records.descendant_of(network, inclusive=True)
        networks = {found.path: found for found in Network.objects.all()}
    elif network and model is Body:
        records = records.none()
    elif network:
        records = records.filter(memberships__in=network.memberships.live()).distinct()
    for record in records:
        yield {
            "record": record,
            "type_label": model._meta.verbose_name,
            "is_page": isinstance(record, Page),
            "is_practice": isinstance(record, GoodPractice),
            "network": _network_of(record, networks),
            "title": (read(record, "heading") if isinstance(record, Page) else str(record)),
            "source_language": record.source_language,
            "target_language": record.target_language,
            "state": record.translation_state,
            "state_label": record.get_translation_state_display(),
            "edit_url": _edit_url(record),
            "missing": [record._meta.get_field(name).verbose_name for name in record.untranslated_fields()],
        }


def _network_of(record, networks):
    """The network it stands in or is about, from the networks by path; None where there is none."""
    if isinstance(record, News):
        return next((n for n in networks.values() if n.pk == record.about_id), None)
    return next((n for path, n in networks.items() if record.path.startswith(path)), None)


def _edit_url(record) -> str:
    """Where its translation is written: practices side by side, everything else in the admin."""
    if isinstance(record, GoodPractice):
        return reverse("practice-translate", args=[record.pk])
    if isinstance(record, Page):
        return reverse("wagtailadmin_pages:edit", args=[record.pk])
    return reverse(f"{record._meta.model_name}:edit", args=[record.pk])
