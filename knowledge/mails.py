"""The mails of this room. Each says what is true when it is sent; who may no longer see the practice gets none."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from accounts.letters import Action, Letter, Quote, Sentence, name_of
from accounts.notifications import full, mail
from knowledge import rules
from knowledge.adoptions import mails as adoption_mails  # noqa: F401 – the ledger writes its own
from knowledge.models import GoodPractice
from networks.rules import network_above


def _about(to, practice):
    """The practice and the names its sentences need; None where it is the recipient's no more."""
    found = GoodPractice.objects.filter(pk=practice).select_related("owner").first()
    if found is None or not rules.may_follow(to.person, found):
        return None
    network = network_above(found)
    return found, {
        "practice_title": name_of(found.get_latest_revision_as_object()),
        "network_name": network and name_of(network),
        "author": found.owner,
    }


def _decided(to, practice, decision):
    """The same with the decision, and who took it among the names."""
    about = _about(to, practice)
    state = TaskState.objects.select_related("finished_by", "workflow_state").filter(pk=decision).first()
    if about is None or state is None:
        return None
    found, names = about
    return found, names | {"by": state.finished_by}, state


# --- Examples ----------------------------------------------------------------------------------------


def _some_practice():
    practice = GoodPractice.objects.order_by("-latest_revision_created_at").first()
    return practice and {"practice": practice.pk}


def _some_decision(status, **practices):
    """The last one of this status about such practices, with the decider's words if there are any."""
    keys = [str(pk) for pk in GoodPractice.objects.filter(**practices).values_list("pk", flat=True)]
    states = TaskState.objects.filter(status=status, workflow_state__object_id__in=keys).order_by("-finished_at")
    state = states.exclude(comment="").first() or states.first()
    return state and {"practice": int(state.workflow_state.object_id), "decision": state.pk}


# --- To those who decide -----------------------------------------------------------------------------


def _to_decide(practice, subject, what, why):
    return Letter(
        subject,
        what,
        Sentence(_("Please read it, then admit it or send it back with a question.")),
        Action(_("Read and decide"), full(reverse("practice-review", args=[practice.pk]))),
        why=why,
    )


def _for_the_library(names):
    return Sentence(_("%(author)s has submitted the good practice “%(practice_title)s” for the library."), names)


def _as_editor():
    return Sentence(_("You get this e-mail because you belong to the project team, which decides on the library."))


@mail("practice_submitted", example=_some_practice)
def practice_submitted(to, *, practice):
    about = _about(to, practice)
    if about is None:
        return None
    found, names = about
    what, why = _for_the_library(names), _as_editor()
    if names["network_name"]:
        sent = _("%(author)s has submitted the good practice “%(practice_title)s” to “%(network_name)s”.")
        what = Sentence(sent, names)
        why = Sentence(_("You get this e-mail because you decide on contributions to “%(network_name)s”."), names)
    return _to_decide(found, Sentence(_("To decide: %(practice_title)s"), names), what, why)


@mail("practice_awaits_editors", example=_some_practice)
def practice_awaits_editors(to, *, practice):
    about = _about(to, practice)
    if about is None:
        return None
    found, names = about
    what = _for_the_library(names)
    if names["network_name"]:
        passed_on = _(
            "The coordination of “%(network_name)s” has admitted the good practice “%(practice_title)s” by %(author)s, "
            "who wishes to see it in the library."
        )
        what = Sentence(passed_on, names)
    return _to_decide(found, Sentence(_("For the library: %(practice_title)s"), names), what, _as_editor())


# --- To those whose practice it is -------------------------------------------------------------------


def _where_it_stands(practice):
    return Action(_("See where it stands"), full(reverse("practice-status", args=[practice.pk])))


def _with_words(state, names):
    """What the decider wrote beside the admission."""
    if not state.comment:
        return []
    start = Sentence(_("%(by)s writes:"), names) if names["by"] else Sentence(_("With it came these words:"))
    return [start, Quote(state.comment)]


def _as_author():
    return Sentence(_("You get this e-mail because the good practice is yours."))


@mail("practice_admitted_network", example=lambda: _some_decision("approved"))
def practice_admitted_network(to, *, practice, decision):
    decided = _decided(to, practice, decision)
    if decided is None:
        return None
    found, names, state = decided
    admitted = _(
        "Your good practice “%(practice_title)s” has been admitted to “%(network_name)s”. All members can read it now."
    )
    next_step = [Sentence(_("Next, the editors read it for the library. You will hear from us."))]
    return Letter(
        Sentence(_("Admitted to your network: %(practice_title)s"), names),
        Sentence(admitted, names),
        *(next_step if state.workflow_state.is_active else []),
        *_with_words(state, names),
        _where_it_stands(found),
        why=_as_author(),
    )


@mail("practice_sent_back", example=lambda: _some_decision("rejected"))
def practice_sent_back(to, *, practice, decision):
    decided = _decided(to, practice, decision)
    if decided is None:
        return None
    found, names, state = decided
    if names["by"]:
        asks = _("%(by)s has read your good practice “%(practice_title)s” and asks:")
    else:
        asks = _("Your good practice “%(practice_title)s” has been read and came back with a question:")
    return Letter(
        Sentence(_("A question about: %(practice_title)s"), names),
        Sentence(asks, names),
        Quote(state.comment),
        Sentence(_("Your text is a draft again. Answer by revising it, then submit it once more.")),
        Action(_("Answer and revise"), full(reverse("practice-status", args=[found.pk]))),
        why=_as_author(),
    )


@mail("practice_admitted_library", example=lambda: _some_decision("approved", admitted="public"))
def practice_admitted_library(to, *, practice, decision):
    """To its author and to those who coordinate its network."""
    decided = _decided(to, practice, decision)
    if decided is None:
        return None
    found, names, state = decided
    if found.owner == to.person or not names["network_name"]:
        admitted = _(
            "Your good practice “%(practice_title)s” has been admitted to the library. It can now be read by: "
            "%(audience_label)s."
        )
        why = _as_author()
    else:
        admitted = _(
            "The good practice “%(practice_title)s” by %(author)s has been admitted to the library. It can now be "
            "read by: %(audience_label)s."
        )
        why = Sentence(_("You get this e-mail because you coordinate “%(network_name)s”."), names)
    return Letter(
        Sentence(_("In the library: %(practice_title)s"), names),
        Sentence(admitted, names | {"audience_label": found.get_admitted_display()}),
        *_with_words(state, names),
        _where_it_stands(found),
        why=why,
    )
