"""`manage search_why`: how a query is understood and why it finds a record."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core.audience import PUBLIC
from search import engines, entries
from search.engines.embedded import Embedded
from search.learning import store
from search.learning.lessons import lessons
from search.planning.translations import Translations
from search.records import records_of
from tests.cast import write_news
from tests.search.learning.conftest import only_news, small_dictionary, teach  # noqa: F401 – fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(house, monkeypatch, tmp_path):
    """Three news that teach, and one whose Italian alone has the word, all in an index; the last one's key."""
    taught = teach("Gamsbart", "camosciata")
    last = write_news("", heading_it="Una camosciata", token=PUBLIC)
    store.learn_and_save(lessons(), Translations())
    engine = Embedded(tmp_path)
    engine.build(map(entries.of, records_of(f"news:{each.pk}" for each in (*taught, last))))
    monkeypatch.setattr(engines, "engine", lambda: engine)
    return f"news:{last.pk}"


def why(*arguments):
    out = StringIO()
    call_command("search_why", *arguments, stdout=out)
    return out.getvalue()


def line_with(text, said):
    return next(line for line in said.splitlines() if text in line)


def test_each_way_is_named_with_worth_origin_and_count(site):
    said = why("Gamsbart")
    assert said.startswith("Gamsbart\n")
    assert "1.00" in line_with("de:gamsbart (3)", said)
    assert "it:camosc" in line_with("[learned: camosciata]", said)
    assert "(4)" in line_with("[learned: camosciata]", said)


def test_of_a_record_the_ways_it_answers_are_marked_and_the_score_is_taken_apart(site):
    said = why("Gamsbart", "--key", site)
    assert "✓" in line_with("[learned: camosciata]", said)
    assert "✓" not in line_with("de:gamsbart (3)", said)
    assert f"{site}: hit" in said


def test_a_record_that_is_not_found_says_so(site):
    assert f"{site} is not among the first" in why("Ziegelstein", "--key", site)


def test_a_query_that_says_nothing_says_so(site):
    assert "no word" in why("?!")


def test_a_record_that_is_not_there_is_refused(site):
    with pytest.raises(CommandError, match="no record news:999999"):
        why("Gamsbart", "--key", "news:999999")


def test_an_index_that_is_not_there_is_refused(house, monkeypatch, tmp_path):
    monkeypatch.setattr(engines, "engine", lambda: Embedded(tmp_path))
    with pytest.raises(CommandError, match="engine is down"):
        why("Gamsbart")
