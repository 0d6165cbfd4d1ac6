"""Whether a practice fits: its context profile beside that of the reader's own side of a network, line by line."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.regions import COUNTRIES
from knowledge.models import ContextKind, NetworkContext
from networks.models import Membership
from networks.rules import may_coordinate

FITS, DIFFERS, UNKNOWN = "fits", "differs", "unknown"


@dataclass(frozen=True)
class Line:
    """One line of the comparison.

    Attributes:
        label: what is compared.
        theirs, ours: what the practice and the network's side say, in words; empty where nothing.
        verdict: fits, differs or unknown.
        why: the verdict explained in one sentence.
    """

    label: str
    theirs: str
    ours: str
    verdict: str
    why: str


@dataclass(frozen=True)
class Side:
    """One country's side of a network, for which the reader acts.

    Attributes:
        key: in the address, like `12-IT`.
        context: its NetworkContext, or None where nobody has described it.
        may_edit: whether the reader describes it.
    """

    key: str
    network: object
    country: str
    context: object
    may_edit: bool

    @property
    def country_name(self) -> str:
        return str(dict(COUNTRIES)[self.country])


def sides_of(user) -> list[Side]:
    """The sides a person acts for today, in the order of the networks."""
    if not user.is_authenticated:
        return []
    live = Membership.objects.filter(person=user).live().select_related("network", "organisation")
    held = {(each.network_id, each.organisation.country): each.network for each in live.order_by("network__path")}
    contexts = NetworkContext.objects.filter(network__in={pk for pk, _country in held})
    contexts = contexts.prefetch_related("features", "occupational_fields")
    known = {(each.network_id, each.country): each for each in contexts}
    return [
        Side(f"{pk}-{country}", network, country, known.get((pk, country)), may_coordinate(user, network))
        for (pk, country), network in held.items()
    ]


def fit_for(practice, user, chosen: str = "") -> dict:
    """For the page of a practice: the reader's sides, the one to compare with (`chosen` is its key), and the lines."""
    sides = sides_of(user)
    side = next((each for each in sides if each.key == chosen), sides[0] if sides else None)
    return {
        "sides": sides,
        "side": side,
        "lines": compare(practice, side.context) if side and side.context else [],
        "described": is_described(practice),
    }


def is_described(practice) -> bool:
    """Whether the practice says anything of its context."""
    return bool(practice.eqf or practice.context_features.all() or practice.occupational_fields.all())


def compare(practice, context) -> list[Line]:
    """A practice beside a network's side. Reads their features and fields; writes nothing."""
    theirs, ours = _by_kind(practice.context_features.all()), _by_kind(context.features.all())
    kinds = [
        (ContextKind.LEGAL, _any_in_common, _("legal basis")),
        (ContextKind.PLACE, _all_of_theirs, _("places of learning")),
        (ContextKind.PAYER, _any_in_common, _("who pays")),
    ]
    lines = [_line(label, theirs[kind], ours[kind], judge) for kind, judge, label in kinds]
    fields = list(practice.occupational_fields.all()), list(context.occupational_fields.all())
    return [*lines, _levels(practice.eqf, context), _line(_("occupational field"), *fields, _any_in_common)]


def _by_kind(features) -> dict:
    found = {kind: [] for kind in ContextKind}
    for feature in features:
        found[feature.kind].append(feature)
    return found


def _words(entries) -> str:
    return ", ".join(map(str, entries))


def _line(label, theirs, ours, judge) -> Line:
    verdict, why = _nothing_said(bool(theirs), bool(ours)) or judge(theirs, ours)
    return Line(label, _words(theirs), _words(ours), verdict, why)


def _nothing_said(theirs: bool, ours: bool):
    if theirs and ours:
        return None
    if not theirs and not ours:
        return UNKNOWN, _("Neither the practice nor your network says anything about it.")
    if theirs:
        return UNKNOWN, _("Your network has not said it yet.")
    return UNKNOWN, _("The practice does not say it. Those who wrote it can tell.")


def _any_in_common(theirs, ours):
    """One in common is enough: the practice was possible there, so it is here."""
    both = [each for each in theirs if each in ours]
    if both:
        return FITS, _("In common: %(entries)s.") % {"entries": _words(both)}
    return DIFFERS, _("There: %(theirs)s. With you: %(ours)s.") % {"theirs": _words(theirs), "ours": _words(ours)}


def _all_of_theirs(theirs, ours):
    """All are needed: what is missing with you has to be replaced."""
    missing = [each for each in theirs if each not in ours]
    if missing:
        return DIFFERS, _("With you something else has to take the place of: %(entries)s.") % {
            "entries": _words(missing)
        }
    return FITS, _("Everything it needs is there with you: %(entries)s.") % {"entries": _words(theirs)}


def _levels(level, context) -> Line:
    low, high = context.eqf_from or context.eqf_to, context.eqf_to or context.eqf_from
    ours = "" if low is None else str(low) if low == high else f"{low}–{high}"
    verdict, why = _nothing_said(level is not None, bool(ours)) or _within(level, low, high, ours)
    return Line(_("EQF level"), "" if level is None else str(level), ours, verdict, why)


def _within(level, low, high, ours):
    names = {"level": level, "levels": ours}
    if low <= level <= high:
        return FITS, _("Level %(level)s is among yours (%(levels)s).") % names
    if level > high:
        return DIFFERS, _("It is made for level %(level)s; you train below it, at %(levels)s.") % names
    return DIFFERS, _("It is made for level %(level)s; you train above it, at %(levels)s.") % names
