"""Records to measure with: sentences that people wrote, drawn as words are (few often, many seldom), and words that
stand almost nowhere."""

import datetime
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from search.analysis import compounds
from search.records import Record, Texts

CORPUS = Path(__file__).resolve().parents[2] / "search/eval/corpus.jsonl"
WORDS = {"de": 250, "it": 290}
LANGUAGES = (("de", "it"), ("de",), ("it",))
SHARES = (60, 20, 20)
RARE = 0.4  # of all sentences end with one
SYLLABLES = ["ba", "ce", "di", "fo", "gra", "li", "mo", "nu", "pre", "que", "ri", "sta", "tu", "va", "ze"]
TODAY = datetime.date(2026, 11, 1)

READER = frozenset({"public", "community", "network:3", "network:7", "group:2", "person:42"})
TOKENS = ("public", "community", "committee", "network:{}", "group:{}", "person:{}")
TOKEN_SHARES = (60, 15, 5, 10, 5, 5)

FACETS = ("kind", "language", "country", "field", "topic", "maturity", "network", "year")  # as the results page


class Sentences:
    """Args: language: whose sentences of the corpus; the earlier ones come the more often."""

    def __init__(self, language: str):
        lines = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
        texts = [line[f"{name}_{language}"] for line in lines for name in ("summary", "body")]
        sentences = {each for text in texts for each in re.split(r"(?<=[.?!])\s+", text)}
        self.all = sorted(each for each in sentences if 4 <= len(each.split()) <= 40)
        random.Random(language).shuffle(self.all)
        self.sums = []
        for rank in range(len(self.all)):
            self.sums.append((self.sums[-1] if rank else 0) + (rank + 5) ** -0.6)

    def some(self, chance: random.Random, number: int) -> list[str]:
        return chance.choices(self.all, cum_weights=self.sums, k=number)


def records(number: int, seed: int = 6) -> Iterator[Record]:
    """So many, the same each time."""
    chance = random.Random(seed)
    sentences = {language: Sentences(language) for language in WORDS}
    for each in range(number):
        languages = chance.choices(LANGUAGES, SHARES)[0]
        texts = {language: _texts(chance, sentences[language], language) for language in languages}
        yield Record(f"practice:{each}", texts, _tokens(chance), _facets(chance), _day(chance))


def _texts(chance, sentences, language) -> Texts:
    found, length = [], 0
    while length < WORDS[language]:
        sentence = sentences.some(chance, 1)[0]
        if chance.random() < RARE:
            sentence = f"{sentence} {rare(language, int(200 * chance.paretovariate(0.4)))}."
        found.append(sentence)
        length += len(sentence.split())
    return Texts(" ".join(found[0].split()[:8]), " ".join(found[1:3]), " ".join(found[3:]))


def rare(language: str, rank: int) -> str:
    """A word that nobody wrote: in German a compound, in Italian syllables."""
    if language == "de":
        parts, made = _parts(), []
        rank += len(parts)
        while rank:
            rank, part = divmod(rank, len(parts))
            made.append(parts[part])
        return "s".join(made[:4]).capitalize()
    made = []
    rank += len(SYLLABLES) ** 2
    while rank:
        rank, syllable = divmod(rank, len(SYLLABLES))
        made.append(SYLLABLES[syllable])
    return "".join(made[:9])


_curated: list[str] = []


def _parts() -> list[str]:
    if not _curated:
        _curated.extend(sorted(compounds.curated()))
    return _curated


def _tokens(chance) -> tuple[str, ...]:
    return (chance.choices(TOKENS, TOKEN_SHARES)[0].format(chance.randrange(50)),)


def _facets(chance) -> dict[str, tuple[str, ...]]:
    return {
        "country": (chance.choice(("DE", "IT", "AT")),),
        "region": (f"R-{chance.randrange(40)}",),
        "field": tuple(f"field-{each}" for each in chance.sample(range(20), 2)),
        "topic": tuple(f"topic-{each}" for each in chance.sample(range(30), 2)),
        "maturity": (chance.choice(("idea", "tried", "good", "proven")),),
        "network": (str(chance.randrange(60)),),
        "year": (str(chance.randrange(2016, 2027)),),
        "tag": tuple(f"tag-{each}" for each in chance.sample(range(500), 3)),
    }


def _day(chance) -> datetime.date:
    return TODAY - datetime.timedelta(days=chance.randrange(3650))
