"""Durable tasks (law 3): what must happen after a commit is a row in the same transaction.

    @durable
    def send_invitation(invitation_id): ...

    send_invitation.enqueue(invitation.pk)      # inside the transaction of the change it belongs to

The contract of a task:

* **It may run twice.** A worker can die after the work and before the note of it: the task then runs again. So it
  first looks whether its effect is there, or makes it unique (a key, `get_or_create`, an `update`).
* **Its arguments are ids**, JSON, never texts or addresses: the row must not keep what a person erased.
* **It reads everything anew** and ends quietly when its object is gone.
* **It opens its own short transactions**; none is held while it runs.

What raises is tried again with growing pauses (`core.tasks.queue`) and at last stands in `manage tasks` as given up.
"""

from .consumer import run_ready
from .declare import durable, every

__all__ = ["durable", "every", "run_ready"]
