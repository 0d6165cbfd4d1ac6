"""Law 1: who may see. Everything that can be read carries one token; a person holds a set of tokens.

A token is one of::

    public            everybody
    community         every active member of any network, the committee, the team
    committee         the steering committee and the team
    network:<id>      the members of one network (id of its page)
    group:<id>        what several networks, reviewers or a regional series share
    person:<id>       one person

`public` is wider than `community`, which is wider than `committee`, `network:…` and `group:…`, which are
wider than `person:…`. Two different tokens of the same width are incomparable: neither may stand in the other.
"""

import re
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PUBLIC = "public"
COMMUNITY = "community"
COMMITTEE = "committee"
NETWORK = "network"
GROUP = "group"
PERSON = "person"

_WIDTH = {PUBLIC: 3, COMMUNITY: 2, COMMITTEE: 1, NETWORK: 1, GROUP: 1, PERSON: 0}
_FORM = re.compile(r"^(public|community|committee|(network|group|person):[1-9][0-9]*)$")

Contributor = Callable[[object], Iterable[str]]
_contributors: list[Contributor] = []


def network_token(network_id: int) -> str:
    return f"{NETWORK}:{network_id}"


def person_token(user_id: int) -> str:
    return f"{PERSON}:{user_id}"


def kind(token: str) -> str:
    """The part of a token before the colon."""
    return token.partition(":")[0]


def validate_token(token: str) -> None:
    """Model validator. Raises ValidationError for anything but the tokens named above."""
    if not _FORM.match(token or ""):
        raise ValidationError(_("“%(token)s” is not an audience."), params={"token": token})


def is_within(inner: str, outer: str) -> bool:
    """Whether everybody who holds `inner` may also see what carries `outer`."""
    return inner == outer or _WIDTH[kind(inner)] < _WIDTH[kind(outer)]


def narrower(first: str, second: str) -> str:
    """The narrower of two tokens.

    Raises:
        Incomparable: neither of them stands within the other.
    """
    if is_within(first, second):
        return first
    if is_within(second, first):
        return second
    raise Incomparable(first, second)


class Incomparable(ValidationError):
    """Two audiences that cannot be nested, like the committee's and a network's."""

    def __init__(self, first: str, second: str):
        super().__init__(
            _("“%(first)s” and “%(second)s” are different circles; one cannot stand inside the other."),
            params={"first": first, "second": second},
        )


def contributes_tokens(contributor: Contributor) -> Contributor:
    """Register what a room says about a signed-in, active person: an iterable of tokens.

    Rooms do this in their `audience.py`, which is discovered like `translation.py` is.
    """
    _contributors.append(contributor)
    return contributor


def tokens_of(user) -> frozenset[str]:
    """All tokens a person holds at this moment, from live memberships with their dates.

    Args:
        user: a User or AnonymousUser. The answer is kept on this object, so for one request, never longer.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset({PUBLIC})
    if (held := getattr(user, "_audience_tokens", None)) is None:
        held = frozenset({PUBLIC, person_token(user.pk)}.union(*(c(user) for c in _contributors)))
        user._audience_tokens = held
    return held


def may_see(user, token: str) -> bool:
    return token in tokens_of(user)
