"""A throw-away Redis on a free loopback port: nothing is written to the disk."""

import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.services import processes

PROGRAM = "redis-server"


def available() -> bool:
    try:
        return bool(processes.program(PROGRAM, PROGRAM))
    except processes.Absent:
        return False


def start(folder: Path) -> dict:
    """Start one that keeps its process id in `folder`, which is made.

    Returns:
        pid: process id; url: the value of REDIS_URL

    Raises:
        Absent: it is not installed
    """
    server, port, pidfile = processes.program(PROGRAM, PROGRAM), processes.free_port(), folder / "pid"
    folder.mkdir(parents=True)
    command = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    subprocess.run(
        [*command, "--daemonize", "yes", "--pidfile", str(pidfile), "--logfile", str(folder / "log")],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    processes.wait_for(port, "Redis")
    processes.wait_until(lambda: pidfile.exists() and pidfile.read_text(), "Redis does not write its process id.")
    return {"pid": int(pidfile.read_text()), "url": f"redis://127.0.0.1:{port}/0"}


def stop(pid: int) -> None:
    processes.stop(pid, PROGRAM)


@contextmanager
def running():
    """A Redis for the length of a `with` block; gives its address."""
    with tempfile.TemporaryDirectory(prefix="connactions-redis-") as folder:
        server = start(Path(folder) / "redis")
        try:
            yield server["url"]
        finally:
            stop(server["pid"])
