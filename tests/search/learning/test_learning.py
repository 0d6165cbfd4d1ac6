"""What the site teaches, to whom it may, and what becomes of it."""

import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.audience import COMMUNITY
from pages.models import News
from search import scheduled
from search.analysis import chain
from search.dictionary.actions import allow, forbid
from search.learning import background, inspecting, store
from search.models import LearnedLexicon
from search.planning import lexicon
from search.planning.translations import Origin
from tests.search.learning.conftest import PAIRS, teach

pytestmark = pytest.mark.django_db


def run(*arguments, command="search_learn"):
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def translations(word, language="de"):
    """What was learned of a word, as people read it."""
    found = lexicon.current().of((chain.key(word, language),), language, word)
    return [each.text for each in found if each.origin == Origin.LEARNED]


# --- What is learned ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("german", "italian"), PAIRS.items())
def test_words_of_bilingual_records_translate_each_other_from_then_on(taught, german, italian):
    assert translations(german) == []
    run()
    assert translations(german)[0] == italian
    assert translations(italian, "it")[0] == german


def test_the_command_says_what_it_did(taught):
    said = run()
    assert "9 records" in said
    for unit in ("pairs", "seconds", "MB"):
        assert unit in said


def test_a_text_that_only_some_may_read_teaches_nothing(taught):
    teach("Zirbelgeist", "spiritello", token=COMMUNITY, times=5)
    run()
    assert translations("Zirbelgeist") == []
    assert translations("spiritello", "it") == []
    assert LearnedLexicon.objects.get().records == 9


def test_without_a_bilingual_record_the_command_refuses_in_a_sentence(house):
    with pytest.raises(CommandError, match="nothing to learn from"):
        run()
    assert not LearnedLexicon.objects.exists()


# --- What is forbidden -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("german", "italian"),
    [("Gamsbart", "camosciata"), ("gamsbärte", "camosciate"), ("Der Gamsbart", "la camosciata")],
)
def test_a_forbidden_pair_is_not_used_in_whatever_form_it_was_forbidden(taught, german, italian):
    run()
    forbid(german, italian)
    assert "camosciata" not in translations("Gamsbart")
    assert "Gamsbart" not in translations("camosciata", "it")
    assert translations("Zirbelstube") == ["cirmolina"]


def test_what_is_allowed_again_is_used_again(taught):
    run()
    forbid("Gamsbart", "camosciata")
    assert translations("Gamsbart") == []
    allow("Gamsbart", "camosciata")
    assert translations("Gamsbart") == ["camosciata"]


def test_a_pair_stays_forbidden_when_it_is_learned_again(taught):
    forbid("Gamsbart", "camosciata")
    run()
    assert translations("Gamsbart") == []


def test_a_key_without_a_written_form_is_forbidden_as_it_is_shown():
    forbid("gamsb", "camosc")
    assert ("gamsb", "camosc") in lexicon.forbidden()


# --- Versions ----------------------------------------------------------------------------------------


def test_three_versions_are_kept(taught):
    for _version in range(5):
        run()
    pks = list(LearnedLexicon.objects.values_list("pk", flat=True))
    assert len(pks) == 3
    assert store.newest().pk == max(pks)


def test_one_goes_back_to_an_older_version_until_the_next_is_learned(taught):
    run()
    first = str(store.newest().pk)
    teach("Zirbelgeist", "spiritello")
    run()
    assert translations("Zirbelgeist") == ["spiritello"]
    run("--use", first)
    assert translations("Zirbelgeist") == []
    assert f"version {first}" in run("--list").splitlines()[0]
    run()
    assert translations("Zirbelgeist") == ["spiritello"]


def test_a_version_that_is_not_there_is_refused(taught):
    run()
    with pytest.raises(CommandError, match="no version 999"):
        run("--use", "999")


def test_a_version_of_another_analysis_is_not_used(taught):
    run()
    LearnedLexicon.objects.update(chain="old")
    assert translations("Gamsbart") == []
    assert store.newest() is None


# --- By night ----------------------------------------------------------------------------------------


def learned_yesterday():
    LearnedLexicon.objects.update(made_at=timezone.now() - timedelta(days=1))


def test_the_first_bilingual_record_is_learned_from(house):
    assert not background.is_due()
    teach("Gamsbart", "camosciata", times=1)
    assert background.is_due()


def test_it_is_not_learned_again_while_nothing_has_changed(taught):
    run()
    learned_yesterday()
    assert "Not enough" in run("--if-changed")
    assert LearnedLexicon.objects.count() == 1


@pytest.mark.parametrize("change", ["new", "other", "gone", "closed"])
def test_it_is_learned_again_after_enough_changes(taught, change):
    run()
    learned_yesterday()
    if change == "new":
        teach("Zirbelgeist", "spiritello", times=1)
    else:
        piece = News.objects.get(heading_it="camosciata uno0x")
        if change == "other":
            piece.heading_it = "Un altro titolo"
            piece.save()
        elif change == "gone":
            piece.unpublish()
        else:
            type(piece).objects.filter(pk=piece.pk).update(token=COMMUNITY)
    assert background.is_due()
    run("--if-changed")
    assert LearnedLexicon.objects.count() == 2


def test_of_many_records_a_few_changes_are_not_enough(taught, monkeypatch):
    monkeypatch.setattr(background, "SHARE", 3)
    run()
    learned_yesterday()
    teach("Zirbelgeist", "spiritello", times=2)
    assert not background.is_due()
    teach("Zirbelgeist", "spiritello", times=1)
    assert background.is_due()


def test_it_is_learned_once_a_night(taught):
    run()
    teach("Zirbelgeist", "spiritello")
    assert not background.is_due()


@pytest.fixture
def by_night(monkeypatch, tmp_path):
    """What learns is another process, here one that leaves a file."""
    done = tmp_path / "done"
    monkeypatch.setattr(background, "COMMAND", [sys.executable, "-c", f"open({str(done)!r}, 'a').write('x')"])
    monkeypatch.setattr(scheduled.timezone, "localtime", lambda: timezone.now().replace(hour=scheduled.NIGHT))
    return done


def test_another_process_learns(by_night):
    background.start().join()
    assert by_night.read_text() == "x"


def test_a_second_does_not_start_beside_it(by_night):
    with background._running:
        assert background.start() is None
    background.start().join()
    assert by_night.read_text() == "x"


def test_that_it_failed_is_in_the_log_and_the_next_night_comes(by_night, monkeypatch, caplog):
    monkeypatch.setattr(background, "COMMAND", [sys.executable, "-c", "raise SystemExit('no memory')"])
    background.start().join()
    assert "no memory" in caplog.text
    assert background.start() is not None


# --- Looked up ---------------------------------------------------------------------------------------


def test_the_dictionarys_list_shows_what_was_learned_of_a_word_in_any_form(taught):
    run()
    for word in ("Gamsbart", "Gamsbärte", "camosciate"):
        said = run("list", word, command="search_dictionary")
        assert "Gamsbart – camosciata  [learned, surety" in said
        assert "met " in said


def test_it_marks_what_is_forbidden(taught):
    run()
    forbid("Gamsbart", "camosciata")
    assert "FORBIDDEN" in run("list", "Gamsbart", command="search_dictionary")


def test_new_pairs_come_first(taught):
    run()
    assert not any(pair.new for pair in inspecting.newest())
    teach("Zirbelgeist", "spiritello")
    run()
    first = inspecting.newest()[0]
    assert first.new
    assert {pair.german for pair in inspecting.newest("spirit")} >= {"Zirbelgeist"}
