"""Learning again by night, in a process of its own: it takes minutes and memory on a large site, and mails go on."""

import logging
import subprocess
import sys
import threading
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from search.learning import store
from search.learning.lessons import fingerprint, lessons

logger = logging.getLogger("connactions.search")

COMMAND = ["nice", "-n", "10", sys.executable, "-m", "manage", "search_learn", "--if-changed"]
ENOUGH, SHARE = 50, 20  # so many changed records, or one in so many, are worth learning again
PAUSE = timedelta(hours=12)  # at least, between two versions made of themselves

_running = threading.Lock()


def start() -> threading.Thread | None:
    """Have another process learn if enough has changed. None while the last one is still at it.

    Nothing is lost with it: it writes its version at its end, and looks anew the next night.
    """
    if not _running.acquire(blocking=False):
        return None
    thread = threading.Thread(target=_learn, name="learning", daemon=True)
    thread.start()
    return thread


def _learn():
    try:
        done = subprocess.run(COMMAND, cwd=settings.ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode:
            logger.error("learning from the records failed: %s", done.stderr[-500:])
    except OSError:
        logger.exception("learning from the records did not start")
    finally:
        _running.release()


def is_due() -> bool:
    """Whether enough has changed since the version in use was learned. Reads all records."""
    lexicon = store.newest()
    if lexicon is None:
        return any(True for _lesson in lessons())
    if lexicon.made_at > timezone.now() - PAUSE:
        return False
    return changes() >= max(1, min(ENOUGH, lexicon.records // SHARE))


def changes() -> int:
    """How many records teach something else than they taught the version in use: new, changed and gone ones."""
    taught = store.content().lessons
    now = {lesson.key: fingerprint(lesson) for lesson in lessons()}
    return sum(taught.get(key) != now.get(key) for key in taught.keys() | now.keys())
