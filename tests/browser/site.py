"""The real site as a process of its own: `manage serve` with its consumer, on a database and folders of its own."""

import email
import email.policy
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.services.processes import free_port, wait_until

BIN = Path(sys.executable).parent


class Site:
    """A running site.

    Args:
        folder: where its data, mails and output go; made by the caller.
        fill: what it holds: "cast", "demo" or, where the folder is filled already, "address" (see `fill.py`).
        environment: variables that differ from the usual ones here, `DATABASE_URL` for example.
    """

    def __init__(self, folder: Path, *, fill: str, **environment):
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.mails = folder / "mails"
        self.output = folder / "output"
        self.mails.mkdir(parents=True)
        self.read = set()
        environment |= {"PORT": str(self.port), "SITE_URL": self.address}
        self.environment = self.environment_in(folder) | environment
        self.filled = self.fill(folder, fill, **environment)
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [BIN / "manage", "serve"], env=self.environment, stdout=output, stderr=subprocess.STDOUT
            )
        wait_until(self.answers, "The site does not answer.", seconds=40)

    @staticmethod
    def environment_in(folder) -> dict:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "READ_DOT_ENV": "no",
            "TESTING": "yes",
            "DEBUG": "no",
            "SECRET_KEY": "only-for-tests",
            "DATA_DIR": str(folder / "data"),
            "EMAIL_URL": f"filemail:///{folder / 'mails'}",  # one slash is the separator's
            "WORKER": "thread",
        }

    @classmethod
    def fill(cls, folder, what, **environment) -> str:
        """Fill a new folder's database, files and static files; what the commands printed."""
        (folder / "data" / "static").mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "tests.browser.fill", what],
            env=cls.environment_in(folder) | environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"The site could not be filled ({what}):\n{done.stdout}{done.stderr}")
        return done.stdout

    def answers(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(self.output.read_text())
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=5):
                return True
        except OSError:  # nobody listens yet, or not ready yet
            return False

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def mail_to(self, address: str, about: str):
        """A mail to an address with these words in its subject, each once; waits until the consumer has sent it."""
        wait_until(lambda: self._unread(address, about), f"No mail about “{about}” to {address}.", seconds=15)
        file, message = self._unread(address, about)[0]
        self.read.add(file)
        return Mail(message, self.address)

    def _unread(self, address, about):
        found = []
        for file in set(self.mails.iterdir()) - self.read:
            raw = file.read_bytes().rstrip()
            message = email.message_from_bytes(raw.rstrip(b"-"), policy=email.policy.default)
            if raw.endswith(b"-" * 79) and message["To"] == address and about in message["Subject"]:
                found.append((file, message))
        return found


class Mail:
    """One mail as its reader sees it."""

    def __init__(self, message, address):
        self.subject = message["Subject"]
        self.text = message.get_body(("plain",)).get_content()
        self.link = re.search(rf"{address}\S+/\S+", self.text)[0]
