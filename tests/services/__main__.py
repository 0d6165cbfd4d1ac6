"""`python -m tests.services start|stop`: PostgreSQL and Redis for a developer or for CI."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from tests.services import postgresql, processes, redis

NOTE = Path(__file__).parent / ".cache" / "running.json"
SERVICES = [("postgresql", postgresql), ("redis", redis)]


def start() -> None:
    if NOTE.exists():
        running = json.loads(NOTE.read_text())
        if all(name in running and processes.alive(running[name]["pid"], module.PROGRAM) for name, module in SERVICES):
            show(running)
            return
        stop()
    folder = Path(tempfile.mkdtemp(prefix="connactions-services-"))
    folder.chmod(0o755)
    running = {"folder": str(folder)}
    NOTE.parent.mkdir(exist_ok=True)
    NOTE.write_text(json.dumps(running))
    try:
        for name, module in SERVICES:
            running[name] = module.start(folder / name)
            NOTE.write_text(json.dumps(running))
    except (processes.Absent, TimeoutError) as error:
        stop()
        sys.exit(str(error))
    show(running)


def show(running: dict) -> None:
    print(f"export DATABASE_URL={running['postgresql']['url']}")
    print(f"export REDIS_URL={running['redis']['url']}")


def stop() -> None:
    if not NOTE.exists():
        return
    running = json.loads(NOTE.read_text())
    for name, module in SERVICES:
        if name in running:
            module.stop(running[name]["pid"])
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
