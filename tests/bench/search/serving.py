"""`serving NUMBER`: asks as the results page does, beside raw tantivy; memory before raw tantivy is there."""

import json
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django first)

from search import engines, fields  # noqa: E402
from search.engines.base import Scope  # noqa: E402
from search.planning import current  # noqa: E402
from search.planning.tree import terms  # noqa: E402
from tests.bench.search import questions  # noqa: E402
from tests.bench.search.raw import Raw  # noqa: E402
from tests.bench.search.records import FACETS, READER  # noqa: E402

ROUNDS = 3
SCOPE = Scope(READER)
CHOSEN = Scope(READER, {"country": ("IT",), "maturity": ("good", "proven")})
SUGGESTED = 8


def page(text, language, scope=SCOPE, facets=FACETS) -> tuple:
    """Processor seconds and seconds of a question, processor seconds of planning it, the answer's total."""
    begun, clock = time.process_time(), time.perf_counter()
    plan = current.planner().plan(text, language)
    planned = time.process_time()
    answer = engines.engine().search(plan, scope, facets=facets)
    ended = time.process_time()
    return ended - begun, time.perf_counter() - clock, planned - begun, answer.total


def raw_page(raw, query, facets) -> tuple:
    begun = time.process_time()
    total = raw.ask(query, bool(facets))
    return time.process_time() - begun, total


def measure_kind(raw, asked) -> dict:
    found = defaultdict(list)
    for text, language in asked:
        plan = current.planner().plan(text, language)
        query = raw.query(plan)
        found["postings"].append(postings(plan))
        for facets, name in ((FACETS, "page"), ((), "hits")):
            for _turn in range(ROUNDS):
                ours = page(text, language, facets=facets)
                limit = raw_page(raw, query, facets)
                if ours[3] != limit[1]:
                    sys.exit(f"“{text}”: {ours[3]} hits, raw tantivy {limit[1]}")
                found[name].append(ours[:3])
                found[f"{name} raw"].append(limit[0])
        found["chosen"] += [page(text, language, CHOSEN)[:3] for _turn in range(ROUNDS)]
        found["total"].append(ours[3])
    return found


def postings(plan) -> int:
    """How many postings an engine has to read for a plan: those of its keys."""
    places = {(each.field, each.key) for node in (*plan.must, *plan.should) for each in terms(node)}
    return sum(engines.engine().frequencies(places).values())


def measure_suggestions(raw, prefixes) -> dict:
    found = defaultdict(list)
    for prefix, language in prefixes:
        for _turn in range(ROUNDS):
            begun, clock = time.process_time(), time.perf_counter()
            ours = engines.engine().words(fields.WORDS[language], prefix, SCOPE, SUGGESTED)
            found["page"].append((time.process_time() - begun, time.perf_counter() - clock, 0))
            begun = time.process_time()
            theirs = raw.words(fields.WORDS[language], prefix, SUGGESTED)
            found["page raw"].append(time.process_time() - begun)
            if ours != theirs:
                sys.exit(f"“{prefix}” suggests {ours}, raw tantivy {theirs}")
    return found


def resident() -> dict[str, float]:
    """MB in all, and of these mapped files. A file that is mapped several times is in memory once and counts once."""
    mapped, anonymous = {}, 0
    told = Path("/proc/self/smaps").read_text()
    for name, size in re.findall(r"^[0-9a-f]+-(?:\S+ +){5}(.*)$\n(?:.*\n)*?Rss: +(\d+)", told, re.MULTILINE):
        if str(settings.DATA_DIR) in name:
            mapped[name] = max(mapped.get(name, 0), int(size))
        else:
            anonymous += int(size)
    files = sum(mapped.values())
    return {"all": (anonymous + files) / 1024, "index": files / 1024}


def main():
    before = resident()["all"]
    asked = json.loads((settings.DATA_DIR / "questions.json").read_text())
    began = time.process_time()
    current.planner()
    start = time.process_time() - began
    loaded = resident()["all"]
    for text, language in (each for some in asked.values() for each in some):
        page(text, language)
    told = {"before": before, "loaded": loaded, "resident": resident(), "start": start}
    raw = Raw(engines.engine())
    kinds = {kind: measure_kind(raw, asked[kind]) for kind in questions.KINDS}
    kinds["suggestion"] = measure_suggestions(raw, questions.prefixes(asked))
    print(json.dumps(told | {"kinds": kinds}))


main()
