import pytest

from search import engines
from search.upkeep import following
from tests.search.upkeep.fakes import FakeEngine


@pytest.fixture(autouse=True)
def no_pause():
    following.pause.seconds = following.pause.until = 0.0
    yield
    following.pause.seconds = following.pause.until = 0.0


@pytest.fixture
def engine(monkeypatch):
    fake = FakeEngine()
    monkeypatch.setattr(engines, "engine", lambda: fake, raising=False)
    return fake


@pytest.fixture
def index(house, engine):
    """The house with an index that is up to date: whatever a test does comes after."""
    following.build_if_outdated()
    following.follow()
    return engine
