import pytest

from core.audience import PUBLIC
from search.dictionary import loading
from search.management.commands import search_dictionary, search_learn  # noqa: F401 – before what is shipped is hidden
from search.planning import lexicon
from search.records import sources
from tests.cast import write_news

PAIRS = {"Zirbelstube": "cirmolina", "Gamsbart": "camosciata", "Almabtrieb": "transumanza"}  # in no dictionary


def teach(german, italian, *, token=PUBLIC, times=3):
    """News that say one thing in both languages, each beside another word."""
    return [
        write_news(
            f"{german} eins{number}x", heading_it=f"{italian} uno{number}x", summary_it="", body_it="", token=token
        )
        for number in range(times)
    ]


@pytest.fixture(autouse=True)
def small_dictionary(monkeypatch):
    """What is shipped plays no part here, and takes seconds each time the lexicon changes. No other test sees of it."""
    _forget_what_is_shipped()
    with monkeypatch.context() as patched:
        patched.setattr(loading, "shipped", lambda: ())
        yield
    _forget_what_is_shipped()


def _forget_what_is_shipped():
    loading.printed.cache_clear()
    lexicon._made.cache_clear()


@pytest.fixture(autouse=True)
def only_news(monkeypatch):
    """The glossary that comes with the site teaches, too; here what a test writes is all there is."""
    for kind in [*sources]:
        if kind != "news":
            monkeypatch.delitem(sources, kind)


@pytest.fixture
def taught(house):
    """The house, in which three words stand in both languages again and again, for everybody to read."""
    for german, italian in PAIRS.items():
        teach(german, italian)
    return house
