"""The demonstration as a running site: loaded and walked once for a run, served once per process."""

import fcntl
import os
import pickle
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.site import Site
from tests.demo_site.walk import Walker

ENVIRONMENT = {"DEMO": "yes", "DATABASE_URL": ""}
VISITORS = {"anonymous": "", "member": "a member", "editor": "an editor"}


@pytest.fixture(scope="session")
def shared() -> Callable:
    """`shared(name, make)`: what make(folder) brings, made by whichever process of this run needs it first."""
    data = Path(settings.DATA_DIR)
    folder = (data.parent if "PYTEST_XDIST_WORKER" in os.environ else data) / "demonstration"
    folder.mkdir(exist_ok=True)

    def get(name, make):
        kept = folder / name
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                kept.write_bytes(pickle.dumps(make(folder)))
        return pickle.loads(kept.read_bytes())

    return get


@pytest.fixture(scope="session")
def demo_site(shared, tmp_path_factory):
    """The running site with the demonstration; `.logins` names who may sign in: kind → e-mail and password."""
    folder = tmp_path_factory.mktemp("demonstration")
    data, printed = shared("loaded", load)
    shutil.copytree(data, folder / "data")
    site = Site(folder, fill="address", **ENVIRONMENT)
    site.logins = {kind: account for kind, *account in re.findall(r"^  (\w+ \w+).*?(\S+@\S+) +(\S+)", printed, re.M)}
    yield site
    site.stop()


def load(folder) -> tuple[Path, str]:
    """The folder with the data, and what `manage demo` printed."""
    printed = Site.fill(folder, "demo", **ENVIRONMENT)
    return folder / "data", printed


@pytest.fixture(scope="session")
def walkers(demo_site) -> dict[str, Walker]:
    return {name: Walker(demo_site, demo_site.logins.get(login)) for name, login in VISITORS.items()}


@pytest.fixture(scope="session")
def walks(shared, walkers) -> dict:
    """What each visitor meets who follows every link: visitor → address → answer."""
    return {
        name: shared(f"walk-{name}", lambda _folder, walker=walker: walker.walk()) for name, walker in walkers.items()
    }
