"""`make bench-pages`: pages at 100 and at 10,000 practices, beside the best WSGI server and a bare answer.

Only ratios within one run mean anything: servers run on the first core, the load on the last, every round asks all of
them in turn, and what is compared is processor time. Ends with 1 where a limit is missed. ROUNDS and SECONDS make it
shorter or longer.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from statistics import median

from tests.services.processes import free_port, program, wait_for

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(__file__).with_name(".data")  # databases, kept for the next run; git ignores it
BIN = Path(sys.executable).parent
SMALL, LARGE = 100, 10_000
ROUNDS, SECONDS = int(os.environ.get("ROUNDS", 3)), int(os.environ.get("SECONDS", 3))
MANY = 32  # connections at once
CORES = sorted(os.sched_getaffinity(0))
THROUGH = "nothing=1"  # a cookie nobody knows: the page cache lets the request through
MEMBER = "member"

# The limits.
OF_WSGI, OF_BARE, AT_LARGE, RESIDENT = 0.9, 0.7, 1.3, 250


# --- Sites and servers -------------------------------------------------------------------------------


def environment(folder, port=8000) -> dict:
    ours = {"DATA_DIR": str(folder), "PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}", "SECRET_KEY": "bench"}
    ours |= {"READ_DOT_ENV": "no", "DEBUG": "no", "TESTING": "yes", "WORKER": "thread", "DATABASE_URL": ""}
    ours |= {"DJANGO_SETTINGS_MODULE": "config.settings", "EMAIL_URL": "dummymail://", "REDIS_URL": ""}
    return os.environ | ours


def run(*command, folder) -> str:
    return subprocess.run(
        command, env=environment(folder), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


class Site:
    """A database with so many practices, and servers over it."""

    def __init__(self, number):
        self.number, self.folder = number, DATA / f"{number}-{version()}"
        if not (self.folder / "site.json").exists():
            self.build()
        known = json.loads((self.folder / "site.json").read_text())
        self.pages, self.cookie = known["pages"], known["cookie"]
        counted = run(sys.executable, "-m", "tests.bench.content", "count", json.dumps(known), folder=self.folder)
        self.queries = json.loads(counted)

    def build(self):
        print(f"Building a site with {self.number} practices", file=sys.stderr)
        for old in DATA.glob(f"{self.number}-*"):
            shutil.rmtree(old)
        (self.folder / "static").mkdir(parents=True)
        run(BIN / "manage", "migrate", "--verbosity", "0", folder=self.folder)
        made = run(sys.executable, "-m", "tests.bench.content", "build", str(self.number), folder=self.folder)
        (self.folder / "site.json").write_text(made)

    def ours(self):
        return Server(lambda port: [BIN / "manage", "serve", "--port", str(port)], self.folder)

    def wsgi(self):
        options = [
            "--interface",
            "wsgi",
            "--workers",
            "1",
            "--blocking-threads",
            "1",
            "--no-ws",
            "--log-level",
            "error",
        ]
        return Server(
            lambda port: [BIN / "granian", *options, "--port", str(port), "config.wsgi:application"], self.folder
        )


def version() -> str:
    """Another one when the tables or the content to be built change."""
    digest = hashlib.blake2s((ROOT / "tests/bench/content.py").read_bytes(), digest_size=6)
    for path in sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("site/*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Server:
    def __init__(self, command, folder, **variables):
        self.port = free_port()
        self.process = subprocess.Popen(
            command(self.port),
            env=environment(folder, self.port) | variables,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            preexec_fn=lambda: os.sched_setaffinity(0, CORES[:1]),
        )
        wait_for(self.port, "The server")

    def size(self, address, cookie="") -> int:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{address}", headers={"cookie": cookie})
        with urllib.request.urlopen(request, timeout=30) as got:
            return len(got.read())

    def headers(self, address) -> list:
        """What a kept page carries beside its length, so that the bare answer is as large in all."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=30) as got:
            return [pair for pair in got.headers.items() if pair[0].lower() not in NOT_THE_PAGES]

    def spent(self) -> float:
        """Processor seconds so far, of the process and its children."""
        pids, total = [self.process.pid], 0
        while pids:
            folder = Path(f"/proc/{pids.pop()}")
            total += sum(int(ticks) for ticks in (folder / "stat").read_text().rpartition(")")[2].split()[11:13])
            pids += [int(pid) for task in folder.glob("task/*/children") for pid in task.read_text().split()]
        return total / os.sysconf("SC_CLK_TCK")

    def resident(self) -> int:
        """MB. Every thread maps the same database file; its pages are in memory once and so count once."""
        told = Path(f"/proc/{self.process.pid}/smaps").read_text()
        parts = re.findall(r"^[0-9a-f]+-[0-9a-f]+ .*?(\S*)$\n(?:.*\n)*?Rss: +(\d+)", told, re.MULTILINE)
        database = [int(size) for name, size in parts if name.endswith("site.sqlite3")]
        return (sum(int(size) for _name, size in parts) - sum(database) + max(database, default=0)) // 1024

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


# --- Load --------------------------------------------------------------------------------------------

NOT_THE_PAGES = {"content-length", "date", "connection"}
FACTOR = {"us": 0.001, "ms": 1, "s": 1000}


def load(server, address, cookie="", at_once=MANY) -> dict:
    """Requests per second, milliseconds of the server's processor for each, and of waiting: p50, p99 (from wrk)."""
    command = ["taskset", "-c", str(CORES[-1]), program("wrk", "wrk"), "-t1", f"-c{at_once}", f"-d{SECONDS}s"]
    command += ["--latency", "--timeout", "30s", *(["-H", f"Cookie: {cookie}"] if cookie else [])]
    command.append(f"http://127.0.0.1:{server.port}{address}")
    before = server.spent()
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    spent = server.spent() - before
    if "Non-2xx" in told or "Socket errors" in told:
        sys.exit(f"{address} was not always answered:\n{told}")
    delay = {p: float(n) * FACTOR[unit] for p, n, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)\b", told)}
    done = int(re.search(r"(\d+) requests in", told)[1])
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])
    return {"rate": rate, "cost": 1000 * spent / done, "p50": delay["50"], "p99": delay["99"]}


def measure(sites) -> dict:
    """(number, page, way) → the rounds' results. Ways: ours, wsgi, cached, bare, alone (one at a time)."""
    results = {}
    servers = {site.number: (site.ours(), site.wsgi()) for site in sites}
    limit = bare(servers[SMALL][0].headers(sites[0].pages["home"]))
    try:
        for turn in range(ROUNDS):
            for site in sites:
                ours, wsgi = servers[site.number]
                for name, address in site.pages.items():
                    print(f"\rround {turn + 1}: {site.number} {name:<10}", end="", file=sys.stderr)
                    cookie = site.cookie if name == MEMBER else THROUGH
                    ways = {
                        "ours": (ours, address, cookie),
                        "wsgi": (wsgi, address, cookie),
                        "alone": (ours, address, cookie, 1),
                    }
                    if name != MEMBER:
                        ways |= {"cached": (ours, address), "bare": (limit, f"/{ours.size(address)}")}
                    for way, asked in ways.items():
                        asked[0].size(*asked[1:3])  # warm
                        results.setdefault((site.number, name, way), []).append(load(*asked))
        for site in sites:
            results[site.number, "resident"] = servers[site.number][0].resident()
    finally:
        print(file=sys.stderr)
        for server in (limit, *(each for pair in servers.values() for each in pair)):
            server.stop()
    return results


# --- What comes of it --------------------------------------------------------------------------------


def of(results, number, name, way, figure="rate"):
    return median(each[figure] for each in results[number, name, way])


def ratio(results, number, name, one, other) -> float:
    """How many requests the one answers for each of the other's, at the same processor time; median of the rounds.

    On an idle machine the ratio of their rates; on a busy one it stays what it is.
    """
    pairs = zip(results[number, name, one], results[number, name, other], strict=True)
    return median(theirs["cost"] / mine["cost"] for mine, theirs in pairs)


def growth(results, name) -> float:
    pairs = zip(results[LARGE, name, "alone"], results[SMALL, name, "alone"], strict=True)
    return median(large["cost"] / small["cost"] for large, small in pairs)


def report(sites, results) -> list[str]:
    """Prints the table; returns the limits that were missed."""
    missed = []

    def judged(value, limit, holds, what):
        if not holds:
            missed.append(f"{what}: {value:.2f}, limit {limit}")
        return f"{value:.2f}{' ' if holds else '!'}"

    print(
        f"{'practices':>9} {'page':<9} {'queries':>7} | {'not cached r/s':>14} {'p50':>6} {'p99':>6} {'/ WSGI':>7}",
        end="",
    )
    print(f" | {'cached r/s':>10} {'p50':>6} {'p99':>6} {'/ bare':>7}")
    for site in sites:
        for name in site.pages:
            where = f"{name} at {site.number}"
            rate, p50, p99 = (of(results, site.number, name, "ours", figure) for figure in ("rate", "p50", "p99"))
            beside = ratio(results, site.number, name, "ours", "wsgi")
            shown = judged(beside, OF_WSGI, beside >= OF_WSGI, f"{where}, not cached / WSGI server")
            line = (
                f"{site.number:>9} {name:<9} {site.queries[name]:>7} | {rate:>14.0f} {p50:>6.1f} {p99:>6.1f} {shown:>7}"
            )
            if name != MEMBER:
                rate, p50, p99 = (of(results, site.number, name, "cached", figure) for figure in ("rate", "p50", "p99"))
                beside = ratio(results, site.number, name, "cached", "bare")
                shown = judged(beside, OF_BARE, beside >= OF_BARE, f"{where}, cached / bare answer")
                line += f" | {rate:>10.0f} {p50:>6.2f} {p99:>6.2f} {shown:>7}"
            print(line)
    small, large = sites
    for name in small.pages:
        shown = judged(growth(results, name), AT_LARGE, growth(results, name) <= AT_LARGE, f"{name}, time at {LARGE}")
        times = [of(results, site.number, name, "alone", "cost") for site in sites]
        print(f"processor time, {name:<9}: {times[0]:.1f} ms → {times[1]:.1f} ms = {shown}")
        if small.queries[name] != large.queries[name]:
            missed.append(f"{name}: {small.queries[name]} queries, {large.queries[name]} at {LARGE}")
    for site in sites:
        resident = results[site.number, "resident"]
        judged(resident, RESIDENT, resident <= RESIDENT, f"resident MB at {site.number}")
        print(f"resident at {site.number}: {resident} MB")
    return missed


def bare(headers):
    command = [BIN / "uvicorn", "tests.bench.bare:application", "--log-level", "warning", "--no-access-log"]
    return Server(lambda port: [*command, "--port", str(port)], DATA, HEADERS=json.dumps(headers))


def main():
    sites = [Site(SMALL), Site(LARGE)]
    missed = report(sites, measure(sites))
    for each in missed:
        print(f"missed: {each}")
    sys.exit(bool(missed))


main()
