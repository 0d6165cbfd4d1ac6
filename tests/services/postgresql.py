"""A throw-away PostgreSQL on a free loopback port that does not wait for the disk (never do so with real data)."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from tests.services import processes

PROGRAM = "postgres"
USER = "connactions"  # also the database's name


def _folders() -> list[Path]:
    """Where Debian keeps the server's programs, newest version first."""
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))


def _as_its_user(*command: str) -> None:
    """PostgreSQL refuses to run as root; there it runs as the user its package made."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd="/")


def start(folder: Path) -> dict:
    """Start one whose data lie in `folder`, which is made.

    Returns:
        pid: process id; url: the value of DATABASE_URL

    Raises:
        Absent: it is not installed
    """
    initdb, control, createdb = (
        processes.program(name, "postgresql", _folders()) for name in ("initdb", "pg_ctl", "createdb")
    )
    folder.mkdir(parents=True)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", processes.free_port()
    _as_its_user(initdb, "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    unsafe_but_quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=60 {unsafe_but_quick}"
    _as_its_user(control, "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start")
    _as_its_user(createdb, "-h", "127.0.0.1", "-p", str(port), "-U", USER, USER)
    pid = int((data / "postmaster.pid").read_text().splitlines()[0])
    return {"pid": pid, "url": f"postgres://{USER}@127.0.0.1:{port}/{USER}"}


def stop(pid: int) -> None:
    processes.stop(pid, PROGRAM, signal.SIGINT)  # “fast”: does not wait for clients
