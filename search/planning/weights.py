"""What each kind of match is worth: one table, tuned on the development set (docs/search.md has the figures)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """Relative to the word itself, in the language of the query."""

    own: float = 1.0
    loan: float = 0.95  # the same word in texts of the other language: names, loan words
    part: float = 0.6  # the word as a part of a compound
    parts: float = 0.85  # all parts of a compound that was asked for
    part_alone: float = 0.4  # one of them
    part_of_part: float = 0.5  # a part of a part, as a share of a part
    glossary: float = 1.0
    dictionary: float = 0.97
    learned: float = 1.0
    further: float = 0.03  # how much less each further translation that a dictionary prints is worth
    word_less: float = 0.7  # a translation of several words without one of them, times the share of the others
    parts_translated: float = 0.9  # every part of a compound translated
    part_translated: float = 0.45  # one of them
    synonym: float = 0.25  # words that share a translation with it
    misspelt: float = 0.95  # words like one that nobody knows, times the likeness
    weak: float = 0.2  # words that carry a question rather than its matter
    verb_in_question: float = 0.4  # a question is about its nouns
    title: float = 0.4  # the same once more in the title alone
    whole_title: float = 0.5  # a title that is the query and nothing else
    sure: float = 0.8  # from this share of the best way on one counts when it is asked how rare a word is
    lifted: float = 0.7  # from here on a way may be lifted above its own rarity
    translations: int = 6  # at most, for each word


WEIGHTS = Weights()
