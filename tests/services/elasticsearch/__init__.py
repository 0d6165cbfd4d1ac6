"""A throw-away Elasticsearch on a free loopback port: a node started from the jars on Maven Central.

It has what those jars have: no `GET /`, no scripts, no `_update_by_query`, `_delete_by_query` or `_reindex`.
"""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.services import processes
from tests.services.elasticsearch import jars

PROGRAM = "java"
MEMORY = "512m"  # of the heap; the process takes about as much again at most


def prepare() -> tuple[str, Path]:
    """The path of Java and the folder with what it runs; fetched at the first call. Raises Absent like `start`."""
    return processes.program(PROGRAM, jars.PACKAGE), jars.prepared()


def start(folder: Path) -> dict:
    """Start one whose data lie in `folder`, which is made.

    Returns:
        pid: process id; url: the value of ELASTICSEARCH_URL

    Raises:
        Absent: a program that is needed is not installed, or the jars cannot be fetched
    """
    java, parts = prepare()
    port = processes.free_port()
    (folder / "config").mkdir(parents=True)
    log = folder / "log"
    command = [java, f"-Xms{MEMORY}", f"-Xmx{MEMORY}", "-cp", f"{parts / 'classes'}:{parts / 'jars'}/*", "SingleNode"]
    pid = processes.start_detached([*command, str(folder), str(parts / "modules"), str(port)], log)
    try:
        processes.wait_for(port, "Elasticsearch", seconds=60)
    except TimeoutError as error:
        stop(pid)
        raise TimeoutError(f"{error} It says: {log.read_text()[-2000:]}") from None
    return {"pid": pid, "url": f"http://127.0.0.1:{port}"}


def stop(pid: int) -> None:
    processes.stop(pid, PROGRAM)


@contextmanager
def running():
    """An Elasticsearch for the length of a `with` block; gives its address. Raises Absent like `start`."""
    with tempfile.TemporaryDirectory(prefix="connactions-elasticsearch-", ignore_cleanup_errors=True) as folder:
        server = start(Path(folder) / "elasticsearch")
        try:
            yield server["url"]
        finally:
            stop(server["pid"])
