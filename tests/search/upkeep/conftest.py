import pytest

from search import engines, entries
from search.upkeep import following
from tests.search.upkeep import fakes


@pytest.fixture(autouse=True)
def no_pause():
    following.pause.seconds = following.pause.until = 0.0
    yield
    following.pause.seconds = following.pause.until = 0.0


@pytest.fixture
def engine(monkeypatch):
    fake = fakes.FakeEngine()
    monkeypatch.setattr(entries, "of", fakes.of)
    monkeypatch.setattr(entries, "version", lambda: fakes.VERSION, raising=False)
    monkeypatch.setattr(engines, "engine", lambda: fake, raising=False)
    return fake


@pytest.fixture
def index(house, engine):
    """The house with an index that is up to date: whatever a test does comes after."""
    following.build_if_outdated()
    following.follow()
    return engine
