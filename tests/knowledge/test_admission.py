"""From draft to library: each transition of law 4, by its results."""

import pytest
from django.core import mail

from core.errors import NotAllowed, NotPossible
from core.tasks import run_ready
from knowledge import actions
from knowledge.models import GoodPractice
from knowledge.models.practice import Level
from knowledge.stages import stage_of
from tests.cast import canary, fresh, practice_fields, write_practice


def names_who_see(house, practice):
    from tests.cast import ACTORS

    return {
        name for name in ACTORS if GoodPractice.objects.visible_to(house.user(name)).filter(pk=practice.pk).exists()
    }


NETWORK_A = {"ada", "moritz", "carla", "edda", "root"}
COMMUNITY = NETWORK_A | {"berta", "bruno", "kim"}
EVERYBODY = COMMUNITY | {"anonymous", "stella", "egon"}


def test_a_draft_is_seen_by_nobody(house):
    assert names_who_see(house, write_practice(house, "x", upto="draft")) == set()


def test_a_submitted_practice_is_still_seen_by_nobody(house):
    practice = write_practice(house, "x", upto="submitted")
    assert names_who_see(house, practice) == set()
    assert stage_of(practice).name == "coordination"


def test_the_coordinator_admits_it_to_the_network_only(house):
    practice = write_practice(house, "x", upto="network")
    assert names_who_see(house, practice) == NETWORK_A
    assert stage_of(practice).name == "editorial"


@pytest.mark.parametrize(
    ("wished", "seen_by"), [("network", NETWORK_A), ("community", COMMUNITY), ("public", EVERYBODY)]
)
def test_at_the_end_it_is_seen_by_those_it_was_wished_for(house, wished, seen_by):
    practice = write_practice(house, "x", wished=wished)
    assert names_who_see(house, practice) == seen_by
    assert stage_of(practice).name == ("network" if wished == "network" else "library")


def test_the_editors_rejection_leaves_the_networks_version_live(house):
    practice = write_practice(house, "x", upto="network")
    actions.send_back(practice, by=house.edda, reason="Welche Zahl?")
    practice = fresh(practice)
    assert names_who_see(house, practice) == NETWORK_A
    stage = stage_of(practice)
    assert (stage.name, stage.comment, stage.commented_by) == ("sent_back", "Welche Zahl?", house.edda)


def test_the_coordinators_rejection_keeps_it_unseen_and_lets_the_author_go_on(house):
    practice = write_practice(house, "x", upto="submitted")
    actions.send_back(practice, by=house.carla, reason="Perché?")
    practice = fresh(practice)
    assert names_who_see(house, practice) == set()
    draft = practice.get_latest_revision_as_object()
    draft.summary_de = "Genauer"
    actions.save_draft(draft, by=house.ada)
    actions.submit(fresh(practice), by=house.ada)
    actions.admit(fresh(practice), by=house.carla)
    assert fresh(practice).summary_de == "Genauer"


def test_revising_a_public_one_keeps_the_old_text_until_the_editors_have_admitted_the_new(house):
    practice = write_practice(house, "alt")
    draft = practice.get_latest_revision_as_object()
    draft.summary_de = "neu"
    actions.save_draft(draft, by=house.ada)
    actions.submit(fresh(practice), by=house.ada)
    assert fresh(practice).summary_de == "Kurz alt"
    actions.admit(fresh(practice), by=house.carla)
    assert (fresh(practice).summary_de, names_who_see(house, practice)) == ("Kurz alt", EVERYBODY)
    actions.admit(fresh(practice), by=house.edda)
    assert (fresh(practice).summary_de, names_who_see(house, practice)) == ("neu", EVERYBODY)


def test_revising_a_networks_one_is_live_for_the_network_after_the_coordinator(house):
    practice = write_practice(house, "alt", wished="network")
    draft = practice.get_latest_revision_as_object()
    draft.summary_de = "neu"
    actions.save_draft(draft, by=house.ada)
    actions.submit(fresh(practice), by=house.ada)
    actions.admit(fresh(practice), by=house.carla)
    assert (fresh(practice).summary_de, names_who_see(house, practice)) == ("neu", NETWORK_A)


def test_narrowing_the_wish_takes_effect_at_once(house):
    practice = write_practice(house, "x")
    actions.wish(practice, "network", by=house.ada)
    assert names_who_see(house, practice) == NETWORK_A


def test_widening_the_wish_waits_for_the_editors(house):
    practice = write_practice(house, "x", wished="community")
    actions.wish(practice, "public", by=house.ada)
    assert names_who_see(house, practice) == COMMUNITY
    actions.submit(fresh(practice), by=house.ada)
    actions.admit(fresh(practice), by=house.carla)
    assert names_who_see(house, practice) == COMMUNITY
    actions.admit(fresh(practice), by=house.edda)
    assert names_who_see(house, practice) == EVERYBODY


def test_a_withdrawn_practice_is_a_draft_again(house):
    practice = write_practice(house, "x", upto="submitted")
    actions.withdraw(practice, by=house.ada)
    assert stage_of(fresh(practice)).name == "draft"


# --- Who may decide, as a table -------------------------------------------------------------------


@pytest.mark.parametrize(("upto", "allowed"), [("submitted", {"carla"}), ("network", {"edda", "root"})])
@pytest.mark.parametrize("verb", ["admit", "send_back"])
def test_only_whose_turn_it_is_decides(house, upto, allowed, verb):
    practice = write_practice(house, "x", upto=upto)
    decide = getattr(actions, verb)
    words = {"reason": "?"} if verb == "send_back" else {}
    for name in set(house.people) - allowed:
        with pytest.raises(NotAllowed):
            decide(fresh(practice), by=house.user(name), **words)
    assert stage_of(fresh(practice)).name == {"submitted": "coordination", "network": "editorial"}[upto]


def test_under_review_the_text_rests_for_its_author(house):
    practice = write_practice(house, "x", upto="submitted")
    with pytest.raises(NotAllowed):
        actions.save_draft(practice.get_latest_revision_as_object(), by=house.ada)


def test_who_has_left_the_network_can_no_longer_write(house):
    with pytest.raises(NotAllowed):
        actions.start_practice(house.network_a, by=house.egon, **practice_fields("x"))


def test_sending_back_needs_a_reason(house):
    practice = write_practice(house, "x", upto="submitted")
    with pytest.raises(NotPossible):
        actions.send_back(practice, by=house.carla, reason="  ")


def test_an_unfinished_practice_is_not_submitted_and_says_what_is_missing(house):
    practice = actions.start_practice(house.network_a, by=house.ada, heading_de="Nur ein Titel")
    with pytest.raises(actions.Unfinished) as refused:
        actions.submit(practice, by=house.ada)
    assert refused.value.fields == ["summary", "starting_point", "approach", "results"]


def test_nothing_is_submitted_twice(house):
    practice = write_practice(house, "x", upto="submitted")
    with pytest.raises(NotPossible):
        actions.submit(fresh(practice), by=house.ada)


# --- Mails, each in its reader's language ---------------------------------------------------------


def test_each_step_tells_the_people_concerned_in_their_language(house, django_capture_on_commit_callbacks):
    practice = write_practice(house, canary("mail"), upto="draft")
    actions.submit(practice, by=house.ada)
    run_ready()
    actions.admit(fresh(practice), by=house.carla, comment="Molto bello")
    run_ready()
    actions.admit(fresh(practice), by=house.edda)
    run_ready()
    told = [(message.to[0].partition("@")[0], message.subject) for message in mail.outbox]
    assert [name for name, _ in told] == ["carla", "ada", "edda", "root", "ada", "carla"]
    assert all(canary("mail") in message.body or canary("mail") in message.subject for message in mail.outbox)
    assert "Molto bello" in mail.outbox[1].body
    assert Level(fresh(practice).admitted) == Level.PUBLIC
