"""Has a file read by a process of its own, which may die of it."""

import os
import signal
import subprocess
import sys
import tempfile

from search.extraction.extracted import Extracted, Problem
from search.extraction.limits import Limits

READER = [sys.executable, "-I", "-m", "search.extraction.reader"]
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8"}  # no address, no key of ours
ENDED_BY = {-signal.SIGXCPU: Problem.TOO_SLOW, -signal.SIGKILL: Problem.TOO_LARGE}  # the latter where memory ran out


class ReaderFailed(RuntimeError):
    """The reader did not start or broke off by a fault of ours; another try may do."""


def extract(path, limits: Limits | None = None) -> Extracted:
    """Text and pages of a file, or why it could not be read. Whatever the file is, it costs no more than `limits`.

    Raises:
        OSError: the file cannot be opened, or no process started
        ReaderFailed: for no reason of the file's
    """
    limits = limits or Limits()
    with open(path, "rb") as file, tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaint:
        streams = {"stdin": file, "stdout": answer, "stderr": complaint}
        try:
            code = subprocess.run(
                [*READER, limits.to_json()], timeout=limits.seconds, env=ENVIRONMENT, cwd="/", **streams
            ).returncode
        except subprocess.TimeoutExpired:
            return Extracted(problem=Problem.TOO_SLOW)
        if code < 0:  # ended by a signal: a limit, or a crash in the library
            return Extracted(problem=ENDED_BY.get(code, Problem.BROKEN))
        if code:
            complaint.seek(0)
            raise ReaderFailed(complaint.read()[-500:].decode(errors="replace"))
        answer.seek(0)
        return _understood(answer.read())


def _understood(answer: bytes) -> Extracted:
    try:
        return Extracted.from_json(answer)
    except ValueError:
        return Extracted(problem=Problem.BROKEN)
