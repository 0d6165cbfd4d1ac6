"""The mails of this room. Each says what is true when it is sent; who may no longer see the practice gets none."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from accounts.letters import Action, Letter, Quote, Sentence, name_of
from accounts.notifications import full, mail
from knowledge import rules
from knowledge.actions import coordinators_of, lacking_for_library
from knowledge.adoptions import mails as adoption_mails  # noqa: F401 – the ledger writes its own
from knowledge.commenting import place_label, said_together
from knowledge.completeness import in_words
from knowledge.models import DraftComment, GoodPractice
from knowledge.reminders import still_waits
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


def _sender(practice):
    """Who has submitted what is waiting: its author, or a colleague with a translation."""
    state = practice.current_workflow_state
    return (state and state.requested_by) or practice.owner


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
        names = names | {"author": _sender(found)}
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


@mail("decision_reminder", example=lambda: _some_waiting())
def decision_reminder(to, *, practice, state, days):
    """To those with whom it has lain for long; in the end also to the team."""
    about = _about(to, practice)
    if about is None or not still_waits(state):
        return None
    found, names = about
    names = names | {"days": days}
    if rules.may_decide(to.person, found):
        why = Sentence(_("You get this e-mail because it is yours to decide."))
        return _to_decide(
            found,
            Sentence(_("Still to decide: %(practice_title)s"), names),
            Sentence(_("“%(practice_title)s” by %(author)s has waited for your decision for %(days)s days."), names),
            why,
        )
    return Letter(
        Sentence(_("Lies for long: %(practice_title)s"), names),
        Sentence(
            _("“%(practice_title)s” by %(author)s has waited in “%(network_name)s” for %(days)s days. %(people)s"),
            names | {"people": _("Who decides:") + " " + ", ".join(map(str, coordinators_of(found))) + "."},
        ),
        Sentence(_("Perhaps you can help: ask them, or offer to look at it together.")),
        _where_it_stands(found),
        why=Sentence(_("You get this e-mail because you belong to the project team.")),
    )


def _some_waiting():
    state = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("workflow_state").first()
    return state and {"practice": int(state.workflow_state.object_id), "state": state.pk, "days": 7}


# --- To those whose practice it is -------------------------------------------------------------------


def _where_it_stands(practice):
    return Action(_("See where it stands"), full(reverse("practice-status", args=[practice.pk])))


def _with_words(state, names):
    """What the decider wrote beside the admission."""
    if not state.comment:
        return []
    start = Sentence(_("%(by)s writes:"), names) if names["by"] else Sentence(_("With it came these words:"))
    return [start, Quote(state.comment)]


def _lacking(state):
    """What the library still asks for, said to the author while it waits there."""
    if not (lacking := lacking_for_library(state.revision)):
        return []
    needed = _(
        "Before they can admit it, these are still needed: %(missing)s. The editors may add them; or you take the "
        "practice back, fill them in and submit it again."
    )
    return [Sentence(needed, {"missing": in_words(lacking)})]


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
    next_step = [Sentence(_("Next, the editors read it for the library. You will hear from us.")), *_lacking(state)]
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


@mail("translation_decided", example=lambda: _some_decision("approved"))
def translation_decided(to, *, practice, decision):
    """To a colleague who has translated somebody else's practice."""
    found = GoodPractice.objects.filter(pk=practice).first()
    state = TaskState.objects.select_related("finished_by").filter(pk=decision).first()
    if found is None or state is None or not found.is_visible_to(to.person):
        return None
    names = {"practice_title": name_of(found), "by": state.finished_by}
    why = Sentence(_("You get this e-mail because you have translated this good practice."))
    page = full(found.get_url())
    if state.status == TaskState.STATUS_REJECTED:
        return Letter(
            Sentence(_("A question about your translation: %(practice_title)s"), names),
            Sentence(_("Your translation of “%(practice_title)s” came back with a question:"), names),
            Quote(state.comment),
            Action(_("Answer and revise"), full(reverse("practice-translate", args=[found.pk]))),
            why=why,
        )
    return Letter(
        Sentence(_("Your translation: %(practice_title)s"), names),
        Sentence(_("Your translation of “%(practice_title)s” has been admitted. Thank you."), names),
        *_with_words(state, names),
        Action(_("To the page"), page),
        why=why,
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


# --- Comments ----------------------------------------------------------------------------------------


def _some_comment():
    """The last open one, or one made for the moment."""
    comment = DraftComment.objects.filter(done_at=None).order_by("-pk").first()
    practice = GoodPractice.objects.order_by("-latest_revision_created_at").first()
    if comment is None and practice:
        words = {"place": "approach", "text": "Wer bezahlt die Reise? Chi paga il viaggio?"}
        comment = DraftComment.objects.create(practice=practice, author=practice.owner, **words)
    return comment and {"practice": comment.practice_id, "author": comment.author_id, "first": comment.pk}


@mail("draft_commented", example=_some_comment)
def draft_commented(to, *, practice, author, first):
    """Somebody has said something, or several things, about a draft that concerns you."""
    comments = said_together(practice, author, first, to.created_at)
    about = comments and _about(to, practice)
    if not about:
        return None
    found, names = about
    return Letter(
        Sentence(_("A comment on: %(practice_title)s"), names),
        *(part for comment in comments for part in _comment(comment, names)),
        _where_it_stands(found),
        why=_as_author() if found.owner == to.person else Sentence(_("You get this e-mail because you follow it.")),
    )


def _comment(comment, names):
    names = names | {"by": comment.author, "place": place_label(comment.place)}
    yield (
        Sentence(_("%(by)s writes about “%(place)s” in the draft “%(practice_title)s”:"), names)
        if comment.author
        else Sentence(_("About “%(place)s” in the draft “%(practice_title)s” somebody writes:"), names)
    )
    yield Quote(comment.text)


def _some_resting():
    practices = GoodPractice.objects.order_by("-latest_revision_created_at")
    practice = next((each for each in practices[:50] if not each.workflow_in_progress), None)
    return practice and {"practice": practice.pk}


@mail("question_reminder", example=_some_resting)
def question_reminder(to, *, practice, revision=None):
    """To its author, once, when a question has stayed open for two weeks."""
    about = _about(to, practice)
    if about is None:
        return None
    found, names = about
    if found.workflow_in_progress or (revision and found.latest_revision_id != revision):
        return None
    return Letter(
        Sentence(_("A question is still open: %(practice_title)s"), names),
        Sentence(
            _("In your draft “%(practice_title)s” there is an open question, and nothing has changed for a while."),
            names,
        ),
        Sentence(_("A sentence is often enough. If you have no time for it now, the draft simply stays where it is.")),
        _where_it_stands(found),
        why=_as_author(),
    )
