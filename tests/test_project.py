"""Claims about the project as a whole: its layout, its environment, its catalogues, its locked packages."""

import ast
import importlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from core import catalogues

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["config", "core", "accounts", "pages", "networks", "knowledge", "search", "tests"]


def tracked_files() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


# --- Layout ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PACKAGES)
def test_our_packages_are_imported_from_the_repository(name):
    folder = ROOT / name if (ROOT / name).is_dir() else ROOT / "site" / name
    assert Path(importlib.import_module(name).__file__).parent == folder


def test_every_top_level_package_of_ours_is_in_that_list():
    found = {path.parent.name for root in (ROOT, ROOT / "site") for path in root.glob("*/__init__.py")}
    assert found == set(PACKAGES)


@pytest.mark.parametrize("name", ["site", "locale"])
def test_folders_named_like_standard_modules_are_not_packages(name):
    assert (ROOT / name).is_dir()
    assert not (ROOT / name / "__init__.py").exists()


def test_no_file_names_a_path_of_somebodys_machine():
    somebodys = re.compile(r"(?<![\w.<>*-])/(?:work|home/\w+|root|Users/\w+)/\w")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in tracked_files()
        if path.suffix not in {".png", ".jpg", ".webp", ".ico", ".pdf", ".docx"}
        for line in path.read_text(encoding="utf-8").splitlines()
        if somebodys.search(line)
    ]
    assert found == []


# --- Environment -------------------------------------------------------------------------------------


def variables_read() -> set[str]:
    """Names given as the first argument to a reader in the settings: env.str("X"), boolean("X"), …"""
    found = set()
    for name in ("environment.py", "settings.py"):
        for node in ast.walk(ast.parse((ROOT / "site" / "config" / name).read_text())):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                reader = ast.unparse(node.func)
                if re.fullmatch(r"env\.\w+|boolean|choice|folder|origin", reader):
                    found.add(node.args[0].value)
    return found


def variables_explained() -> dict[str, str]:
    """Name → the comment above it in .env.example."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    pairs = zip(["", *lines], lines, strict=False)
    return {found[1]: above for above, line in pairs if (found := re.match(r"#?([A-Z_]+)=", line))}


def test_every_variable_read_is_explained_in_the_example():
    assert set(variables_explained()) == variables_read()


def test_every_explanation_is_a_sentence():
    assert [name for name, comment in variables_explained().items() if not re.fullmatch(r"# [A-Z].+\.", comment)] == []


def start_with(folder, **environment) -> subprocess.CompletedProcess:
    """Read the settings in a process of its own, in production unless the variables say otherwise."""
    whole = {
        "PATH": os.environ["PATH"],
        "READ_DOT_ENV": "no",
        "DATA_DIR": str(folder),
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-abcdef",
        "SITE_URL": "https://www.example.org",
    }
    whole = {name: value for name, value in (whole | environment).items() if value is not None}
    return subprocess.run([sys.executable, "-c", "import config.settings"], env=whole, capture_output=True, text=True)


def test_a_complete_environment_is_accepted(tmp_path):
    outcome = start_with(tmp_path)
    assert (outcome.returncode, outcome.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("DEBUG", "perhaps"),
        ("DEMO", "2"),
        ("TESTING", "maybe"),
        ("DATABASE_URL", "mysql://user@localhost/site"),
        ("SITE_URL", "www.example.org"),
        ("SITE_URL", "https://www.example.org/portal"),
        ("SITE_URL", "http://www.example.org"),
        ("SITE_URL", None),
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("DATA_DIR", "/dev/null/data"),
        ("WORKER", "foo"),
        ("REDIS_URL", "http://localhost:6379"),
        ("ELASTICSEARCH_URL", "localhost:9200"),
        ("ELASTICSEARCH_URL", "http://"),
        ("ELASTICSEARCH_INDEX", "*"),
        ("ELASTICSEARCH_INDEX", "Connactions"),
        ("SERVICE_DESK_EMAIL", "desk"),
        ("SERVICE_DESK_EMAIL", "desk@example.org, all@example.org"),
    ],
)
def test_nonsense_is_refused_at_start_naming_the_variable(name, value, tmp_path):
    outcome = start_with(tmp_path, **{name: value})
    last_line = outcome.stderr.strip().splitlines()[-1]
    assert outcome.returncode != 0
    assert last_line.startswith(f"django.core.exceptions.ImproperlyConfigured: {name}: ")


# --- Catalogues --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", catalogues.paths(catalogues.folder()), ids=lambda path: path.parent.parent.name)
def test_our_own_catalogue_is_complete_and_names_the_placeholders_of_its_source(path):
    assert path.exists(), "make messages"
    assert {entry.msgid: catalogues.state(entry) for entry in catalogues.open_entries(path)} == {}


# --- Packages ----------------------------------------------------------------------------------------

LOCKS = ["requirements.txt", "requirements-dev.txt"]


def locked(name: str) -> list[str]:
    """The entries of a lock file, each with its hashes on one line."""
    lines = [line for line in (ROOT / name).read_text().splitlines() if not line.strip().startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


ADDRESS = re.compile(r"(?m)^.*(?:://|--(?:extra-)?index|--find-links|--trusted-host).*$")
PINNED = re.compile(r"[\w.-]+(\[[\w,-]+\])?==[\w.+!-]+ .*--hash=sha256:[0-9a-f]{64}")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_address(name):
    assert ADDRESS.findall((ROOT / name).read_text()) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_version_and_a_hash(name):
    entries = locked(name)
    assert entries
    assert [entry for entry in entries if not PINNED.match(entry)] == []


def test_both_locks_agree():
    production, development = ({e.split()[0] for e in locked(name)} for name in LOCKS)
    assert production - development == set()


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    assert names - {re.match(r"[\w.-]+", entry)[0] for entry in locked("requirements.txt")} == set()


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text()
    blocks = re.findall(r"(?ms)^(?:dependencies|dev) = \[\n(.*?)^\]", text)
    assert len(blocks) == 2
    assert [line for block in blocks for line in block.splitlines() if not re.search(r'",\s+# \S', line)] == []


# --- Database ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
