"""`make bench-import`: practices from lines into an empty site and out again, 1,000 and 10,000: time and peak memory.

The limit: ten times the lines may not take half as much memory again. Absolute figures mean little; seconds of the
processor, in brackets, mean more than seconds of the clock where others work on the same machine.
"""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANAGE = Path(sys.executable).parent / "manage"
SENTENCE = "Die Auszubildenden planen gemeinsam mit der Berufsschule, was im Betrieb geübt wird, und prüfen es. "
SIZES, GROWTH = (1_000, 10_000), 1.5


def lines(number):
    """Networks first, then practices with all that a usual one has, about 6 KB each."""
    for network in range(6):
        yield {"type": "network", "id": f"netz-{network}", "title_de": f"Netz {network}", "title_it": f"Rete {network}"}
    for each in range(number):
        texts = {
            f"{name}_{language}": f"{each} {SENTENCE * 5}"
            for name in ("starting_point", "body", "results", "difficulties", "transferability")
            for language in ("de", "it")
        }
        yield {
            "type": "practice", "id": f"p{each}", "source_language": "de", "audience": "public",
            "network": f"netz-{each % 6}", "title_de": f"Praxis {each}", "title_it": f"Pratica {each}",
            "summary_de": SENTENCE * 2, "summary_it": SENTENCE * 2, "region": "DE-SN", "maturity": "good",
            "sector": ["wine", "optics"], "themes": ["image"], "tags": [{"de": f"Wort {each % 50}"}],
            "blocks": [{"title_de": f"Baustein {each}", "title_it": f"Modulo {each}"}], **texts,
        }  # fmt: skip


def worked() -> float:
    """Seconds of the processor that the commands so far have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(folder, *command) -> tuple[str, int]:
    """Seconds (in brackets the processor's) and the most memory (MB) of a command of the site in this folder."""
    ours = {"DATA_DIR": str(folder), "SECRET_KEY": "bench", "READ_DOT_ENV": "no", "DEBUG": "no", "TESTING": "yes"}
    ours |= {"SITE_URL": "http://localhost", "EMAIL_URL": "dummymail://", "DATABASE_URL": "", "REDIS_URL": ""}
    began, work = time.monotonic(), worked()
    process = subprocess.Popen([MANAGE, *command], cwd=ROOT, env=os.environ | ours, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        status = Path(f"/proc/{process.pid}/status").read_text()
        peak = max(peak, *(int(kb) // 1024 for kb in re.findall(r"VmHWM:\s+(\d+)", status)), 0)
        time.sleep(0.1)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed")
    return f"{time.monotonic() - began:.0f} s ({worked() - work:.0f} s)", peak


def measure(number) -> int:
    folder = Path(tempfile.mkdtemp(prefix="connactions-import-"))
    (folder / "static").mkdir()
    file = folder / "in.jsonl"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(line)}\n" for line in lines(number))
    timed(folder, "migrate", "--verbosity", "0")
    timed(folder, "build_site")
    seconds, peak = timed(folder, "import_practices", file)
    again, again_peak = timed(folder, "import_practices", file)
    out_seconds, out_peak = timed(folder, "export_practices", folder / "out.jsonl")
    print(
        f"{number:>6} practices ({file.stat().st_size // 2**20} MB): imported in {seconds}, {peak} MB at most; "
        f"the same again {again}, {again_peak} MB; exported in {out_seconds}, {out_peak} MB",
        flush=True,
    )
    shutil.rmtree(folder)
    return peak


small, large = (measure(number) for number in SIZES)
if large > GROWTH * small:
    sys.exit(f"missed: {large} MB at {SIZES[1]} practices, {small} MB at {SIZES[0]}")
