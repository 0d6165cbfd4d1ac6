"""Small help for starting servers: a free port, waiting until it answers, stopping by process id."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path


class Absent(RuntimeError):
    """A program is not installed; the text says how to get it."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(name: str, package: str, folders=()) -> str:
    """The path of a program. Raises Absent, naming the Debian package that brings it."""
    for folder in folders:
        if (Path(folder) / name).exists():
            return str(Path(folder) / name)
    if path := shutil.which(name):
        return path
    raise Absent(f"{name} is not installed: apt install {package}")


def wait_until(reached: Callable[[], object], otherwise: str, seconds: float = 20) -> None:
    """Returns as soon as `reached()` is true. Raises TimeoutError with the sentence given."""
    until = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > until:
            raise TimeoutError(otherwise)
        time.sleep(0.05)


def wait_for(port: int, name: str, seconds: float = 20) -> None:
    """Returns as soon as something listens on the loopback port. Raises TimeoutError."""

    def listens():
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    wait_until(listens, f"{name} does not answer on port {port}.", seconds)


def start_detached(command: list[str], log: Path) -> int:
    """Start a program that does not put itself into the background; it outlives this process. Gives its process id."""
    script = 'log=$1; shift; nohup "$@" >"$log" 2>&1 </dev/null & echo $!'
    done = subprocess.run(["sh", "-c", script, "sh", str(log), *command], check=True, stdout=subprocess.PIPE)
    return int(done.stdout)


def alive(pid: int, name: str) -> bool:
    """Whether this process id still is that program, and not a later process that got its number."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    running, _, rest = stat.partition("(")[2].rpartition(")")
    return running == name and rest.split()[0] != "Z"


def stop(pid: int, name: str, how=signal.SIGTERM) -> None:
    """Ends a program by its process id and waits for its end; one that does not listen is killed."""
    for sign in (how, signal.SIGKILL):
        if not alive(pid, name):
            return
        os.kill(pid, sign)
        try:
            wait_until(lambda: not alive(pid, name), f"{name} does not end.", seconds=10)
        except TimeoutError:
            if sign == signal.SIGKILL:
                raise
