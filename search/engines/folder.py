"""The folder of the embedded engine: `current` names the index in use, `lock` is held by whoever writes."""

import fcntl
import json
import os
import shutil
import time
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path

from search.engines.base import EngineDown

PATIENCE = 10.0  # seconds a writer waits for another one


def state_of(file: Path) -> tuple[int, int, int]:
    """Another one whenever somebody has written the file or put another one in its place. Raises OSError."""
    found = file.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


class Folder:
    """Args: path: made when something is written; patience: seconds to wait for another writer."""

    def __init__(self, path: Path, patience: float = PATIENCE):
        self.path = Path(path)
        self.patience = patience
        self._read: tuple[tuple, dict[str, str]] | None = None  # the pointer, as it was when it was last read

    # --- Which index is in use -------------------------------------------------------------------------

    @property
    def _pointer(self) -> Path:
        return self.path / "current"

    def current(self) -> dict[str, str]:
        """`name` and `version` of the index in use, `before` with the name of the last one. Empty where there is none,
        or where the file is damaged: then an index has to be made anew.

        Raises:
            OSError: the folder cannot be read.
        """
        try:
            state = state_of(self._pointer)
            if not self._read or self._read[0] != state:
                self._read = state, self._pointed()
            return self._read[1]
        except (FileNotFoundError, ValueError):
            return {}

    def _pointed(self) -> dict[str, str]:
        found = json.loads(self._pointer.read_text())
        return found if isinstance(found, dict) and {"name", "version"} <= found.keys() else {}

    def switch(self, name: str, version: str) -> None:
        """Use this one from now on. Survives a power cut: either the old one or the new one is in use."""
        before = self.current().get("name", "")
        beside = self._pointer.with_suffix(".new")
        with beside.open("w") as file:
            json.dump({"name": name, "version": version, "before": before}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self._pointer)
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self.sweep()

    # --- The folders of the indexes --------------------------------------------------------------------

    def of(self, name: str) -> Path:
        return self.path / name

    def new(self) -> str:
        """The name of a new one. What an interrupted build has left goes first, it may fill the disk."""
        self.sweep()
        name = uuid.uuid4().hex[:12]
        self.of(name).mkdir()
        return name

    def remove(self, name: str) -> None:
        shutil.rmtree(self.of(name), ignore_errors=True)

    def sweep(self) -> None:
        """Only the one in use stays, and the one before, which somebody may be about to open."""
        current = self.current()
        for other in self.path.iterdir():
            if other.is_dir() and other.name not in (current.get("name"), current.get("before")):
                self.remove(other.name)

    def size(self, name: str) -> int:
        """Bytes. Files that a merge takes away meanwhile do not count."""
        found = 0
        for file in self.of(name).iterdir():
            with suppress(FileNotFoundError):
                found += file.stat().st_size
        return found

    # --- One writer at a time --------------------------------------------------------------------------

    @contextmanager
    def alone(self):
        """Hold the lock for the block. It goes with the process, however that ends.

        Raises:
            EngineDown: another process or thread has not let go of it.
            OSError: the folder cannot be written.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("w") as file:
            self._wait_for(file)
            try:
                yield
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)  # at once, even where a forked process has the file open, too

    def _wait_for(self, file):
        until = time.monotonic() + self.patience
        while True:
            try:
                return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise EngineDown(f"another process has been writing for {self.patience:.0f} seconds") from None
                time.sleep(0.02)
