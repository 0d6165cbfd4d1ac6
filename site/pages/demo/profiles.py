"""The organisations' profiles: what they offer and look for; about half of them open it to everybody."""

from networks.directory.actions import set_public

from .people import DOMAIN


def profile_of(record, number: int) -> dict:
    """The profile's fields from a record; two of three are looking for partners now."""
    texts = {
        f"{name}_{code}": record.get(f"{name}_{code}", "").strip()
        for name in ("offers", "seeks")
        for code in ("de", "it")
    }
    return texts | {
        "size": record.get("size", ""),
        "email": f"{record['id']}@{DOMAIN}",
        "looks_for_partners": bool(texts["seeks_de"] or texts["seeks_it"]) and number % 3 < 2,
    }


def open_some(records, organisations, acting) -> None:
    """Every second one of these is opened by somebody who acts for it.

    Args:
        organisations: those just made, by id; acting: a person by the organisation's id.
    """
    for number, record in enumerate(records):
        key = record["id"]
        if number % 2 == 0 and key in organisations and key in acting:
            set_public(organisations[key], True, by=acting[key])
