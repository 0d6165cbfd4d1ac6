"""`python -m tests.services start|stop`: PostgreSQL, Redis and Elasticsearch for a developer or for CI."""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.services import elasticsearch, postgresql, processes, redis

NOTE = Path(__file__).parent / ".cache" / "running.json"
SERVICES = {"postgresql": postgresql, "redis": redis, "elasticsearch": elasticsearch}
VARIABLES = {"postgresql": "DATABASE_URL", "redis": "REDIS_URL", "elasticsearch": "ELASTICSEARCH_URL"}
MAY_BE_LEFT_OUT = () if os.environ.get("CI", "").lower() == "true" else ("elasticsearch",)


def start() -> None:
    """Start what does not run yet and print the variables, ready to copy."""
    running = noted()
    if any(not processes.alive(running[name]["pid"], SERVICES[name].PROGRAM) for name in SERVICES if name in running):
        stop()
        running = {}
    running = running or {"folder": new_folder()}
    note(running)
    try:
        for name in SERVICES:
            if name not in running:
                start_one(name, running)
    except (processes.Absent, TimeoutError) as error:
        stop()
        sys.exit(str(error))
    for name, variable in VARIABLES.items():
        if name in running:
            print(f"export {variable}={running[name]['url']}")


def start_one(name: str, running: dict) -> None:
    try:
        running[name] = SERVICES[name].start(Path(running["folder"]) / name)
    except processes.Absent as error:
        if name not in MAY_BE_LEFT_OUT:
            raise
        print(f"{VARIABLES[name]} is left out. {error}", file=sys.stderr)
    note(running)


def new_folder() -> str:
    folder = Path(tempfile.mkdtemp(prefix="connactions-services-"))
    folder.chmod(0o755)
    return str(folder)


def noted() -> dict:
    return json.loads(NOTE.read_text()) if NOTE.exists() else {}


def note(running: dict) -> None:
    NOTE.parent.mkdir(exist_ok=True)
    NOTE.write_text(json.dumps(running))


def stop() -> None:
    running = noted()
    for name, module in SERVICES.items():
        if name in running:
            module.stop(running[name]["pid"])
    if running:
        shutil.rmtree(running["folder"], ignore_errors=True)
        NOTE.unlink()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["start"]:
            start()
        case ["stop"]:
            stop()
        case _:
            sys.exit("Say start or stop: python -m tests.services start")
