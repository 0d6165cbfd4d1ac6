import threading

from search.engines.base import EngineDown
from search.planning import current, lexicon
from tests.search.finder import Index, record


def in_a_thread(function):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


def test_what_the_first_question_needs_is_read_ahead(transactional_db, tmp_path, monkeypatch):
    engine = Index(tmp_path, [record("practice:1", "Werkstatt")]).engine
    monkeypatch.setattr(current.engines, "engine", lambda: engine)
    lexicon._made.cache_clear()
    current._made.cache_clear()
    in_a_thread(current.warm_up)
    assert lexicon._made.cache_info().currsize == 1
    assert current._made.cache_info().currsize == 1


def test_a_site_without_an_index_starts_all_the_same(transactional_db, monkeypatch):
    def down():
        raise EngineDown("there is no index yet")

    monkeypatch.setattr(current.engines, "engine", down)
    current._made.cache_clear()
    in_a_thread(current.warm_up)
