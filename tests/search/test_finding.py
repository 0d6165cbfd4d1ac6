"""The results page: what is found, counted, explained and offered; with the index and without it."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from core.actions import set_audience
from core.models import SiteDocument
from knowledge.models import Glossary, GlossaryTerm, GoodPractice, Tag, Topic
from search import engines, finding
from search.engines.base import EngineDown
from search.finding import PER_PAGE, find
from search.models import IndexChange
from search.question import Question
from search.suggesting import suggest
from search.upkeep import health
from tests.cast import MAY_SEE, canary, fresh, pdf, publish, text_of, write_news

ANYBODY = AnonymousUser()


@pytest.fixture(autouse=True)
def german():
    with override("de"):
        yield


def keys(found):
    return [hit.card.key for hit in found.page.object_list]


def down(*_args, **_named):
    raise EngineDown("no index")


@pytest.fixture
def engine_down(monkeypatch, house):
    class Down:
        def __getattr__(self, name):
            return down

    monkeypatch.setattr(engines, "engine", lambda: Down())


@pytest.fixture
def waiting(house):
    """A change that the index has not followed for a minute."""
    from datetime import timedelta

    from django.utils import timezone

    change = IndexChange.objects.create(key="practice:1")
    IndexChange.objects.filter(pk=change.pk).update(since=timezone.now() - timedelta(minutes=1))


# --- What is found ------------------------------------------------------------------------------------


def test_a_practice_is_found_by_a_word_of_its_text(house, search_index):
    word = canary("practice_public")
    found = find(Question(word), ANYBODY)
    assert keys(found) == [f"practice:{house.practices['public'].pk}"]
    [hit] = found.page.object_list
    assert f"<mark>{word}</mark>" in hit.title
    assert found.total == 1
    assert not found.without_index


def test_without_a_question_the_newest_comes_first(house, search_index):
    found = find(Question(), ANYBODY)
    days = [hit.card.date for hit in found.page.object_list if hit.card.date]
    assert days == sorted(days, reverse=True)
    assert len(days) > 1
    assert found.total > PER_PAGE


def test_pages_follow_each_other_and_a_page_too_far_is_the_last(house, search_index):
    first = find(Question(), ANYBODY)
    last = find(Question(page=900), ANYBODY)
    second = find(Question(page=2), ANYBODY)
    assert len(first.page.object_list) == PER_PAGE
    assert not set(keys(first)) & set(keys(second))
    assert last.page.number == last.page.paginator.num_pages == -(-first.total // PER_PAGE)
    assert keys(last)


def test_what_has_been_closed_meanwhile_is_left_out_and_not_counted(house, search_index):
    """Closed in the database; the index still says that everybody may see it."""
    practice = house.practices["public"]
    set_audience(practice, "committee", by=house.edda)
    found = find(Question(canary("practice_public")), ANYBODY)
    assert (keys(found), found.total) == ([], 0)


def test_a_page_is_filled_up_when_something_is_left_out(house, search_index):
    before = find(Question(), ANYBODY)
    closed = [hit.card.key for hit in before.page.object_list if hit.kind == "news"][:1]
    closed_pk = int(closed[0].partition(":")[2])
    set_audience(next(each for each in house.news.values() if each.pk == closed_pk), "committee", by=house.edda)
    after = find(Question(), ANYBODY)
    assert closed[0] not in keys(after)
    assert len(after.page.object_list) == PER_PAGE


@pytest.mark.parametrize(
    "question",
    [
        Question("x" * 300),
        Question('"""'),
        Question("-"),
        Question("-Praxis"),
        Question("(a OR b) AND title:c* ~2 ^ \\ / []{}"),
        Question("🤝 日本"),
        Question("der die das"),
        Question("Praxis", {"topic": ("no-such",), "kind": ("zzz",), "year": ("x",)}),
        Question("Praxis", {"region": ("XX-99",), "network": ("' OR 1=1",)}, page=2000),
    ],
)
def test_whatever_is_asked_is_answered(house, search_index, question):
    found = find(question, ANYBODY)
    assert found.total >= len(found.page.object_list)
    assert found.question.filters == {} or set(found.question.filters) <= {"region", "year"}


# --- Filters ------------------------------------------------------------------------------------------


def test_a_facet_counts_what_choosing_it_would_leave(house, search_index):
    everything = find(Question("Praxis"), ANYBODY)
    kinds = next(facet for facet in everything.facets if facet.key == "kind")
    assert {value.value: value.count for value in kinds.values}["practice"] == 1
    for value in kinds.values:
        assert find(Question("Praxis", {"kind": (value.value,)}), ANYBODY).total == value.count


def test_values_of_one_facet_add_and_facets_narrow(house, search_index):
    user = house.user("edda")
    one, other = (find(Question("", {"kind": (kind,)}), user).total for kind in ("practice", "news"))
    assert find(Question("", {"kind": ("practice", "news")}), user).total == one + other
    both = find(Question("", {"kind": ("practice", "news"), "country": ("DE",)}), user)
    assert both.total < one + other


def test_facets_are_called_as_the_library_calls_them(house, search_index):
    practice = house.practices["public"]
    practice.topics = [Topic.objects.first()]
    practice.tags.set([Tag.objects.create(name="Nachwuchs", slug="nachwuchs", label_it="nuove leve")])
    publish(practice)
    search_index()
    with override("it"):
        found = find(Question(canary("practice_public")), ANYBODY)
        shown = {facet.key: [value.label for value in facet.values] for facet in found.facets}
        assert shown["topic"] == [str(Topic.objects.first())]
    assert shown["tag"] == ["nuove leve"]
    assert shown["network"] == ["Pietre"]
    assert shown["region"] == ["Sassonia"]
    assert shown["language"] == ["Tedesco"]


def test_a_network_and_a_tag_that_are_hidden_have_no_name_here(house, search_index):
    draft = house.practices["draft"]
    GoodPractice.objects.filter(pk=draft.pk).update(live=False)
    fresh(draft).tags.set([Tag.objects.create(name="Geheimwort", slug="geheimwort")])
    found = find(Question("Praxis", {"tag": ("geheimwort",)}), ANYBODY)
    assert found.question.filters == {}
    set_audience(house.network_b, house.token("network_b"), by=house.edda)
    assert find(Question("", {"network": ("reben",)}), ANYBODY).question.filters == {}


def test_with_filters_that_leave_nothing_it_is_said_how_many_there_are_without(house, search_index):
    found = find(Question(canary("practice_public"), {"kind": ("news",)}), ANYBODY)
    assert (found.total, found.unfiltered) == (0, 1)


# --- Did you mean -------------------------------------------------------------------------------------


def test_another_spelling_is_offered_with_what_it_finds(house, search_index):
    write_news("Werkzeugwart", token="public")
    search_index()
    found = find(Question("Werkzeugwrat"), ANYBODY)
    assert found.mended.question.query == "Werkzeugwart"
    assert found.mended.total == find(found.mended.question, ANYBODY).total > 0


def test_a_word_of_what_is_hidden_is_offered_to_nobody_else(house, search_index):
    write_news("Werkzeugwart", token="committee")
    write_news("Schraube", token="public")
    search_index()
    for query in ("Werkzeugwrat", "Schraube Werkzeugwrat", "Werkzeugwrat Nachricht"):
        mended = find(Question(query), ANYBODY).mended
        assert mended is None or "werkzeugwart" not in mended.question.query.casefold()
    assert find(Question("Werkzeugwrat"), house.user("kim")).mended.question.query == "Werkzeugwart"


def test_a_word_of_what_is_hidden_is_no_reason_for_anybody_else(house, search_index):
    """It was meant, and its parts are translated; but who asked must not learn that it stands somewhere."""
    write_news("Ausbildungsgeheimnisse", token="committee")
    search_index()
    for language in ("de", "it"):
        with override(language):
            hits = find(Question("Ausbildungsgeheimnsise"), ANYBODY).page.object_list
        reasons = [reason for hit in hits for reason in hit.reasons]
        assert reasons
        assert not [reason for reason in reasons if "geheimnisse" in reason.written.casefold()]


def test_a_closed_glossary_is_no_reason(house, search_index):
    GlossaryTerm.objects.create(slug="x", label_de="Wunderwuzzi", label_it="ragazzo prodigio", relation="exact")
    piece = write_news("x", token="public")
    piece.heading_it = "Un ragazzo prodigio"
    publish(piece)
    search_index()

    def reasons():
        [hit] = find(Question("Wunderwuzzi", {"kind": ("news",)}), ANYBODY).page.object_list
        return [(reason.kind, reason.written, reason.text) for reason in hit.reasons]

    assert reasons() == [("glossary", "Wunderwuzzi", "ragazzo prodigio")]
    set_audience(Glossary.objects.get(), "community", by=house.root)
    assert reasons() == []


@pytest.mark.parametrize(
    ("close", "still"),
    [
        (lambda page, house: set_audience(page, "committee", by=house.edda), ["kim"]),
        (lambda page, house: fresh(page).unpublish(), []),
    ],
)
def test_a_file_is_found_by_those_only_who_may_see_its_page(house, search_index, close, still):
    """Nobody can guess its address, and the search must not tell it."""
    page = house.pages["public"]
    SiteDocument.objects.create(title="Zwiebelkuchen", file=pdf(), token="public", page=page)
    people = ["anonymous", "ada", "kim"]

    def finders():
        return [who for who in people if find(Question("Zwiebelkuchen"), house.user(who)).page.object_list]

    search_index()
    assert finders() == people
    close(page, house)
    assert finders() == still  # the index still says that everybody may see it
    search_index()
    assert finders() == still
    assert not suggest("zwiebelk", ANYBODY).words


# --- The index lags, or is down -----------------------------------------------------------------------


def test_while_the_index_lags_nothing_is_counted_or_suggested(house, search_index, waiting):
    assert health.is_behind()
    found = find(Question("Praxis"), ANYBODY)
    assert found.withheld
    assert (found.facets, found.mended) == ([], None)
    assert keys(found)
    assert suggest("prax", ANYBODY).words == []


def test_without_the_index_names_are_found_and_it_is_said(house, engine_down, client):
    found = find(Question(canary("practice_public")), ANYBODY)
    assert found.without_index
    assert keys(found) == [f"practice:{house.practices['public'].pk}"]
    for address in ("/de/search/?q=Praxis", "/it/search/", "/de/search/?q=zzz&kind=news&sort=date&page=7"):
        assert client.get(address).status_code == 200
    assert "nur mit Titeln" in text_of(client.get("/de/search/?q=Praxis"))


def test_without_the_index_every_kind_is_found_by_its_name_by_those_who_may(house, engine_down):
    for name in ("public", "community", "committee", "network_a", "network_b", "person_ada"):
        for actor in ("anonymous", "ada", "kim"):
            found = find(Question(canary(name)), house.user(actor))
            kinds = {key.partition(":")[0] for key in keys(found)}
            assert kinds == ({"page", "file"} if actor in MAY_SEE[name] else set()), (name, actor)
            assert found.total == len(keys(found))


# --- Suggestions --------------------------------------------------------------------------------------


def test_words_go_on_as_somebody_types_and_titles_follow(house, search_index):
    found = suggest("Nachricht kanarienvogelnewsp", ANYBODY)
    assert found.words == [(f"Nachricht {canary('news_public').casefold()}", "de")]
    assert [card.key for card in found.titles] == [f"news:{house.news['public'].pk}"]


@pytest.mark.parametrize("typed", ["", " ", "k", "-", "praxis ", "🤝", '"', "x" * 200, "l'"])
def test_nothing_is_suggested_for_what_is_no_beginning(house, search_index, client, typed):
    answer = client.get("/de/search/suggestions/", {"q": typed})
    assert json.loads(answer.content) == {"words": [], "titles": []}


def test_suggestions_are_kept_by_nobody(house, search_index, client):
    answer = client.get("/it/search/suggestions/?q=prax")
    assert "no-store" in answer["Cache-Control"]
    assert json.loads(answer.content)["words"][0] == {"text": "praxis", "lang": "de"}


def test_keys_of_a_question_are_those_of_its_page(house, search_index):
    assert finding.keys_of(Question("Praxis"), ANYBODY, 5) == keys(find(Question("Praxis"), ANYBODY))[:5]
