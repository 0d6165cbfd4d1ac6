"""The ledger of adoptions: both sides, who may what, and that no line ever leads in a circle.

The case: the vineyard (network B: Berta, Bruno) takes over what the firm is responsible for (network A: Ada wrote it,
Carla coordinates, Moritz acts for the firm). Later the school (Carla's organisation) takes it from the vineyard.
"""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from accounts.models import Notification
from core.errors import NotAllowed, NotPossible
from core.tasks import run_ready
from knowledge import actions as practices
from knowledge.adoptions import actions, rules
from knowledge.adoptions.contexts import adoptions_on
from knowledge.models import Adoption, AdoptionStage, BuildingBlock, GoodPractice
from networks.actions import end_membership
from networks.models import Membership
from tests.cast import ACTORS, canary, fresh, organisation, write_practice

STATES = ["waiting", "returned", "confirmed", "given_up"]
ADOPTERS, SOURCE, TEAM = {"berta", "bruno"}, {"ada", "moritz", "carla"}, {"edda", "root"}
PARTIES = ADOPTERS | SOURCE
COMMUNITY = PARTIES | TEAM | {"kim"}


@pytest.fixture
def practice(house):
    """Open to all networks; the firm is responsible for it."""
    made = write_practice(house, canary("adopted"), wished="community")
    GoodPractice.objects.filter(pk=made.pk).update(responsible=house.organisations["firm"])
    return fresh(made)


def declare(house, practice, **fields):
    return actions.declare(practice, house.organisations["vineyard"], by=house.user("berta"), **fields)


def adoption_in(state, house, practice):
    adoption = declare(house, practice, changed="zwei Stationen")
    if state == "returned":
        actions.decline(adoption, by=house.user("ada"), reason="Welche Stationen?")
    if state in {"confirmed", "given_up"}:
        actions.confirm(adoption, by=house.user("ada"))
    if state == "given_up":
        actions.give_up(adoption, by=house.user("berta"), reason="Kein Platz")
    return fresh(adoption)


def leave(memberships):
    today = timezone.localdate()
    memberships.update(starts=today - timedelta(days=30), ends=today - timedelta(days=1))


# --- Who sees it, who may what: actors × states --------------------------------------------------------

MAY_SEE = {"waiting": PARTIES | TEAM, "returned": PARTIES | TEAM, "confirmed": COMMUNITY, "given_up": COMMUNITY}
MAY = {
    rules.may_answer: {"waiting": SOURCE},
    rules.may_resend: {"returned": ADOPTERS},
    rules.may_withdraw: {"waiting": ADOPTERS, "returned": ADOPTERS},
    rules.may_advance: {"confirmed": ADOPTERS, "given_up": ADOPTERS},
    rules.may_edit: dict.fromkeys(STATES, ADOPTERS | TEAM),
    rules.is_concerned: dict.fromkeys(STATES, PARTIES | TEAM),
    rules.is_adopter_side: dict.fromkeys(STATES, ADOPTERS),
    rules.is_source_side: dict.fromkeys(STATES, SOURCE),
}


@pytest.mark.parametrize("state", STATES)
def test_an_adoption_is_seen_by_both_sides_and_the_team_until_both_have_confirmed_it(house, practice, state):
    adoption = adoption_in(state, house, practice)
    seen = {name for name in ACTORS if Adoption.objects.visible_to(house.user(name)).filter(pk=adoption.pk).exists()}
    assert seen == MAY_SEE[state]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("may", MAY, ids=lambda may: may.__name__)
def test_each_may_what_the_table_says(house, practice, state, may):
    adoption = adoption_in(state, house, practice)
    assert {name for name in ACTORS if may(house.user(name), adoption)} == MAY[may].get(state, set())


@pytest.mark.parametrize("state", STATES)
def test_predicate_and_queryset_agree_on_whom_it_concerns(house, practice, state):
    adoption = adoption_in(state, house, practice)
    for name in ACTORS:
        user = house.user(name)
        listed = rules.adoptions_concerning(user).filter(pk=adoption.pk).exists()
        assert listed == rules.is_concerned(user, adoption), name


def test_predicate_and_queryset_agree_on_the_people_of_the_other_side(house, practice):
    first = adoption_in("confirmed", house, practice)
    second = actions.declare(practice, house.organisations["school"], by=house.user("carla"), taken_from=first)
    for adoption in (first, second):
        people = {person.first_name.lower() for person in rules.source_people(adoption)}
        assert people == {name for name in ACTORS if rules.is_source_side(house.user(name), fresh(adoption))}


def test_whose_membership_has_ended_is_no_party(house, practice):
    adoption = adoption_in("waiting", house, practice)
    leave(Membership.objects.filter(person=house.ada))
    assert not rules.is_concerned(house.user("ada"), fresh(adoption))
    assert not Adoption.objects.visible_to(house.user("ada")).filter(pk=adoption.pk).exists()


# --- Declaring -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ACTORS)
def test_who_acts_for_another_organisation_and_sees_the_practice_may_declare(house, practice, name):
    assert rules.may_declare(house.user(name), practice) == (name in {"berta", "bruno", "carla"})


def test_nobody_declares_for_an_organisation_they_do_not_act_for(house, practice):
    with pytest.raises(NotAllowed):
        actions.declare(practice, house.organisations["school"], by=house.user("berta"))


def test_a_practice_that_one_cannot_see_cannot_be_taken_over(house):
    with pytest.raises(NotAllowed):
        actions.declare(house.practices["network"], house.organisations["vineyard"], by=house.user("berta"))


def test_ones_own_practice_cannot_be_taken_over(house, practice):
    with pytest.raises(NotPossible, match=r"responsible|verantwortlich"):
        actions.declare(practice, house.organisations["firm"], by=house.user("ada"))


def test_a_practice_is_taken_over_once_by_each_organisation(house, practice):
    declare(house, practice)
    with pytest.raises(actions.AlreadyAdopted):
        declare(house, practice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.create(practice=practice, organisation=house.organisations["vineyard"])


def test_a_block_is_taken_over_beside_the_whole_and_keeps_its_title_when_it_is_gone(house, practice):
    block = BuildingBlock.objects.create(practice=practice, title_de="Laufzettel")
    declare(house, practice)
    adoption = declare(house, practice, block=block)
    with pytest.raises(actions.AlreadyAdopted):
        declare(house, practice, block=block)
    block.delete()
    assert (fresh(adoption).block, fresh(adoption).whole, fresh(adoption).block_title_de) == (None, False, "Laufzettel")


def test_a_block_of_another_practice_is_refused(house, practice):
    foreign = BuildingBlock.objects.create(practice=house.practices["public"], title_de="Fremd")
    with pytest.raises(NotPossible):
        declare(house, practice, block=foreign)


@pytest.mark.parametrize("fields", [{"stage": "given_up"}, {"since": timezone.localdate() + timedelta(days=1)}])
def test_what_is_declared_has_begun_and_is_going_on(house, practice, fields):
    with pytest.raises(NotPossible):
        declare(house, practice, **fields)


def test_what_was_changed_is_kept_in_the_language_of_the_writer(house, practice):
    with override("it"):
        adoption = declare(house, practice, changed="due stazioni")
    assert (adoption.source_language, adoption.changed_it, adoption.changed_de or "") == ("it", "due stazioni", "")


# --- The other side ------------------------------------------------------------------------------------


def test_whoever_declares_confirms_their_own_side_only(house, practice):
    adoption = declare(house, practice)
    assert (adoption.adopter_confirmed_by, adoption.is_confirmed) == (house.berta, False)
    assert list(Adoption.objects.confirmed()) == []


def test_two_sides_are_two_people(house, practice):
    """Carla acts for the school and coordinates the practice's network: another one has to confirm."""
    adoption = actions.declare(practice, house.organisations["school"], by=house.user("carla"))
    with pytest.raises(NotAllowed):
        actions.confirm(adoption, by=house.user("carla"))
    actions.confirm(adoption, by=house.user("moritz"))
    assert fresh(adoption).is_confirmed


def test_a_confirmed_one_begins_its_history_with_what_was_declared(house, practice):
    adoption = declare(house, practice, stage="adapting", since=date(2026, 2, 1))
    actions.decline(adoption, by=house.user("ada"), reason="Wo?")
    actions.resend(adoption, by=house.user("berta"))
    actions.confirm(adoption, by=house.user("moritz"))
    assert [(step.stage, step.on, step.note) for step in adoption.steps.all()] == [("adapting", date(2026, 2, 1), "")]


def test_declining_needs_a_reason(house, practice):
    with pytest.raises(NotPossible):
        actions.decline(declare(house, practice), by=house.user("ada"), reason="  ")


def test_nothing_is_answered_twice(house, practice):
    adoption = adoption_in("confirmed", house, practice)
    for act in (actions.confirm, lambda a, by: actions.decline(a, by=by, reason="x")):
        with pytest.raises(NotAllowed):
            act(adoption, by=house.user("moritz"))


def test_what_is_taken_from_another_adopter_is_confirmed_by_their_people(house, practice):
    first = adoption_in("confirmed", house, practice)
    second = actions.declare(practice, house.organisations["school"], by=house.user("carla"), taken_from=first)
    for name in ("ada", "moritz", "edda", "kim"):
        with pytest.raises(NotAllowed):
            actions.confirm(second, by=house.user(name))
    actions.confirm(second, by=house.user("bruno"))
    assert fresh(second).is_confirmed


def test_the_team_confirms_for_a_side_that_has_nobody_left_and_the_log_says_so(house, practice):
    adoption = declare(house, practice)
    with pytest.raises(NotAllowed):
        actions.confirm(adoption, by=house.user("edda"))
    leave(house.network_a.memberships)
    assert rules.without_people([fresh(adoption)]) == [fresh(adoption)]
    actions.confirm(adoption, by=house.user("edda"))
    entry = ModelLogEntry.objects.get(action="connactions.adoption.confirm")
    assert (entry.user, entry.data) == (house.edda, {"for_a_side_without_people": True})


def test_what_waits_for_nobody_is_listed_for_the_team_alone(house, practice):
    adoption = declare(house, practice)
    assert rules.without_people([fresh(adoption)]) == []
    leave(house.network_a.memberships)
    assert canary("adopted") in house.client("edda").get("/de/space/adoptions/").content.decode()
    assert canary("adopted") not in house.client("moritz").get("/de/space/adoptions/").content.decode()


# --- Carried on, given up, taken back --------------------------------------------------------------------


def test_each_step_says_the_stage_from_then_on(house, practice):
    adoption = adoption_in("confirmed", house, practice)
    actions.advance(adoption, by=house.user("bruno"), stage="embedded", note="Jeden Montag")
    assert fresh(adoption).stage == "embedded"
    assert [(s.stage, s.note) for s in adoption.steps.all()] == [("understanding", ""), ("embedded", "Jeden Montag")]


def test_giving_up_needs_a_reason_and_can_be_taken_up_again(house, practice):
    adoption = adoption_in("confirmed", house, practice)
    with pytest.raises(NotPossible):
        actions.give_up(adoption, by=house.user("berta"), reason="")
    actions.give_up(adoption, by=house.user("berta"), reason="Kein Platz")
    assert (fresh(adoption).stage, fresh(adoption).reason_de) == ("given_up", "Kein Platz")
    actions.advance(adoption, by=house.user("berta"), stage="reusing")
    assert (fresh(adoption).stage, fresh(adoption).reason_de) == ("reusing", "")


def test_a_declaration_is_withdrawn_until_both_have_confirmed_it(house, practice):
    actions.withdraw(adoption_in("waiting", house, practice), by=house.user("bruno"))
    assert not Adoption.objects.exists()
    with pytest.raises(NotAllowed):
        actions.withdraw(adoption_in("confirmed", house, practice), by=house.user("berta"))


def test_who_answers_a_withdrawn_one_gets_a_sentence(house, practice):
    adoption = declare(house, practice)
    actions.withdraw(fresh(adoption), by=house.user("berta"))
    with pytest.raises(NotPossible, match=r"withdrawn|zurückgezogen"):
        actions.confirm(adoption, by=house.user("ada"))


def test_a_practice_that_was_taken_over_is_not_deleted(house, practice):
    from core.protection import dependents_sentence

    adoption_in("confirmed", house, practice)
    assert dependents_sentence([practice])


# --- No cycle --------------------------------------------------------------------------------------------


def test_it_is_taken_only_from_a_confirmed_adoption_of_the_same_by_another(house, practice):
    waiting = declare(house, practice)
    elsewhere = Adoption.objects.create(
        practice=house.practices["public"],
        organisation=organisation("Anderswo"),
        adopter_confirmed_at=timezone.now(),
        source_confirmed_at=timezone.now(),
    )
    for source in (waiting, elsewhere):
        with pytest.raises(NotPossible):
            actions.declare(practice, house.organisations["school"], by=house.user("carla"), taken_from=source)
    actions.confirm(waiting, by=house.user("ada"))
    block = BuildingBlock.objects.create(practice=practice, title_de="Teil")
    with pytest.raises(NotPossible):  # a block taken over from oneself
        declare(house, practice, block=block, taken_from=waiting)


def test_every_line_leads_to_an_older_entry(house, practice):
    """Whatever is declared, in whatever order, the one it is taken from was there, confirmed, before it."""
    last = None
    for number in range(6):
        firm = organisation(f"Kette {number}")
        Membership.objects.create(network=house.network_b, person=house.berta, organisation=firm)
        made = actions.declare(practice, firm, by=house.user("berta"), taken_from=last)
        Adoption.objects.filter(pk=made.pk).update(source_confirmed_at=timezone.now())  # Berta acts for them all
        last = fresh(made)
    for adoption in Adoption.objects.exclude(taken_from=None):
        assert adoption.taken_from_id < adoption.pk


def test_nothing_that_happens_later_moves_a_line(house, practice):
    """Two who edit at the same moment, from objects read before: neither carries a changed line into the row."""
    first = adoption_in("confirmed", house, practice)
    second = actions.declare(practice, house.organisations["school"], by=house.user("carla"), taken_from=first)
    actions.confirm(second, by=house.user("bruno"))
    mine, theirs = fresh(first), fresh(first)
    mine.taken_from = theirs.taken_from = second  # would be a circle
    actions.edit(mine, by=house.user("berta"), changed="a", contact="")
    actions.edit(theirs, by=house.user("bruno"), changed="b", contact="")
    actions.advance(mine, by=house.user("berta"), stage="embedded")
    actions.give_up(theirs, by=house.user("bruno"), reason="x")
    assert (fresh(first).taken_from, fresh(second).taken_from) == (None, first)


def test_the_database_refuses_an_adoption_taken_from_itself(house, practice):
    adoption = declare(house, practice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.filter(pk=adoption.pk).update(taken_from=adoption.pk)


# --- Mails ------------------------------------------------------------------------------------------------


def told(kind):
    return {n.person.first_name.lower() for n in Notification.objects.filter(kind=kind).select_related("person")}


def test_each_side_is_told_what_the_other_does(house, practice):
    adoption = declare(house, practice)
    assert told("adoption_declared") == SOURCE
    actions.decline(adoption, by=house.user("ada"), reason="Wo?")
    assert told("adoption_declined") == ADOPTERS
    actions.resend(adoption, by=house.user("bruno"))
    actions.confirm(adoption, by=house.user("ada"))
    assert told("adoption_confirmed") == ADOPTERS
    actions.advance(adoption, by=house.user("berta"), stage="understanding", note="geht")
    assert told("adoption_moved") == set()
    actions.advance(adoption, by=house.user("berta"), stage="reusing")
    assert told("adoption_moved") == SOURCE


def test_the_team_is_told_where_nobody_else_can_answer(house, practice):
    leave(house.network_a.memberships)
    declare(house, practice)
    assert told("adoption_declared") == TEAM


# --- What the page counts and draws --------------------------------------------------------------------


def test_an_unconfirmed_one_is_drawn_for_both_sides_and_the_team_only(house, practice):
    adoption_in("waiting", house, practice)
    drawn = {name for name in ACTORS if adoptions_on(practice, house.user(name))["adoptions"]}
    assert drawn == PARTIES | TEAM
    assert adoptions_on(practice, AnonymousUser())["lineage"] is None


def test_a_returned_one_is_drawn_for_nobody(house, practice):
    adoption_in("returned", house, practice)
    assert not any(adoptions_on(practice, house.user(name))["adoptions"] for name in ACTORS)


def test_an_invisible_one_in_the_middle_does_not_break_the_chain(house, practice):
    now, firms = timezone.now(), [organisation(f"Ort {number}") for number in range(3)]
    said = {"adopter_confirmed_at": now, "source_confirmed_at": now}
    first = Adoption.objects.create(practice=practice, organisation=firms[0], **said)
    hidden = Adoption.objects.create(
        practice=practice, organisation=firms[1], taken_from=first, adopter_confirmed_at=now
    )
    Adoption.objects.create(practice=practice, organisation=firms[2], taken_from=hidden, **said)
    root = adoptions_on(practice, house.user("kim"))["lineage"]["root"]
    assert [child.name for child in root.children] == ["Ort 0"]
    assert [child.name for child in root.children[0].children] == ["Ort 2"]


# --- Recorded by loaders ----------------------------------------------------------------------------------


def test_what_happened_long_ago_is_recorded_confirmed_and_silently_and_again_without_harm(house, practice):
    vineyard, since = house.organisations["vineyard"], date(2025, 3, 10)
    record = {"stage": "given_up", "since": since, "reason_de": "Kein Platz", "reason_it": "Niente spazio"}
    for _again in range(2):
        adoption = actions.record_adoption(
            practice, vineyard, **record, changed_de="zwei", by_adopter=house.berta, by_source=house.ada
        )
    found = Adoption.objects.get(practice=practice)
    assert (found.is_confirmed, found.since, found.reason_it) == (True, since, "Niente spazio")
    assert timezone.localdate(found.source_confirmed_at) == since
    assert [(step.stage, step.on) for step in found.steps.all()] == [(AdoptionStage.GIVEN_UP, since)]
    assert (found.ask_again_on, actions.unanswered_since(found)) == (None, None)
    assert not Notification.objects.filter(kind__startswith="adoption").exists()
    assert adoption == found


def test_a_narrowed_practice_is_not_named_to_a_party_who_may_no_longer_read_it(house, practice):
    adoption = adoption_in("confirmed", house, practice)
    practices.wish(practice, "network", by=house.user("ada"))
    for address in (f"/de/space/adoptions/{adoption.pk}/", "/de/space/adoptions/"):
        answer = house.client("berta").get(address)
        assert answer.status_code == 200
        assert canary("adopted") not in answer.content.decode()


def test_an_ended_membership_closes_the_adoption_to_its_person(house, practice):
    adoption = adoption_in("waiting", house, practice)
    end_membership(house.network_b.memberships.get(person=house.berta), by=house.user("bruno"))
    assert house.client("berta").get(f"/de/space/adoptions/{adoption.pk}/").status_code == 404


# --- Asked again and again ---------------------------------------------------------------------------


def hours_pass(hours):
    past = timedelta(hours=hours)
    ModelLogEntry.objects.update(timestamp=F("timestamp") - past)
    DBTaskResult.objects.filter(run_after__year__lt=9999).update(run_after=F("run_after") - past)


def asked_by_mail():
    """Who has been asked to confirm since the last look."""
    run_ready()
    found = sorted(letter.to[0].partition("@")[0] for letter in mail.outbox if "weingut" in letter.body.casefold())
    mail.outbox.clear()
    return found


def test_who_declares_and_withdraws_in_turn_asks_once_a_day_and_what_stands_then_is_asked_for(house, practice):
    first = declare(house, practice)
    once = asked_by_mail()
    assert once
    actions.withdraw(first, by=house.user("berta"))
    for _turn in range(3):
        actions.withdraw(declare(house, practice), by=house.user("berta"))
    declare(house, practice)
    assert asked_by_mail() == []
    hours_pass(23)
    assert asked_by_mail() == []
    hours_pass(1.1)
    assert asked_by_mail() == once


def test_another_block_and_what_was_taken_back_long_ago_are_asked_for_at_once(house, practice):
    actions.withdraw(declare(house, practice), by=house.user("berta"))
    asked_by_mail()
    practice.blocks = [BuildingBlock(title_de="Laufzettel")]
    practice.save()
    declare(house, practice, block=practice.blocks.get())
    assert asked_by_mail()
    hours_pass(25)
    declare(house, practice)
    assert asked_by_mail()
