"""`make bench-search`: the search at 10,000 and 100,000 records, beside raw tantivy and Wagtail's own search.

What is compared is processor time, so that a busy machine does not matter much; raw tantivy answers every question
right after us, in the same process. Ends with 1 where an aim is missed. SIZES=10000 is a short run.
"""

import os
import sys
from statistics import median, quantiles

from tests.bench.search import site

SIZES = [int(size) for size in os.environ.get("SIZES", "10000 100000").split()]
PEER = 10_000  # the most records that Wagtail's own search can be asked within patience

# The aims.
OF_RAW, P95, GROWTH, VISIBLE, RESIDENT = 1.5, 30, 1.2, 1, 300  # ratio, ms, ratio, seconds, MB


class Judge:
    """Remembers which aims were missed."""

    def __init__(self):
        self.missed = []

    def at_most(self, aim, value, what, shown="{:.2f}") -> str:
        """The value, with a mark where it misses the aim."""
        if value > aim:
            self.missed.append(f"{what}: {shown.format(value)}, aim {aim}")
        return shown.format(value) + ("!" if value > aim else " ")


class Measured:
    """What one kind of question took. All times in ms."""

    def __init__(self, told):
        self.told = told

    def times(self, way="page", which=0):
        """Args: way: page, hits, chosen; which: 0 processor, 1 by the clock, 2 processor for planning."""
        return [1000 * each[which] for each in self.told.get(way, ())]

    def p50(self, *which):
        return median(self.times(*which))

    def p95(self, *which):
        return quantiles(self.times(*which), n=20, method="inclusive")[-1]

    @property
    def cost(self) -> float:
        return sum(self.times())

    def of_raw(self, way="page") -> float:
        return sum(self.times(way)) / 1000 / sum(self.told[f"{way} raw"])

    @property
    def postings(self) -> int:
        return sum(self.told.get("postings", ()))


def measure(number) -> dict:
    print(f"Building an index of {number} records", file=sys.stderr)
    with site.folder(number) as folder:
        built = site.told_by("building", number, folder)
        print(f"Asking {number} records", file=sys.stderr)
        served = site.told_by("serving", number, folder)
        peer = None
        if number <= PEER:
            print(f"Asking Wagtail's own search of {number} records", file=sys.stderr)
            peer = site.told_by("peer", number, folder)
    kinds = {kind: Measured(told) for kind, told in served["kinds"].items()}
    return {"built": built, "served": served, "peer": peer, "kinds": kinds}


# --- What comes of it --------------------------------------------------------------------------------

HEAD = (
    f"{'records':>8} {'question':<10} | {'p50':>6} {'p95':>6} {'clock':>6} {'plan':>5} {'/ raw':>6}"
    f" | {'hits only':>9} {'p95':>6} {'/ raw':>6} | {'filtered':>8} {'p95':>6} | {'Wagtail /':>9}"
)


def line(number, kind, found, peer, judge) -> str:
    """A page with visibility and eight facets; hits alone; with two facets chosen."""
    where = f"{kind} at {number}"
    ratio = judge.at_most(OF_RAW, found.of_raw(), f"{where}, of raw tantivy")
    slow = judge.at_most(P95, found.p95(), f"{where}, p95 in ms", "{:.1f}")
    shown = f"{number:>8} {kind:<10} | {found.p50():>6.2f} {slow:>6} {found.p95('page', 1):>6.1f}"
    shown += f" {found.p50('page', 2):>5.2f} {ratio:>6}"
    if not found.times("hits"):
        return shown
    chosen = judge.at_most(P95, found.p95("chosen"), f"{where}, filtered, p95 in ms", "{:.1f}")
    shown += f" | {found.p50('hits'):>9.2f} {found.p95('hits'):>6.1f} {found.of_raw('hits'):>6.2f}"
    shown += f" | {found.p50('chosen'):>8.2f} {chosen:>6} | {beside(found, peer and peer['kinds'].get(kind)):>9}"
    return shown


def beside(found, theirs) -> str:
    """How many times as long Wagtail's own search takes; `>` where a question was cut short."""
    if not theirs:
        return ""
    patience = [each for each in theirs if each is None]
    known = sorted(1000 * each[0] for each in theirs if each)
    return f">{10_000 / found.p50():.0f}" if len(patience) * 2 > len(theirs) else f"{median(known) / found.p50():.0f}"


def about(number, result, judge):
    built, served = result["built"], result["served"]
    changes = judge.at_most(VISIBLE, max(built["changes"]), f"change visible at {number}, s")
    memory = judge.at_most(RESIDENT, served["resident"]["all"], f"resident at {number}, MB", "{:.0f}")
    yield f"{number} records, {built['vocabulary']} words, {built['bytes'] / 2**20:.0f} MB on disk"
    yield f"  {built['build']:.0f}/s built, {built['analysis']:.0f}/s analysed; {built['elapsed']:.0f} s by the clock"
    yield f"  a change is visible after {1000 * median(built['changes']):.0f} ms, at most {changes}s"
    yield f"  resident {memory}MB, {served['resident']['index']:.0f} of them the index"
    yield f"  {served['before']:.0f} before any search, {served['loaded']:.0f} with the planner"
    yield f"  the planner is there after {served['start']:.1f} s"
    if result["peer"]:
        yield f"  Wagtail's own search: {result['peer']['build']:.0f}/s built"


def growth(small, large, judge):
    for kind, found in large["kinds"].items():
        before = small["kinds"][kind]
        if before.postings:
            costs, postings = found.cost / before.cost, found.postings / before.postings
            shown = judge.at_most(GROWTH, costs / postings, f"{kind}, growth of cost beside that of postings")
            yield f"{kind:<10}: cost × {costs:.1f}, postings × {postings:.1f} = {shown}"


def main():
    judge, results = Judge(), {number: measure(number) for number in SIZES}
    print(f"Load of the machine: {os.getloadavg()[0]:.1f}. Milliseconds of the processor; clock: p95 by the clock\n")
    print(HEAD)
    for number, result in results.items():
        for kind, found in result["kinds"].items():
            print(line(number, kind, found, result["peer"], judge))
    for number, result in results.items():
        print("\n" + "\n".join(about(number, result, judge)))
    if len(SIZES) > 1:
        print("\n" + "\n".join(growth(results[SIZES[0]], results[SIZES[-1]], judge)))
    for each in judge.missed:
        print(f"missed: {each}")
    sys.exit(bool(judge.missed))


main()
