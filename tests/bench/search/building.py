"""`building NUMBER`: fills the index of the site, changes records one by one, chooses what will be asked."""

import json
import sys
import time
from dataclasses import replace
from itertools import islice

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django first)

from knowledge.glossary import loading  # noqa: E402
from search import engines, entries, fields  # noqa: E402
from search.engines.base import Scope  # noqa: E402
from search.planning.tree import Plan, Term  # noqa: E402
from search.records import Texts  # noqa: E402
from tests.bench.search import questions  # noqa: E402
from tests.bench.search.records import records  # noqa: E402

CHANGES = 20


class Clock:
    """Adds up the processor time between start and stop."""

    def __init__(self):
        self.seconds = 0.0

    def timed(self, act, *arguments):
        begun = time.process_time()
        made = act(*arguments)
        self.seconds += time.process_time() - begun
        return made


def build(number) -> dict:
    generation, analysis = Clock(), Clock()
    engine = engines.engine()
    begun, spent = time.monotonic(), time.process_time()

    def made():
        source = iter(records(number))
        while record := generation.timed(next, source, None):
            yield analysis.timed(entries.of, record)

    engine.build(made())
    spent, elapsed = time.process_time() - spent, time.monotonic() - begun
    size = engine.size()
    vocabulary = sum(len(engine.vocabulary(name)) for name in fields.WORDS.values())
    return {
        "entries": size[0],
        "bytes": size[1],
        "vocabulary": vocabulary,
        "analysis": number / analysis.seconds,
        "build": number / (spent - generation.seconds),
        "elapsed": elapsed,
    }


def change(number) -> list[float]:
    """Seconds from a changed record until it is found by what is new in it."""
    engine, taken = engines.engine(), []
    for turn, record in enumerate(islice(records(number), CHANGES)):
        key = f"neuheit{turn}"
        texts = record.texts | {"de": Texts(f"Neuheit{turn}", "", "Ein Satz.")}
        begun = time.monotonic()
        engine.write([entries.of(replace(record, texts=texts))], [])
        found = engine.search(Plan(should=(Term(fields.TEXT["de"], key),), asks=True), Scope(None))
        taken.append(time.monotonic() - begun)
        if [each for each, _score in found.hits] != [record.key]:
            sys.exit(f"{record.key} was changed and is not found")
    return taken


number = int(sys.argv[1])
loading.load(loading.shipped())
told = build(number)
asked = questions.choose(engines.engine(), number)
(settings.DATA_DIR / "questions.json").write_text(json.dumps(asked))
print(json.dumps(told | {"changes": change(number)}))
