"""What takes long to draw is drawn once and kept below `DATA_DIR`, under a name that changes with what is drawn."""

import os
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings


class Busy(Exception):
    """Something else of the kind is being drawn; ask again."""


class Drawn:
    """Files of one kind: one is drawn at a time, and the oldest go first.

    Args:
        folder: below `DATA_DIR`.
        most: how many stay.
        patience: seconds for which one reader waits for another one's drawing.
    """

    def __init__(self, folder: str, *, most: int, patience: float):
        self.folder, self.most, self.patience = folder, most, patience
        self.drawing = threading.Lock()

    def get(self, name: str, draw: Callable[[], bytes]) -> bytes:
        """The file of this name, drawn now or kept from before.

        Raises:
            Busy: it would have to be drawn, and another one has been under way for a while.
        """
        file = Path(settings.DATA_DIR) / self.folder / name
        if (kept := _read(file)) is not None:
            return kept
        if not self.drawing.acquire(timeout=self.patience):
            raise Busy
        try:
            return _read(file) or self.keep(file, draw())
        finally:
            self.drawing.release()

    def keep(self, file: Path, content: bytes) -> bytes:
        """Write it, and let the oldest go where there are too many."""
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}")  # beside it, so that nobody reads half of it
        fresh.write_bytes(content)
        fresh.replace(file)
        kept = list(file.parent.glob(f"*{file.suffix}"))
        if len(kept) > self.most:
            for old in sorted(kept, key=lambda each: each.stat().st_mtime)[: len(kept) - self.most + self.most // 10]:
                old.unlink(missing_ok=True)
        return content

    def forget(self, older_than: timedelta) -> int:
        """Remove what was drawn longer ago, so that nothing stays of what has been deleted since. Says how many."""
        folder, before = Path(settings.DATA_DIR) / self.folder, time.time() - older_than.total_seconds()
        old = [file for file in folder.glob("*") if _written(file) < before]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)


def _written(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # another process was quicker
        return time.time()


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
