"""What both engines promise (search/engines/base.py)."""

import threading

import pytest

from search import entries, fields
from search.engines.base import EngineDown, Refused, Scope
from search.planning.tree import All, Best, Phrase, Plan, Sum, Term
from tests.search.engines.making import entry

EVERYBODY = Scope(frozenset({"public"}))
SITE = Scope(None)


def plan(*words, **others) -> Plan:
    return Plan(should=tuple(Term("de", word) for word in words), asks=True, **others)


def found(engine, asked, scope=EVERYBODY, **options) -> list[str]:
    return [key for key, _score in engine.search(asked, scope, **options).hits]


# --- Writing ---------------------------------------------------------------------------------------------


def test_what_is_written_is_found_at_once(engine):
    engine.build([])
    engine.write([entry("news:1", "werkstatt"), entry("news:2", "betrieb")], [])
    assert found(engine, plan("werkstatt")) == ["news:1"]


def test_what_is_written_again_replaces_what_was(engine):
    engine.build([entry("news:1", "werkstatt")])
    engine.write([entry("news:1", "betrieb")], [])
    assert (found(engine, plan("werkstatt")), found(engine, plan("betrieb")), engine.size()[0]) == ([], ["news:1"], 1)


def test_what_is_written_twice_at_once_is_there_once_as_written_last(engine):
    engine.build([])
    engine.write([entry("news:1", "werkstatt"), entry("news:1", "betrieb")], [])
    assert (found(engine, plan("werkstatt")), found(engine, plan("betrieb")), engine.size()[0]) == ([], ["news:1"], 1)


def test_what_is_deleted_is_gone_from_hits_counts_words_and_fingerprints(engine):
    engine.build([entry("news:1", "werkstatt", kind=("news",)), entry("news:2", "betrieb", kind=("news",))])
    engine.write([], ["news:1"])
    answer = engine.search(Plan(), SITE, facets=["kind"])
    assert ([key for key, _ in answer.hits], answer.total, answer.facets) == (["news:2"], 1, {"kind": {"news": 1}})
    assert found(engine, plan("werkstatt"), SITE) == []
    assert engine.words("words_de", "werk", SITE, 5) == []
    assert list(engine.fingerprints()) == [("news:2", "of news:2")]


def test_an_entry_that_turned_private_is_found_by_nobody_else(engine):
    engine.build([entry("practice:5", "werkstatt")])
    engine.write([entry("practice:5", "werkstatt", tokens=("network:3",))], [])
    assert found(engine, plan("werkstatt")) == []
    assert found(engine, plan("werkstatt"), Scope(frozenset({"public", "network:3"}))) == ["practice:5"]


def test_what_is_deleted_and_put_in_one_writing_is_there(engine):
    engine.build([entry("news:1", "werkstatt")])
    engine.write([entry("news:1", "betrieb")], ["news:1", "news:7"])
    assert found(engine, Plan()) == ["news:1"]


def test_nothing_to_write_is_no_error(engine):
    engine.build([])
    engine.write([], [])
    assert engine.size()[0] == 0


def test_an_entry_that_cannot_be_stored_is_refused_by_its_key(engine):
    engine.build([entry("news:1", "werkstatt")])
    with pytest.raises(Refused, match=r"^news:2: .+$"):
        engine.write([entry("news:2", "werkstatt", day=2**40)], [])
    assert found(engine, Plan()) == ["news:1"]


# --- Building --------------------------------------------------------------------------------------------


def test_without_an_index_the_engine_is_down_but_says_that_it_has_none(engine):
    assert (engine.version(), engine.size()) == ("", (0, 0))
    for ask in (
        lambda: engine.search(Plan(), SITE),
        lambda: engine.frequencies([("de", "werkstatt")]),
        lambda: engine.vocabulary("words_de"),
        lambda: engine.words("words_de", "", SITE, 5),
        lambda: list(engine.fingerprints()),
        lambda: engine.write([entry("news:1")], []),
    ):
        with pytest.raises(EngineDown, match=r"^[^\n]*no (such )?index[^\n]*$"):
            ask()
    assert engine.version() == ""  # and nothing of it has made one


def test_a_new_index_takes_the_place_of_the_old_one(engine):
    assert engine.build([entry("news:1", "werkstatt"), entry("news:2", "werkstatt")]) == 2
    assert engine.build([entry("news:3", "werkstatt")]) == 1
    assert (found(engine, plan("werkstatt")), engine.version()) == (["news:3"], entries.version())


def test_the_size_counts_entries_and_bytes(engine):
    engine.build([entry(f"news:{number}", "werkstatt") for number in range(3)])
    count, size = engine.size()
    assert (count, size > 100) == (3, True)


def test_a_build_that_fails_leaves_the_index_in_use(engine):
    def broken():
        yield entry("news:2", "betrieb")
        raise KeyError("the database went away")

    engine.build([entry("news:1", "werkstatt")])
    with pytest.raises(KeyError):
        engine.build(broken())
    assert found(engine, Plan()) == ["news:1"]


def test_a_refused_entry_is_left_out_of_a_build_and_named(engine, caplog):
    assert engine.build([entry("news:1"), entry("news:2", day=2**40)]) == 1
    assert [line.split(": ")[:2] for line in caplog.messages] == [["left out of the new index", "news:2"]]


def test_readers_are_answered_while_an_index_is_built_and_switched(engine):
    engine.build([entry("news:1", "werkstatt")])
    seen, failed, done = set(), [], threading.Event()

    def read():
        while not done.is_set():
            try:
                seen.add(tuple(found(engine, plan("werkstatt"))))
            except Exception as error:
                failed.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in (2, 3, 4):
            engine.build([entry(f"news:{number}", "werkstatt")])
    finally:
        done.set()
        reader.join()
    assert failed == []
    assert seen <= {(f"news:{number}",) for number in (1, 2, 3, 4)}
    assert found(engine, plan("werkstatt")) == ["news:4"]


def test_one_engine_serves_several_threads(engine):
    engine.build([entry(f"news:{number}", "werkstatt", kind=("news",)) for number in range(50)])
    outcomes = []

    def work(number):
        engine.write([entry(f"term:{number}", "betrieb")], [])
        outcomes.extend(engine.search(plan("werkstatt"), EVERYBODY, facets=["kind"]).total for _ in range(5))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [50] * 20
    assert sorted(found(engine, plan("betrieb"))) == [f"term:{number}" for number in range(4)]


# --- Finding ---------------------------------------------------------------------------------------------


@pytest.fixture
def workshop(engine):
    """Entries that differ in one thing each."""
    engine.build(
        [
            entry("a", "lehr werkstatt holz", "legno", day=10, kind=("practice",), topic=("wood", "youth")),
            entry("b", "werkstatt lehr", day=30, kind=("practice",), topic=("youth",)),
            entry("c", "lehr", "legno bottega", day=20, kind=("news",), topic=("wood",)),
            entry("d", "lehr werkstatt", tokens=("network:1",), day=40, kind=("news",), topic=("wood",)),
            entry("e", "holz holz holz", kind=("term",)),
        ]
    )
    return engine


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Plan(), "abce"),
        (Plan(asks=True), ""),
        (plan("werkstatt"), "ab"),
        (plan("werkstatt", "holz"), "abe"),
        (Plan(must=(Phrase("de", ("lehr", "werkstatt")),), asks=True), "a"),
        (plan("holz", must=(Term("de", "lehr"),)), "abc"),
        (Plan(never=(Term("de", "werkstatt"),), asks=True), "ce"),
        (plan("lehr", never=(Phrase("de", ("werkstatt", "lehr")),)), "ac"),
        (Plan(must=(All((Term("de", "lehr"), Term("it", "legno"))),), asks=True), "ac"),
        (Plan(must=(Best((Term("de", "holz"), Term("it", "bottega"))),), asks=True), "ace"),
        (Plan(must=(Sum((Term("de", "holz"), Term("it", "bottega"))),), asks=True), "ace"),
        (plan('"lehr" OR *'), ""),
    ],
)
def test_a_plan_finds_and_facets_count_what_it_finds(workshop, asked, expected):
    answer = workshop.search(asked, EVERYBODY)
    assert ("".join(sorted(key for key, _ in answer.hits)), answer.total) == (expected, len(expected))
    counts = workshop.search(asked, EVERYBODY, facets=["kind"]).facets["kind"]
    assert sum(counts.values()) == len(expected)


def test_what_fits_better_comes_first(workshop):
    assert found(workshop, plan("holz")) == ["e", "a"]
    weighed = (Term("de", "holz", 0.1), Term("it", "bottega", 3))
    assert found(workshop, Plan(should=weighed, asks=True)) == ["c", "e", "a"]


def test_of_ways_the_best_counts_and_of_a_sum_all(workshop):
    def score(node) -> float:
        return dict(workshop.search(Plan(should=(node,)), EVERYBODY).hits)["a"]

    ways = (Term("de", "lehr"), Term("it", "legno"))
    assert score(Best(ways)) == pytest.approx(max(map(score, ways)))
    assert score(Sum(ways)) == score(All(ways)) == pytest.approx(sum(map(score, ways)))


def test_by_date_the_newest_comes_first_and_what_has_no_date_last(workshop):
    assert found(workshop, Plan(), by_date=True) == ["b", "c", "a", "e"]
    assert workshop.search(plan("lehr"), EVERYBODY, by_date=True).hits == [("b", 0.0), ("c", 0.0), ("a", 0.0)]


def test_equally_good_hits_come_newest_first_on_every_page_and_in_every_segment(engine):
    engine.build([entry(f"n:{day}", "werkstatt", day=day) for day in range(0, 60, 2)])
    for day in range(1, 60, 2):
        engine.write([entry(f"n:{day}", "werkstatt", day=day)], [])
    pages = [found(engine, plan("werkstatt"), offset=offset, limit=7) for offset in range(0, 63, 7)]
    assert [key for page in pages for key in page] == [f"n:{day}" for day in reversed(range(60))]


def test_of_one_day_and_equally_good_every_engine_has_the_same_order(engine):
    engine.build([entry(f"news:{number}", "werkstatt", day=7) for number in range(6)])
    expected = sorted((f"news:{number}" for number in range(6)), key=lambda key: -entry(key, day=7).newest)
    assert found(engine, plan("werkstatt")) == found(engine, Plan(), by_date=True) == expected


def test_a_page_beyond_the_last_is_empty_and_a_page_of_none_only_counts(workshop):
    for asked in (plan("lehr"), Plan()):
        beyond, none = workshop.search(asked, EVERYBODY, offset=20_000), workshop.search(asked, EVERYBODY, limit=0)
        assert (beyond.hits, none.hits) == ([], [])
        assert beyond.total == none.total == len(found(workshop, asked))


# --- Scope: law 1 ----------------------------------------------------------------------------------------


def test_only_what_the_person_may_see_is_found_counted_and_suggested(workshop):
    member = Scope(frozenset({"public", "network:1"}))
    for scope, total, wood, suggested in ((EVERYBODY, 3, 2, 3), (member, 4, 3, 4), (SITE, 4, 3, 4)):
        answer = workshop.search(plan("lehr"), scope, facets=["topic"])
        assert (answer.total, answer.facets["topic"]["wood"]) == (total, wood)
        assert workshop.words("words_de", "leh", scope, 5) == [("lehr", suggested)]
    assert found(workshop, plan("lehr"), Scope(frozenset())) == []
    assert workshop.words("words_de", "leh", Scope(frozenset()), 5) == []


def test_filters_take_one_of_each_facet_and_do_not_change_the_score(workshop):
    chosen = Scope(frozenset({"public"}), {"kind": ("practice", "news"), "topic": ("wood",)})
    answer, all_of_it = workshop.search(plan("lehr"), chosen), workshop.search(plan("lehr"), EVERYBODY)
    assert sorted(key for key, _ in answer.hits) == ["a", "c"]
    assert {key: dict(all_of_it.hits)[key] for key, _ in answer.hits} == pytest.approx(dict(answer.hits))
    assert found(workshop, plan("lehr"), Scope(None, {"topic": ()})) == []


def test_a_facets_counts_leave_its_own_choice_aside_and_follow_the_others(workshop):
    chosen = Scope(frozenset({"public"}), {"kind": ("practice",), "topic": ("wood",)})
    answer = workshop.search(Plan(), chosen, facets=["kind", "topic", "country"])
    assert answer.total == 1
    assert answer.facets == {
        "kind": {"practice": 1, "news": 1},
        "topic": {"youth": 2, "wood": 1},
        "country": {},
    }


def test_a_choice_in_a_facet_that_is_not_counted_limits_the_others(workshop):
    chosen = Scope(frozenset({"public"}), {"kind": ("practice",)})
    assert workshop.search(Plan(), chosen, facets=["topic"]).facets == {"topic": {"youth": 2, "wood": 1}}


# --- What planners and suggestions ask -------------------------------------------------------------------


def test_frequencies_count_what_nobody_may_see_too(workshop):
    wanted = [("de", "lehr"), ("it", "legno"), ("de", "legno"), ("parts_de", fields.EVERYWHERE)]
    assert workshop.frequencies(wanted) == dict(zip(wanted, (4, 2, 0, 5), strict=True))
    assert workshop.frequencies([]) == {}
    many = [("de", f"key{number}") for number in range(2500)]
    assert workshop.frequencies(many) == dict.fromkeys(many, 0)


def test_the_vocabulary_has_all_words_and_in_how_many_entries(workshop):
    assert workshop.vocabulary("words_de") == {"lehr": 4, "werkstatt": 3, "holz": 2}
    assert workshop.vocabulary("words_it") == {"legno": 2, "bottega": 1}


def test_words_begin_so_and_the_most_frequent_come_first(engine):
    engine.build([entry("1", words=["bau", "bad"]), entry("2", words=["bau", "c++"]), entry("3", words=["bär"])])
    assert engine.words("words_de", "ba", EVERYBODY, 5) == [("bau", 2), ("bad", 1)]
    assert engine.words("words_de", "b", EVERYBODY, 2) == [("bau", 2), ("bad", 1)]
    assert engine.words("words_de", "c+", EVERYBODY, 5) == [("c++", 1)]


@pytest.mark.parametrize("prefix", [".*", "b.", "[a-z]", "(", '"', "\\", "a|b", "~", "b" * 3000, "\0", "<1-9>", "@&#"])
def test_a_prefix_is_never_read_as_an_expression(engine, prefix):
    engine.build([entry("news:1", words=["bau"])])
    assert engine.words("words_de", prefix, EVERYBODY, 5) == []


def test_all_fingerprints_are_told_page_by_page(engine, monkeypatch):
    monkeypatch.setattr(f"{type(engine).__module__}.PAGE", 3)
    engine.build([entry(f"news:{number}", fingerprint=str(number)) for number in range(8)])
    assert sorted(engine.fingerprints()) == [(f"news:{number}", str(number)) for number in range(8)]
    assert len(engine.vocabulary("words_it")) == 0
