"""What the embedded engine does on a disk and among processes."""

import fcntl
import os
import resource
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from search import entries
from search.engines.base import EngineDown, Scope
from search.engines.embedded import Embedded
from search.planning.tree import Plan, Term
from tests.search.engines.making import entry

ROOT = Path(__file__).parents[3]
SITE = Scope(None)
WORKSHOP = Plan(should=(Term("de", "werkstatt"),), asks=True)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "search"


@pytest.fixture
def engine(folder):
    engine = Embedded(folder)
    engine.build([entry("news:1", "werkstatt")])
    return engine


def found(engine) -> list[str]:
    return sorted(key for key, _score in engine.search(WORKSHOP, SITE).hits)


def index_of(folder) -> Path:
    return folder / Embedded(folder).folder.current()["name"]


# --- Several processes -----------------------------------------------------------------------------------


PROCESS = """
import sys
from pathlib import Path
import tests.environment
import django
django.setup()
from search.engines.embedded import Embedded
from tests.search.engines.making import entry

engine = Embedded(Path(sys.argv[1]), patience=60)
"""
WRITES = """
for number in range(5):
    engine.write([entry(f"term:{sys.argv[2]}{number}", "werkstatt")], [])
"""
DIES = """
import os

def dies():
    yield entry("news:9", "werkstatt")
    os.kill(os.getpid(), 9)

engine.build(dies()) if sys.argv[2] == "build" else engine.write(dies(), [])
"""


def process(does, folder, word) -> subprocess.Popen:
    environment = os.environ | {"PYTEST_XDIST_WORKER": "", "TMPDIR": str(folder.parent)}
    return subprocess.Popen([sys.executable, "-c", PROCESS + does, str(folder), word], cwd=ROOT, env=environment)


def test_two_processes_that_write_wait_for_each_other(engine, folder):
    others = [process(WRITES, folder, word) for word in "ab"]
    assert [other.wait() for other in others] == [0, 0]
    assert found(engine) == sorted(["news:1", *(f"term:{word}{number}" for word in "ab" for number in range(5))])


def test_a_writer_that_waited_long_enough_says_that_another_one_writes(engine, folder):
    impatient = Embedded(folder, patience=0)
    with (folder / "lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for act in (lambda: impatient.write([entry("news:2")], []), lambda: impatient.build([])):
            with pytest.raises(EngineDown, match="another process has been writing for 0 seconds"):
                act()
        assert found(impatient) == ["news:1"]
    impatient.write([entry("news:2", "werkstatt")], [])
    assert found(impatient) == ["news:1", "news:2"]


def test_what_another_process_wrote_or_built_is_seen_at_once(engine, folder):
    reader = Embedded(folder)
    assert found(reader) == ["news:1"]
    engine.write([entry("news:2", "werkstatt")], [])
    assert found(reader) == ["news:1", "news:2"]
    engine.build([entry("news:3", "werkstatt")])
    assert found(reader) == ["news:3"]


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_reads_and_writes_with_an_index_of_its_own(engine, folder):
    found(engine)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            engine.write([entry("news:2", "werkstatt")], [])
            status = 0 if found(engine) == ["news:1", "news:2"] else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    engine.write([entry("news:3", "werkstatt")], [])
    assert found(engine) == ["news:1", "news:2", "news:3"]


@pytest.mark.parametrize("act", ["write", "build"])
def test_a_killed_writer_leaves_what_was_there_and_no_lock(engine, folder, act):
    assert process(DIES, folder, act).wait() == -9
    assert found(engine) == ["news:1"]
    engine.write([entry("news:2", "werkstatt")], [])
    assert found(Embedded(folder)) == ["news:1", "news:2"]


# --- A damaged folder ------------------------------------------------------------------------------------


def truncate(index):
    for file in index.iterdir():
        file.write_bytes(file.read_bytes()[:20])


def scribble(index):
    for file in index.iterdir():
        file.write_bytes(bytes(reversed(file.read_bytes())))


def empty(index):
    for file in index.iterdir():
        file.unlink()


def remove(index):
    empty(index)
    index.rmdir()


def without_segments(index):
    for file in index.iterdir():
        if not file.name.endswith(".json"):
            file.unlink()


@pytest.mark.parametrize("damage", [truncate, scribble, empty, remove, without_segments])
def test_a_damaged_index_is_down_says_that_it_is_none_and_is_made_anew(engine, folder, damage, caplog):
    damage(index_of(folder))
    after_a_start = Embedded(folder)
    for act in (lambda: found(after_a_start), lambda: after_a_start.write([entry("news:2")], [])):
        with pytest.raises(EngineDown, match=r"^[^\n]+$"):
            act()
    assert after_a_start.version() == ""
    assert caplog.messages[0].startswith("the index cannot be opened: ")
    assert after_a_start.build([entry("news:2", "werkstatt")]) == 1
    assert (found(after_a_start), found(engine)) == (["news:2"], ["news:2"])
    assert after_a_start.version() == entries.version()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"name": "x"}', "\0\0"])
def test_a_damaged_pointer_is_no_index(engine, folder, text):
    (folder / "current").write_text(text)
    assert (engine.version(), engine.size()) == ("", (0, 0))
    with pytest.raises(EngineDown, match="there is no index yet"):
        found(engine)
    engine.build([entry("news:2", "werkstatt")])
    assert found(engine) == ["news:2"]


def test_an_index_of_another_schema_is_made_anew(engine, folder, monkeypatch):
    import tantivy

    from search.engines import tantivy_schema

    other = tantivy.SchemaBuilder().add_text_field("key", stored=True).build()
    monkeypatch.setattr(tantivy_schema, "SCHEMA", other)
    assert Embedded(folder).version() == ""


# --- A disk that takes nothing ---------------------------------------------------------------------------


def test_a_folder_that_cannot_be_written_is_down(tmp_path):
    (tmp_path / "file").touch()
    engine = Embedded(tmp_path / "file")
    for act in (lambda: engine.build([]), lambda: engine.write([], []), lambda: found(engine), engine.version):
        with pytest.raises(EngineDown, match=r"(File exists|Not a directory)"):
            act()


@contextmanager
def full_disk(left=2_000):
    """No file can become longer."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_nothing_is_lost_and_nothing_half_made_stays(engine, folder):
    much = [entry(f"news:{number}", " ".join(f"key{number * each}" for each in range(200))) for number in range(2, 60)]
    with full_disk():
        for act in (lambda: engine.write(much, []), lambda: engine.build(much)):
            with pytest.raises(EngineDown, match=r"^[^\n]+$"):
                act()
        assert found(engine) == ["news:1"]
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1
    engine.write(much, [])
    assert engine.size()[0] == 59


def test_a_writing_that_fills_the_disk_gives_the_room_back(engine, folder):
    """Else the index itself would keep the disk full, and the database beside it could not be written any more."""
    much = [entry(f"news:{number}", " ".join(f"key{number * each}" for each in range(400))) for number in range(2, 60)]

    def segments():
        return sorted(file.name for file in folder.glob("*/*.*") if not file.name.startswith((".", "meta")))

    before = segments()
    with full_disk(20_000), pytest.raises(EngineDown):
        engine.write(much, [])
    assert segments() == before


# --- Nothing piles up ------------------------------------------------------------------------------------


def test_builds_leave_the_last_two_indexes_and_no_open_files(engine, folder):
    def once(number):
        engine.build([entry(f"news:{number}", "werkstatt")])
        found(engine)

    once(2)
    once(3)
    open_files = len(os.listdir("/proc/self/fd"))
    for number in range(4, 10):
        once(number)
    assert len(os.listdir("/proc/self/fd")) == open_files
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2


def test_what_an_interrupted_build_left_goes_with_the_next_one(engine, folder):
    (folder / "left").mkdir()
    (folder / "left" / "segment").touch()
    engine.build([])
    assert not (folder / "left").exists()
