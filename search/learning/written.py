"""How keys are written: `aziend` says little to people, `azienda` does."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from search.learning.model1 import Learned

Form = tuple[str, str, str]  # language, key, as written


class Written:
    """Counts the written forms of keys."""

    def __init__(self):
        self._counts: Counter[Form] = Counter()

    def note(self, word: str, key: str, language: str):
        self._counts[language, key, word] += 1

    def on(self, learned: Iterable[Learned]) -> list[Learned]:
        """The pairs with the most frequent form of each key; of equals the first of the alphabet.

        A part that stands in compounds only has none.
        """
        best: dict[tuple[str, str], str] = {}
        for (language, key, word), _count in sorted(self._counts.items(), key=lambda each: (-each[1], each[0])):
            best.setdefault((language, key), word)
        return [
            replace(
                each,
                german_written=best.get(("de", each.german), ""),
                italian_written=best.get(("it", each.italian), ""),
            )
            for each in learned
        ]
