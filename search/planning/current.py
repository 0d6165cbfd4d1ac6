"""The planner of this process, with what is known now."""

import time
from functools import lru_cache

from search import engines
from search.planning import lexicon
from search.planning.planner import Planner
from search.planning.spelling import Speller, words_of

REFRESH = 300  # seconds after which the words of the index are read anew, for misspelt words only


def planner() -> Planner:
    """Raises EngineDown."""
    return Planner(lexicon.current(), engines.engine().frequencies, Later())


class Later:
    """A speller that is made when it is first asked: few queries have a word that nobody knows."""

    def alike(self, word: str) -> list[tuple[str, float]]:
        """Raises EngineDown."""
        return _made(engines.engine(), int(time.monotonic() // REFRESH)).alike(word)


@lru_cache(1)
def _made(engine, _moment) -> Speller:
    return Speller(words_of(engine))
