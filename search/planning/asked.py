"""What somebody typed, taken apart: words, “phrases”, and what must not be there."""

import re
from dataclasses import dataclass

from search.analysis.words import words

LONGEST = 300  # characters of a query that are read
MOST_WORDS = 24
PIECE = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:["“„«»](?P<phrase>[^"“”„«»]*)["“”»«]?|(?P<word>[^\s"“”„«»]+))')


@dataclass(frozen=True)
class Asked:
    """What a query consists of.

    Args:
        words: as typed.
        phrases: each as typed.
        without: words and phrases that must not be there.
        is_question: whether it ends with a question mark.
    """

    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    is_question: bool = False

    def __bool__(self):
        return bool(self.words or self.phrases or self.without)


def read(query: str) -> Asked:
    found, phrases, without = [], [], []
    for piece in PIECE.finditer(query[:LONGEST]):
        text = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        if piece["minus"]:
            without.append(text)
        elif piece["phrase"] is not None and len(words(text)) > 1:
            phrases.append(text)
        else:
            found += words(text)
    is_question = query.rstrip().endswith("?")
    return Asked(tuple(found[:MOST_WORDS]), tuple(phrases), tuple(each for each in without if words(each)), is_question)
