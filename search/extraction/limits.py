"""How much one file may cost, and the walls around the process that reads it."""

import contextlib
import ctypes
import json
import resource
import sys
from dataclasses import asdict, dataclass

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork", "os.system", "os.kill")


@dataclass(frozen=True)
class Limits:
    """Args: seconds: of the clock; cpu: seconds of work; memory, answer, size: bytes; the rest as named."""

    seconds: float = 30
    cpu: int = 20
    memory: int = 2**30  # of address space
    answer: int = 16 * 2**20
    size: int = 64 * 2**20  # of the file
    pages: int = 500
    characters: int = 1_000_000

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> "Limits":
        return cls(**json.loads(line))


def shut_in(limits: Limits) -> None:
    """From here on this process has so much time and memory, reaches no network and starts no other process."""
    _limit(resource.RLIMIT_CPU, limits.cpu, spare=5)  # SIGXCPU first, which can be told from a kill
    _limit(resource.RLIMIT_AS, limits.memory)
    _limit(resource.RLIMIT_FSIZE, limits.answer)
    _limit(resource.RLIMIT_CORE, 0)
    with contextlib.suppress(AttributeError, OSError):  # another system than Linux
        ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)  # where the system allows it; the hook holds everywhere
    sys.addaudithook(_forbid)


def _limit(what: int, amount: int, spare: int = 0) -> None:
    hard = resource.getrlimit(what)[1]
    most = amount + spare if hard == resource.RLIM_INFINITY else min(amount + spare, hard)
    resource.setrlimit(what, (min(amount, most), most))


def _forbid(event: str, _arguments) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"{event} is not allowed here")
