"""The search in the audience matrix: every person × every audience × hits, totals, facets, suggestions, other
spellings, the feed, the mail about a saved search; on each engine that `search_index` knows."""

import json
from collections import Counter

import pytest
from django.core import mail
from django.utils.translation import override

from core.audience import tokens_of
from core.tasks import run_ready
from search import saving
from search.finding import find
from search.models import SavedSearch
from search.question import Question
from search.records import records_of, sources
from tests.cast import ACTORS, AUDIENCES, MAY_SEE, PEOPLE, canary, text_of
from tests.conftest import ENGINES

pytestmark = pytest.mark.parametrize("search_index", ENGINES, indirect=True)

PRACTICES = {"public": "public", "community": "community", "network": "network_a", "draft": None, "submitted": None}
# Word that stands in one record only → who may find it.
WORDS = (
    {canary(name): MAY_SEE[name] for name in AUDIENCES}
    | {canary(f"news_{name}"): MAY_SEE[name] for name in AUDIENCES}
    | {canary(f"practice_{key}"): MAY_SEE.get(name, set()) for key, name in PRACTICES.items()}
)
MISSPELT = {word: word[:-3] + word[-2] + word[-3] + word[-1] for word in WORDS}


def seen_by(actor, text) -> set[str]:
    return {word for word in WORDS if word.casefold() in text.casefold()}


def foreign(actor) -> set[str]:
    return {word for word, readers in WORDS.items() if actor not in readers}


@pytest.fixture
def everything(house, search_index):
    return [record for source in sources.values() for record in records_of(map(source.key, source.pks()))]


@pytest.mark.parametrize("actor", ACTORS)
def test_hits_totals_and_facets_are_within_what_one_may_see(house, everything, actor):
    user = house.user(actor)
    ours = [record for record in everything if tokens_of(user) & set(record.tokens)]
    for language, words in (("de", list(WORDS)[::2]), ("it", list(WORDS)[1::2])):
        with override(language):
            found = find(Question(), user)
            assert found.total == len(ours)
            counts = {facet.key: {value.value: value.count for value in facet.values} for facet in found.facets}
            for key in ("kind", "country", "network", "topic"):
                codes = Counter(code for record in ours for code in (*record.facets.get(key, ()), *_kind(record, key)))
                assert counts.get(key, {}) == dict(codes), f"{actor}: {key}"
            for word in words:
                hits = find(Question(word), user)
                titles = " ".join(hit.title for hit in hits.page.object_list)
                assert (word in titles) == (actor in WORDS[word]), f"{actor} by {word}"
                assert all(tokens_of(user) & set(record.tokens) for record in records_of(_keys(hits)))


def _kind(record, key):
    return (record.kind,) if key == "kind" else ()


def _keys(found):
    return [hit.card.key for hit in found.page.object_list]


@pytest.mark.parametrize("actor", ACTORS)
def test_pages_suggestions_and_other_spellings_tell_nothing_foreign(house, search_index, actor):
    client = house.client(actor)
    for number, word in enumerate(WORDS):
        language = ("de", "it")[number % 2]
        suggested = client.get(f"/{language}/search/suggestions/", {"q": word[:-2]})
        texts = [each["text"] for each in json.loads(suggested.content)["words"]]
        assert (word.casefold() in texts) == (actor in WORDS[word]), f"{actor} by {word[:-2]}"
        assert not foreign(actor) & seen_by(actor, suggested.content.decode())
        page = client.get(f"/{language}/search/", {"q": MISSPELT[word]})
        told = text_of(page).casefold()
        assert (word.casefold() in told) == (actor in WORDS[word]), f"{actor} by {MISSPELT[word]}"
        assert not foreign(actor) & seen_by(actor, told), f"{actor} by {MISSPELT[word]}"


@pytest.mark.parametrize("actor", ACTORS)
def test_a_word_of_ones_own_brings_no_foreign_spelling_with_it(house, search_index, actor):
    client, words = house.client(actor), sorted(foreign(actor))
    for some in (words[n : n + 4] for n in range(0, len(words), 4)):
        query = " ".join(["Praxis Nachricht", *(MISSPELT[word] for word in some)])
        page = client.get("/de/search/", {"q": query})
        assert not foreign(actor) & seen_by(actor, text_of(page)), f"{actor} by {query}"


@pytest.mark.parametrize("actor", ["anonymous", "ada", "kim", "root"])
def test_the_feed_tells_everybody_what_the_public_may_see(house, search_index, actor):
    client = house.client(actor)
    for word, readers in WORDS.items():
        answer = client.get("/de/search/feed/", {"q": word})
        entries = answer.content.decode().partition("<entry>")[2]
        assert (word in entries) == ("anonymous" in readers), word


def test_the_mail_about_a_saved_search_tells_what_its_reader_may_see(house, search_index):
    for name in PEOPLE:
        for word in WORDS:
            SavedSearch.objects.create(user=house.user(name), name="Suche", query=f"q={word}", language="de")
    SavedSearch.objects.update(looked_at="2026-01-01T00:00Z")
    saving.tell_of_new_hits()
    run_ready()
    letters = {message.to[0].partition("@")[0]: message for message in mail.outbox}
    for name in PEOPLE:
        allowed = {word for word, readers in WORDS.items() if name in readers}
        letter = letters.get(name)
        texts = f"{letter.subject} {letter.body} {letter.alternatives[0][0]}" if letter else ""
        titles = {word for word in WORDS if f"{word} (" in texts}
        assert titles == allowed, name
