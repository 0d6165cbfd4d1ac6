"""What can happen to an adoption: declared, answered by the other side, carried on, given up, taken back, asked after.

`taken_from` is set when an adoption is declared and never again, and names one that both sides had confirmed by then:
every line of the lineage leads to an older entry, and no cycle can arise.
"""

from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts.notifications import notify
from core.bilingual import LANGUAGES, current_language
from core.errors import NotAllowed, NotPossible
from knowledge.actions import editors
from knowledge.adoptions import rules, schedule
from knowledge.models import Adoption, AdoptionStage, AdoptionStep, GoodPractice

A_DAY = timedelta(days=1)
DECLARED_STAGES = [stage for stage in AdoptionStage if stage != AdoptionStage.GIVEN_UP]


class AlreadyAdopted(NotPossible):
    def __init__(self):
        super().__init__(_("This organisation has declared this already. Its entry can be carried on."))


# --- Declared ------------------------------------------------------------------------------------------


def sources_of(practice, *, block=None, but=None):
    """The confirmed adoptions from which this can be taken over: of the whole, or of the same block.

    Args:
        but: an organisation that does not take from itself.
    """
    found = practice.adoptions.confirmed().select_related("organisation")
    found = found.filter(whole=True) if block is None else found.filter(whole=True) | found.filter(block=block)
    return found.exclude(organisation=but) if but else found


@transaction.atomic
def declare(
    practice,
    organisation,
    *,
    by,
    block=None,
    taken_from=None,
    stage=AdoptionStage.UNDERSTANDING,
    since=None,
    changed="",
    contact="",
) -> Adoption:
    """“We take this over”, in the current language. The other side is asked; until then only both see it.

    Who has taken the same back within a day does not ask again before that day is over.

    Args:
        block: where only this part of the practice is taken over.
        taken_from: a confirmed adoption of the same by another organisation; None where it is from the original.

    Raises:
        NotAllowed: `by` does not act for the organisation or cannot see the practice.
        AlreadyAdopted, NotPossible: with the reason as a sentence.
    """
    practice = GoodPractice.objects.select_for_update().get(pk=practice.pk)
    if not (practice.is_visible_to(by) and rules.acts_for(by, organisation)):
        raise NotAllowed
    since = since or timezone.localdate()
    _check_declaration(practice, organisation, block, taken_from, stage, since)
    adoption = Adoption(
        practice=practice,
        organisation=organisation,
        block=block,
        whole=block is None,
        taken_from=taken_from,
        stage=stage,
        since=since,
        contact=contact,
        source_language=current_language(),
        declared_by=by,
        adopter_confirmed_at=timezone.now(),
        adopter_confirmed_by=by,
    )
    _name_block(adoption)
    setattr(adoption, f"changed_{current_language()}", changed.strip())
    _insert(adoption)
    log(adoption, "connactions.adoption.declare", user=by)
    _ask_other_side(adoption, after=_rest_of_the_day(adoption))
    return adoption


def _check_declaration(practice, organisation, block, taken_from, stage, since):
    if organisation.pk == practice.responsible_id:
        raise NotPossible(_("Your organisation is responsible for this practice; it need not take it over."))
    if stage not in DECLARED_STAGES or since > timezone.localdate():
        raise NotPossible(_("Please say at which stage you are today and since when."))
    if block is not None and block.practice_id != practice.pk:
        raise NotPossible(_("This building block does not belong to this practice."))
    known = sources_of(practice, block=block, but=organisation)
    if taken_from is not None and not known.filter(pk=taken_from.pk).exists():
        raise NotPossible(_("From there it cannot be taken over: only from a confirmed adoption of another one."))


def _name_block(adoption):
    for language in LANGUAGES:
        title = getattr(adoption.block, f"title_{language}") if adoption.block else ""
        setattr(adoption, f"block_title_{language}", title or "")


def _insert(adoption):
    """Save a new one; the database knows whether the organisation has declared it before."""
    try:
        with transaction.atomic():
            adoption.save()
    except IntegrityError as error:
        raise AlreadyAdopted from error


def _ask_other_side(adoption, after=None):
    asked = rules.people_asked(adoption)
    notify(asked if asked.exists() else editors(), "adoption_declared", after=after, adoption=adoption.pk)


def _subject(adoption) -> dict:
    """Who takes over what, for the log: it is known there when the entry itself is gone."""
    return {name: getattr(adoption, f"{name}_id") for name in ("practice", "organisation", "block")}


def _rest_of_the_day(adoption) -> timedelta | None:
    """How much of a day is left since the same organisation took the same back; None where it is over."""
    withdrawn = ModelLogEntry.objects.filter(action="connactions.adoption.withdraw", data=_subject(adoption))
    last = withdrawn.filter(timestamp__gt=timezone.now() - A_DAY).order_by("-timestamp").first()
    return last and last.timestamp + A_DAY - timezone.now()


# --- Answered by the other side ------------------------------------------------------------------------


@transaction.atomic
def confirm(adoption, *, by) -> None:
    """The other side says yes: from now on everybody who reads the practice reads this.

    Raises:
        NotAllowed: it is not for `by` to answer (any more).
    """
    adoption = _locked(adoption)
    _check_answer(adoption, by)
    adoption.source_confirmed_at, adoption.source_confirmed_by = timezone.now(), by
    adoption.ask_again_on = schedule.next_round(begun_on(adoption), timezone.localdate())
    adoption.save()
    adoption.steps.all().delete()  # what was said on the way here stays between the two
    adoption.steps.create(stage=adoption.stage, on=adoption.since, by=adoption.declared_by)
    log(adoption, "connactions.adoption.confirm", user=by, data=_for_whom(by, adoption))
    notify(rules.adopter_people(adoption), "adoption_confirmed", adoption=adoption.pk)


@transaction.atomic
def decline(adoption, *, by, reason: str) -> None:
    """The other side says no, and why: the adopter may correct it and send it anew, or withdraw it.

    Raises:
        NotAllowed: it is not for `by` to answer.
        NotPossible: without a reason.
    """
    adoption = _locked(adoption)
    _check_answer(adoption, by)
    if not reason.strip():
        raise NotPossible(_("Please write what is not right, so that it can be corrected."))
    adoption.adopter_confirmed_at = adoption.adopter_confirmed_by = None
    adoption.save()
    step = _add_step(adoption, adoption.stage, reason, by)
    log(adoption, "connactions.adoption.decline", user=by, data=_for_whom(by, adoption))
    notify(rules.adopter_people(adoption), "adoption_declined", adoption=adoption.pk, step=step.pk)


@transaction.atomic
def resend(adoption, *, by) -> None:
    """Send a declined one anew, corrected or not.

    Raises:
        NotAllowed: it is not `by`'s, or has not been declined.
    """
    adoption = _locked(adoption)
    if not rules.may_resend(by, adoption):
        raise NotAllowed
    adoption.adopter_confirmed_at, adoption.adopter_confirmed_by = timezone.now(), by
    adoption.save()
    log(adoption, "connactions.adoption.declare", user=by)
    _ask_other_side(adoption)


def _check_answer(adoption, by):
    if not rules.may_answer(by, adoption):
        raise NotAllowed(_("This adoption is not waiting for your word."))


def _for_whom(by, adoption) -> dict:
    """For the log: whether the team answered for a side that has nobody left."""
    return {} if rules.is_source_side(by, adoption) else {"for_a_side_without_people": True}


# --- Carried on ----------------------------------------------------------------------------------------


@transaction.atomic
def advance(adoption, *, by, stage: str, note: str = "") -> AdoptionStep:
    """Say how it goes: at which stage it is from today on (it may be the same), and a word about it.

    Raises:
        NotAllowed: not `by`'s adoption, or not confirmed.
        NotPossible: no such stage, or given up without a reason.
    """
    adoption = _locked(adoption)
    if not rules.may_advance(by, adoption):
        raise NotAllowed
    if stage not in AdoptionStage.values:
        raise NotPossible(_("Please say at which stage you are today and since when."))
    note, moved = note.strip(), stage != adoption.stage
    if stage == AdoptionStage.GIVEN_UP and not note:
        raise NotPossible(_("Please write why it was given up: others learn most from it."))
    today = timezone.localdate()
    adoption.stage = stage
    adoption.ask_again_on = None if adoption.is_given_up else schedule.next_round(begun_on(adoption), today)
    _set_reason(adoption, note if adoption.is_given_up else "")
    adoption.save()
    step = _add_step(adoption, stage, note, by)
    log(adoption, "connactions.adoption.advance", user=by, data={"stage": stage})
    if moved:
        people = rules.source_people(adoption).exclude(pk=by.pk)
        notify(people, "adoption_moved", adoption=adoption.pk, step=step.pk)
    return step


def give_up(adoption, *, by, reason: str) -> AdoptionStep:
    """Say that it is not used any more, and why.

    Raises:
        NotAllowed, NotPossible: as `advance`.
    """
    return advance(adoption, by=by, stage=AdoptionStage.GIVEN_UP, note=reason)


def _set_reason(adoption, text):
    for language in LANGUAGES:
        setattr(adoption, f"reason_{language}", text if language == current_language() else "")


def _add_step(adoption, stage, note, by):
    return adoption.steps.create(stage=stage, note=note.strip(), by=by, language=current_language())


@transaction.atomic
def edit(adoption, *, by, changed: str, contact: str) -> None:
    """Correct what was changed, in the current language, and the contact. Where it was taken from stays.

    Raises:
        NotAllowed: neither the adopter's nor of the team.
    """
    adoption = _locked(adoption)
    if not rules.may_edit(by, adoption):
        raise NotAllowed
    setattr(adoption, f"changed_{current_language()}", changed.strip())
    adoption.contact = contact.strip()
    adoption.save()
    log(adoption, "connactions.adoption.edit", user=by)


@transaction.atomic
def withdraw(adoption, *, by) -> None:
    """Take a declaration back that has not been confirmed by both; it is gone.

    Raises:
        NotAllowed: not `by`'s, or confirmed.
    """
    adoption = _locked(adoption)
    if not rules.may_withdraw(by, adoption):
        raise NotAllowed(_("What both sides have confirmed stays in the ledger. It can be given up."))
    log(adoption, "connactions.adoption.withdraw", user=by, data=_subject(adoption), deleted=True)
    adoption.delete()


def _locked(adoption) -> Adoption:
    """The row as it is now; one act at a time.

    Raises:
        NotPossible: it has been withdrawn in the meantime.
    """
    found = Adoption.objects.select_for_update(of=("self",)).select_related("practice").filter(pk=adoption.pk).first()
    if found is None:
        raise NotPossible(_("This adoption has been withdrawn in the meantime."))
    return found


# --- Asked again ---------------------------------------------------------------------------------------


def begun_on(adoption):
    """The day from which the rounds of asking count: when it stood in the ledger, confirmed."""
    moments = (adoption.declared_at, adoption.adopter_confirmed_at, adoption.source_confirmed_at)
    return max(timezone.localdate(moment) for moment in moments if moment)


def ask_again() -> int:
    """Ask the adopters whose day has come how it goes. Says how many. Twice on one day asks once."""
    today = timezone.localdate()
    due = Adoption.objects.confirmed().filter(ask_again_on__lte=today).order_by("ask_again_on")
    return sum(_ask(pk, today) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _ask(pk, today) -> bool:
    rows = Adoption.objects.select_for_update()
    adoption = rows.filter(pk=pk, ask_again_on__lte=today).first()
    if adoption is None:
        return False  # answered, or another process was quicker
    begun = begun_on(adoption)
    if schedule.is_reminder(begun, adoption.ask_again_on):
        adoption.ask_again_on = schedule.next_round(begun, today)
    else:
        adoption.ask_again_on = today + schedule.PATIENCE
    adoption.save(update_fields=["ask_again_on"])
    notify(rules.adopter_people(adoption), "adoption_asked", adoption=adoption.pk)
    return True


def unanswered_since(adoption):
    """Since when the adopter has not answered, although reminded; None where nothing is open. Reads its steps."""
    if not adoption.is_confirmed or adoption.is_given_up:
        return None
    answered = max((step.on for step in adoption.steps.all()), default=adoption.since)
    return schedule.unanswered_since(begun_on(adoption), adoption.ask_again_on, answered, timezone.localdate())


# --- Recorded ------------------------------------------------------------------------------------------


@transaction.atomic
def record_adoption(
    practice,
    organisation,
    *,
    stage,
    since,
    changed_de="",
    changed_it="",
    reason_de="",
    reason_it="",
    by_adopter=None,
    by_source=None,
    block=None,
    taken_from=None,
) -> Adoption:
    """Enter what has happened long ago, confirmed by both sides at its beginning, without telling anybody.

    For imports and demonstration content. The same again changes the entry that is there. The people may be unknown.
    From today on it is asked after like any other.
    """
    keys = {"practice": practice, "organisation": organisation, "block": block, "whole": block is None}
    adoption = Adoption.objects.filter(**keys).first() or Adoption(**keys, taken_from=taken_from)
    moment = timezone.make_aware(datetime.combine(since, time(12)))
    adoption.stage, adoption.since = stage, since
    adoption.changed_de, adoption.changed_it = changed_de, changed_it
    adoption.reason_de, adoption.reason_it = reason_de, reason_it
    adoption.source_language = "it" if (changed_it or reason_it) and not (changed_de or reason_de) else "de"
    adoption.declared_by = adoption.adopter_confirmed_by = by_adopter
    adoption.source_confirmed_by = by_source
    adoption.adopter_confirmed_at = adoption.source_confirmed_at = min(moment, timezone.now())
    _name_block(adoption)
    given_up = adoption.is_given_up
    adoption.ask_again_on = None if given_up else schedule.next_round(begun_on(adoption), timezone.localdate())
    adoption.save()
    adoption.steps.all().delete()
    language = adoption.source_language
    note = {"de": reason_de, "it": reason_it}[language] if given_up else ""
    adoption.steps.create(stage=stage, on=since, by=by_adopter, note=note, language=language)
    return adoption
