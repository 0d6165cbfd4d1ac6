"""Translating: who may, side by side, what has changed since, and who is named for it."""

import pytest
from django.core import mail

from core.bilingual import State
from core.tasks import run_ready
from knowledge import actions, rules
from knowledge.models import BuildingBlock, GoodPractice
from knowledge.stages import stage_of
from knowledge.translating import version_translated
from tests.cast import ACTORS, fresh, write_practice

ITALIAN = {
    "heading": "Pratica",
    "summary": "In breve",
    "starting_point": "Inizio",
    "approach": "Strada",
    "results": "Risultato",
    "target_group": "Apprendisti",
    "difficulties": "Ostacolo",
}
TEAM = {"edda", "root"}


def address(practice):
    return f"/de/space/practices/{practice.pk}/translate/"


def translate(house, practice, name="moritz", action="save", **texts):
    client = house.client(name)
    form = client.get(address(practice)).context["form"]
    data = {field.html_name: field.value() for field in form}
    return client.post(address(practice), data | texts | {"action": action})


def draft_of(practice):
    return fresh(practice).get_latest_revision_as_object()


def revise(practice, by, **texts):
    """A new wording, admitted all the way."""
    draft = draft_of(practice)
    for name, value in texts.items():
        setattr(draft, name, value)
    return actions.save_draft(draft, by=by)


def translated(house, word="x"):
    practice = write_practice(house, word, wished="network")
    translate(house, practice, action="submit", **ITALIAN)
    actions.admit(fresh(practice), by=house.carla)
    return fresh(practice)


# --- Who may, as a table -----------------------------------------------------------------------------

MAY = {
    "draft": {"ada", "carla", *TEAM},
    "submitted": {"carla"},
    "network": {"ada", "moritz", "carla", *TEAM},
    "level in both languages": {"ada", "carla", *TEAM},
    "under somebody else's draft": {"ada", "carla", *TEAM},
}


def in_state(house, state):
    if state == "level in both languages":
        return translated(house)
    if state == "under somebody else's draft":
        practice = write_practice(house, "x", wished="network")
        revise(practice, house.ada, summary_de="Noch nicht eingereicht")
        return fresh(practice)
    return write_practice(house, "x", wished="network", upto=state)


@pytest.mark.parametrize("state", MAY)
def test_who_may_translate(house, state):
    practice = in_state(house, state)
    assert {name for name in ACTORS if rules.may_translate(house.user(name), fresh(practice))} == MAY[state]


def test_who_may_not_read_it_finds_no_such_address(house):
    practice = write_practice(house, "x", wished="network")
    for name in ("berta", "stella", "kim", "egon"):
        assert house.client(name).get(address(practice)).status_code == 404


def test_a_colleague_never_sees_a_draft_of_the_author(house):
    practice = write_practice(house, "x", wished="network")
    revise(practice, house.ada, summary_de="Geheimer Entwurf")
    answer = house.client("moritz").get(address(practice), follow=True)
    assert "Geheimer Entwurf" not in answer.content.decode()
    assert answer.redirect_chain[0][0] == fresh(practice).get_url()


# --- Writing -----------------------------------------------------------------------------------------


def test_only_texts_with_a_source_are_asked(house):
    practice = write_practice(house, "x", wished="network")
    form = house.client("moritz").get(address(practice)).context["form"]
    assert set(form.fields) - {"version"} == set(ITALIAN)


def test_a_colleagues_translation_is_a_proposal_that_goes_the_usual_way_and_names_them(house):
    practice = write_practice(house, "x", wished="network")
    translate(house, practice, action="submit", **ITALIAN)
    assert (fresh(practice).heading_it or "", stage_of(fresh(practice)).name) == ("", "coordination")
    actions.admit(fresh(practice), by=house.carla)
    live = fresh(practice)
    assert (live.heading_it, live.translated_by, live.owner) == ("Pratica", house.moritz, house.ada)
    assert live.translation_state == State.CURRENT
    assert live.heading_de == "Praxis x"


def test_blocks_are_translated_with_the_practice(house):
    practice = write_practice(house, "x", wished="network")
    draft = draft_of(practice)
    draft.blocks = [BuildingBlock(title_de="Wanderstück", text_de="Ein Stein reist")]
    actions.save_draft(draft, by=house.ada)
    translate(house, practice, name="ada", **ITALIAN, **{"blocks-n0-title": "Il pezzo", "blocks-n0-text": "Viaggia"})
    block = draft_of(practice).blocks.get()
    assert (block.title_it, block.text_it, block.title_de) == ("Il pezzo", "Viaggia", "Wanderstück")
    assert draft_of(practice).translation_state == State.CURRENT


def test_who_was_overtaken_is_told_and_loses_nothing(house):
    practice = write_practice(house, "x", wished="network")
    client = house.client("ada")
    stale = practice.latest_revision_id
    revise(practice, house.edda, summary_de="Edda")
    answer = client.post(address(practice), ITALIAN | {"summary": "La mia frase", "version": stale})
    assert (answer.status_code, draft_of(practice).summary_it or "") == (409, "")
    assert "La mia frase" in answer.content.decode()


def test_the_translator_hears_of_the_decision_and_may_answer_a_question(house, django_capture_on_commit_callbacks):
    practice = write_practice(house, "x", wished="network")
    translate(house, practice, action="submit", **ITALIAN)
    run_ready()
    assert "Moritz Beispiel" in mail.outbox[-1].body
    actions.send_back(fresh(practice), by=house.carla, reason="Strada o percorso?")
    run_ready()
    asked = next(message for message in mail.outbox if message.to == ["moritz@example.org"])
    assert "Strada o percorso?" in asked.body
    translate(house, practice, action="submit", approach="Percorso")
    actions.admit(fresh(practice), by=house.carla)
    assert fresh(practice).approach_it == "Percorso"


# --- What has changed since --------------------------------------------------------------------------


def outdated(house):
    practice = translated(house)
    revise(practice, house.ada, approach_de="Weg x und ein Umweg")
    actions.submit(fresh(practice), by=house.ada)
    actions.admit(fresh(practice), by=house.carla)
    return fresh(practice)


def test_what_has_changed_in_the_source_is_marked(house):
    practice = outdated(house)
    assert practice.translation_state == State.OUTDATED
    page = house.client("moritz").get(address(practice))
    changed = [p for row in page.context["form"].rows() for p, _field in row["pairs"] if p.has_changed]
    assert [(p.name, p.then, p.source) for p in changed] == [("approach", "Weg x", "Weg x und ein Umweg")]
    assert "<ins>" in page.content.decode()


def test_where_the_earlier_wording_is_gone_it_says_so(house):
    practice = outdated(house)
    practice.revisions.exclude(pk=practice.latest_revision_id).delete()
    assert version_translated(draft_of(practice)) is None
    page = house.client("moritz").get(address(practice))
    assert "<ins>" not in page.content.decode()
    assert (page.context["behind"], page.context["then"]) == (True, None)


def test_a_translation_that_still_holds_is_confirmed_by_a_revision(house):
    practice = outdated(house)
    translate(house, practice, action="hold")
    draft = draft_of(practice)
    assert (draft.translation_state, draft.approach_it) == (State.CURRENT, "Strada")
    assert draft.latest_revision.user == house.moritz
    assert fresh(practice).translation_state == State.OUTDATED


def test_the_work_list_leads_to_the_desk_for_translations(house):
    practice = house.practices["public"]
    text = house.client("edda").get("/de/space/translations/").content.decode()
    assert address(practice) in text


def test_readers_who_may_help_are_invited_on_the_page(house):
    practice = write_practice(house, "x")
    for name, invited in (("moritz", True), ("ada", True), ("berta", False), ("anonymous", False)):
        text = house.client(name).get(f"/it{practice.get_url()[3:]}").content.decode()
        assert (f"/practices/{practice.pk}/translate/" in text) == invited, name
    assert GoodPractice.objects.filter(pk=practice.pk, live=True).exists()
