"""The team's page of learned pairs."""

import pytest

from search.dictionary.actions import forbid
from search.learning import store
from search.learning.lessons import lessons
from search.models import DictionaryEntry
from search.planning.translations import Translations
from tests.cast import text_of

pytestmark = pytest.mark.django_db
PAIRS, FORBID = "/admin/learned-pairs/", "/admin/learned-pairs/forbid/"


@pytest.fixture
def learned(taught):
    store.learn_and_save(lessons(), Translations())
    return taught


def test_the_team_reads_what_was_learned_and_searches_in_it(learned):
    client = learned.client("edda")
    assert "camosciata" in text_of(client.get(PAIRS))
    found = text_of(client.get(f"{PAIRS}?q=zirbel"))
    assert "cirmolina" in found
    assert "camosciata" not in found


def test_a_pair_is_forbidden_with_one_button_by_who_is_named(learned):
    data = {"german": "Gamsbart", "italian": "camosciata", "q": "gams", "p": "1"}
    answer = learned.client("edda").post(FORBID, data)
    assert (answer.status_code, answer["Location"]) == (302, f"{PAIRS}?q=gams&p=1")
    entry = DictionaryEntry.objects.get()
    assert (entry.german, entry.italian, entry.forbidden, entry.added_by) == (
        "Gamsbart",
        "camosciata",
        True,
        learned.edda,
    )


def test_a_forbidden_pair_says_so_and_has_no_button(learned):
    forbid("Gamsbart", "camosciata")
    row = text_of(learned.client("edda").get(f"{PAIRS}?q=camosciata")).partition('lang="it">camosciata<')[2]
    assert FORBID not in row.partition("</tr>")[0]


def test_a_pair_lacking_a_side_is_refused(learned):
    for data in ({}, {"german": "Gamsbart"}, {"german": "x" * 500, "italian": "y"}):
        assert learned.client("edda").post(FORBID, data).status_code == 400
    assert not DictionaryEntry.objects.exists()


def test_reading_forbids_nothing(learned):
    address = f"{FORBID}?german=Gamsbart&italian=camosciata"
    assert learned.client("edda").get(address).status_code == 405
    assert not DictionaryEntry.objects.exists()


def test_before_anything_was_learned_the_page_says_so(house):
    assert 'class="listing"' not in text_of(house.client("edda").get(PAIRS))


@pytest.mark.parametrize("actor", ["ada", "carla", "kim", "stella", "anonymous"])
def test_nobody_but_the_team_reads_or_forbids(learned, actor):
    client = learned.client(actor)
    status = 302 if actor == "anonymous" else 404
    assert client.get(PAIRS).status_code == status
    assert client.post(FORBID, {"german": "Gamsbart", "italian": "camosciata"}).status_code == status
    assert not DictionaryEntry.objects.exists()


def test_the_page_asks_the_database_as_often_for_many_pairs_as_for_one(learned, django_assert_max_num_queries):
    client = learned.client("edda")
    client.get(PAIRS)
    counts = []
    for query in ("?q=camosciata", ""):
        with django_assert_max_num_queries(200) as queries:
            client.get(f"{PAIRS}{query}")
        counts.append(len(queries))
    assert counts[0] == counts[1]
