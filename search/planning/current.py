"""The planner of this process, with what is known now."""

import logging
import time
from functools import lru_cache

from django.db import DatabaseError, connections

from search import engines
from search.analysis import chain
from search.engines.base import EngineDown
from search.planning import lexicon
from search.planning.planner import Planner
from search.planning.spelling import Speller, words_of

logger = logging.getLogger("connactions.search")

REFRESH = 300  # seconds after which the words of the index are read anew, for misspelt words only


def planner() -> Planner:
    """Raises EngineDown."""
    return Planner(lexicon.current(), engines.engine().frequencies, Later())


def warm_up():
    """Read ahead what the first question would wait for some seconds: in a thread of its own, at the server's start.

    What is not there yet (a database, an index) is waited for by nobody.
    """
    try:
        chain.splitter()
        lexicon.current()
        Later().alike("warm-up")
    except (EngineDown, DatabaseError) as error:
        logger.info("nothing to read ahead for the search yet: %s", error)
    finally:
        connections.close_all()  # this thread's own


class Later:
    """A speller that is made when it is first asked: few queries have a word that nobody knows."""

    def alike(self, word: str) -> list[tuple[str, float]]:
        """Raises EngineDown."""
        return _made(engines.engine(), int(time.monotonic() // REFRESH)).alike(word)


@lru_cache(1)
def _made(engine, _moment) -> Speller:
    return Speller(words_of(engine))
