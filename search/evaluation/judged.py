"""A query whose answers somebody has judged."""

import hashlib
from dataclasses import dataclass, field

ASIDE_OF = 3  # one query in so many is kept aside while weights are tuned


@dataclass(frozen=True)
class Query:
    """As somebody typed it.

    Args:
        language: `de` or `it`, the reader's.
        kind: of difficulty.
        relevant: id → grade above 0; empty if not judged.
    """

    qid: str
    text: str
    language: str
    kind: str = ""
    relevant: dict[str, int] = field(default_factory=dict)

    @property
    def is_aside(self) -> bool:
        """By the hash of its id, so that it stays where it is when others come."""
        return int(hashlib.sha256(self.qid.encode()).hexdigest(), 16) % ASIDE_OF == 0
