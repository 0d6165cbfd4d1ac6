"""Which page stands for each kind, found among those that a walk has met."""

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """The form of its address below the language, and the login that sees it."""

    form: str
    login: str = ""


KINDS = {
    "home": Kind(r""),
    "networks": Kind(r"network/"),
    "network": Kind(r"network/stein-und-zukunft/"),
    "practice": Kind(r"network/stein-und-zukunft/[\w-]+/"),
    "list": Kind(r"praxis/"),
    "news list": Kind(r"news/"),
    "news": Kind(r"news/[\w-]+/"),
    "contact": Kind(r"contact/"),
    "partners": Kind(r"partner/"),
    "search": Kind(r"search/"),
    "login": Kind(r"account/login/"),
    "space": Kind(r"space/", "a member"),
    "form": Kind(r"space/write/\d+/", "a member"),
    "status": Kind(r"space/practices/\d+/", "a member"),
    "people": Kind(r"space/networks/\d+/people/", "a member"),
    "profile": Kind(r"space/profile/", "a member"),
    "translations": Kind(r"space/translations/", "an editor"),
}
VISITOR = {"": "anonymous", "a member": "member", "an editor": "editor"}


def addresses(walks, kind: str) -> list[str]:
    """The first address of this kind in each language."""
    form, login = KINDS[kind]
    met = walks[VISITOR[login]]
    found = [
        next((address for address in met if re.fullmatch(f"/{language}/{form}", address)), None)
        for language in ("de", "it")
    ]
    assert all(found), f"No page of this kind: {kind}"
    return found
