"""What a node consists of, fetched by Maven once and kept in a folder that git ignores."""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.services.processes import Absent, program

PACKAGE = "default-jdk-headless"
HERE = Path(__file__).parent
CACHE = HERE.parent / ".cache"
VERSION = "8.18.8"  # as in pom.xml; a node refuses a module of another version
MODULE = "transport-netty4"
OF_THE_MODULE = ("netty-*", f"{MODULE}-*", "elasticsearch-ssl-config-*")  # must not be on the class path too
DESCRIPTOR = f"""\
name={MODULE}
description=HTTP
version={VERSION}
elasticsearch.version={VERSION}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
"""


def prepared() -> Path:
    """A folder with `jars`, `modules` and `classes`; made at the first call, by whoever is first.

    Raises:
        Absent: a program is not installed, or the jars cannot be fetched
    """
    pom, source = HERE / "pom.xml", HERE / "SingleNode.java"
    digest = hashlib.sha256(pom.read_bytes() + source.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    ready = CACHE / f"elasticsearch-{VERSION}-{digest[:8]}"
    if not ready.exists():
        maven, javac = program("mvn", "maven"), program("javac", PACKAGE)
        CACHE.mkdir(exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix="half-", dir=CACHE))
        try:
            _fetch(maven, pom, half / "jars")
            _compile(javac, source, half)
            _make_module(half)
            _put(half, ready)
        finally:
            shutil.rmtree(half, ignore_errors=True)
    return ready


def _put(half: Path, ready: Path) -> None:
    """Another process may have been quicker; then its folder is the one."""
    try:
        half.rename(ready)
    except OSError:
        if not ready.exists():
            raise


def _fetch(maven: str, pom: Path, folder: Path) -> None:
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    # Each jar is compared with its checksum, and one that differs is refused.
    _run([maven, "--batch-mode", "--quiet", "--strict-checksums", "--file", str(pom), *goal], "be fetched")


def _compile(javac: str, source: Path, folder: Path) -> None:
    _run([javac, "-cp", f"{folder / 'jars'}/*", "-d", str(folder / "classes"), str(source)], "be compiled")


def _make_module(folder: Path) -> None:
    module = folder / "modules" / MODULE
    module.mkdir(parents=True)
    for pattern in OF_THE_MODULE:
        for jar in (folder / "jars").glob(pattern):
            jar.rename(module / jar.name)
    (module / "plugin-descriptor.properties").write_text(DESCRIPTOR)


def _run(command: list[str], what: str) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        said = (done.stdout + done.stderr).strip() or "nothing"
        raise Absent(f"Elasticsearch could not {what}; {Path(command[0]).name} says: {said.splitlines()[0][:500]}")
