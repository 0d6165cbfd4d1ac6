"""What was learned, for people who want to look through it."""

from collections.abc import Callable
from dataclasses import dataclass

from search.analysis import chain
from search.dictionary.files import plain
from search.learning import store
from search.learning.model1 import Learned
from search.planning.lexicon import LEAST_MEETINGS, forbidden


@dataclass(frozen=True)
class Pair:
    """A learned pair as people read it.

    Args:
        surety: in the direction it is surer of, 0 to 1.
        met: in how many pairs of texts.
        new: the version before did not have it.
    """

    german: str
    italian: str
    surety: float
    met: int
    forbidden: bool
    new: bool = False

    def __str__(self):
        banned = "  FORBIDDEN" if self.forbidden else ""
        return f"{self.german} – {self.italian}  [learned, surety {self.surety:.2f}, met {self.met} times]{banned}"


def learned(word: str) -> list[Pair]:
    """The pairs of a word, in either language and in whatever form, the surest first."""
    german, italian = ({plain(word), chain.key(word, language)} for language in ("de", "it"))
    return _shown(lambda each: each.german in german or each.italian in italian)


def newest(part: str = "") -> list[Pair]:
    """The pairs that are used, those that the version before did not have first, then the surest.

    Args:
        part: only those in which this stands, in either language.
    """
    wanted = plain(part)
    return sorted(_shown(lambda each: _has(each, wanted)), key=lambda pair: not pair.new)


def _shown(wanted: Callable[[Learned], bool]) -> list[Pair]:
    banned, before = forbidden(), store.before()
    found = [
        Pair(
            each.german_written or each.german,
            each.italian_written or each.italian,
            max(each.to_italian, each.to_german),
            each.met,
            (each.german, each.italian) in banned,
            bool(before) and (each.german, each.italian) not in before,
        )
        for each in store.content().pairs
        if each.met >= LEAST_MEETINGS and wanted(each)
    ]
    return sorted(found, key=lambda pair: (-pair.surety, -pair.met, pair.german, pair.italian))


def _has(pair: Learned, wanted: str) -> bool:
    texts = (pair.german, pair.italian, plain(pair.german_written), plain(pair.italian_written))
    return any(wanted in text for text in texts)
