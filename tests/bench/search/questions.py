"""What is asked, by kind; chosen from what stands in the index, the same each time."""

import json
import random
from itertools import pairwise
from pathlib import Path

from search import fields
from search.analysis import chain
from search.analysis.words import words
from search.dictionary.loading import shipped
from tests.bench.search.records import Sentences

JUDGED = Path(__file__).resolve().parents[2] / "search/eval/queries.jsonl"
EACH = 24  # questions of a kind
KINDS = ("rare", "common", "and", "or", "phrase", "across", "question", "misspelt")


def choose(engine, number: int) -> dict[str, list[tuple[str, str]]]:
    """Kind → (text, language of the reader). Args: number: of records in the index."""
    chance = random.Random(number)
    seldom, often, phrases = [], [], []
    for language, name in fields.WORDS.items():
        counted = sorted(engine.vocabulary(name).items())
        asked = [(word, count) for word, count in counted if _says_something(word, language)]
        few = [word for word, count in chance.sample(asked, len(asked)) if 2 <= count <= 20]
        many = [word for word, _count in sorted(asked, key=lambda each: -each[1])]
        seldom += [(word, language) for word in few[: EACH // 2]]
        often += [(word, language) for word in many[: EACH // 2]]
        phrases += _phrases(language)
    return {
        "rare": seldom,
        "common": often,
        "and": _together(phrases),
        "or": _together(often),
        "phrase": phrases,
        "across": _across(engine, chance),
        "question": _natural(),
        "misspelt": [(_misspelt(word), language) for word, language in often if len(word) > 6],
    }


def prefixes(questions) -> list[tuple[str, str]]:
    """What people have typed so far: (letters, language)."""
    return [(word[:size], language) for word, language in questions["common"] for size in (2, 4)]


def _together(asked):
    return [(f"{one} {other}", language) for (one, language), (other, same) in pairwise(asked) if language == same]


def _says_something(word, language) -> bool:
    """A word of its own: what is put together is answered by its parts, too, and so is never rare."""
    return word.isalpha() and len(word) > 4 and not chain.is_weak(word, language) and not chain.parts(word)


def _phrases(language) -> list[tuple[str, str]]:
    found = []
    for sentence in Sentences(language).all[: EACH // 2]:
        near = [(a, b) for a, b in pairwise(words(sentence)) if chain.key(a, language) and chain.key(b, language)]
        found += [(f'"{one} {other}"', language) for one, other in near[:1]]
    return found


def _across(engine, chance) -> list[tuple[str, str]]:
    """Words of one language that stand nowhere, while a translation does in the other one."""
    found = {"de": [], "it": []}
    pairs = [pair for pair in shipped() if pair.german.isalpha() and pair.italian.isalpha()]
    for pair in chance.sample(pairs, len(pairs)):
        sides = {"de": pair.german, "it": pair.italian}
        places = {language: (fields.TEXT[language], chain.key(word, language)) for language, word in sides.items()}
        if all(key for _name, key in places.values()):
            counts = engine.frequencies(places.values())
            for language, other in (("de", "it"), ("it", "de")):
                if not counts[places[language]] and counts[places[other]]:
                    found[language].append((sides[language], language))
    return [*found["de"][: EACH // 2], *found["it"][: EACH // 2]]


def _natural() -> list[tuple[str, str]]:
    judged = [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]
    return [(each["query"], each["lang"]) for each in judged if each["kind"] == "natural_question"][:EACH]


def _misspelt(word: str) -> str:
    """Two letters changed places."""
    return word[:3] + word[4] + word[3] + word[5:]
