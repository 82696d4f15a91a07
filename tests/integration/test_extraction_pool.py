from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import psutil
import pytest
from fakes import made_files
from fakes.waiting import until

from docmind.core import errors
from docmind.core.extract import pool as pool_room
from docmind.core.extract import reader_process
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.pool import ExtractionPool

ODD_READER = Path(__file__).parent.parent / "fakes" / "odd_reader.py"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="relies on the Linux kernel")

MakePool = Callable[..., ExtractionPool]


@pytest.fixture
def restarts() -> list[str]:
    return []


@pytest.fixture
def make_pool(tmp_path: Path, restarts: list[str]) -> Iterator[MakePool]:
    made: list[ExtractionPool] = []

    def make(workers: int = 1, **limits: float) -> ExtractionPool:
        told = ExtractionLimits(**limits)  # type: ignore[arg-type]
        made.append(
            ExtractionPool(workers, told, tmp_path / "logs" / "reader.log", restarts.append)
        )
        return made[-1]

    yield make
    for each in made:
        each.close()
        assert each.child_pids() == ()


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children in which files called hang-, segfault-, hoard-... behave so."""
    command = [sys.executable, str(ODD_READER)]
    monkeypatch.setattr(reader_process, "child_command", lambda name: command)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    folder = tmp_path / "files"
    folder.mkdir()

    def write(name: str, text: str = "plain words") -> Path:
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    return write


def test_reads_files_of_several_formats(make_pool, write, tmp_path):
    pool = make_pool(2)
    paths = [
        write("a.txt", "some text"),
        write("b.md", "# Head\n\nbody"),
        made_files.pdf(tmp_path / "c.pdf", [made_files.shown("On a page")]),
        made_files.docx(tmp_path / "d.docx", made_files.paragraph("In Word")),
    ]
    found = {path.name: pool.submit(path).result(60) for path in paths}
    assert {name: document.pages[0].text for name, document in found.items()} == {
        "a.txt": "some text",
        "b.md": "# Head\n\nbody",
        "c.pdf": "On a page",
        "d.docx": "In Word",
    }
    assert found["b.md"].title == "Head"
    assert found["b.md"].path == paths[1]


def test_every_failure_has_its_kind(make_pool, write, tmp_path):
    pool = make_pool(file_bytes=1000)
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 3)
    cases = {
        tmp_path / "gone.txt": errors.FileUnreadable,
        tmp_path: errors.FileUnreadable,
        tmp_path / "noise.txt": errors.UnsupportedType,
        write("big.txt", "x" * 1001): errors.FileTooLarge,
        write("broken.pdf", "%PDF-1.7 and no more"): errors.ExtractionError,
        write("none.pdf", ""): errors.FileEmpty,
    }
    for path, kind in cases.items():
        with pytest.raises(kind) as caught:
            pool.submit(path).result(60)
        assert type(caught.value) is kind
        assert caught.value.path == path


def test_names_that_are_not_utf8(make_pool, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text("bytes in the name")
    except OSError:
        pytest.skip("this file system wants UTF-8 names")
    document = make_pool().submit(path).result(60)
    assert document.path == path
    assert document.title == "caf\ufffd"


def test_large_text_is_cut_and_comes_through(make_pool, write):
    pool = make_pool(characters=3_000_000)
    text = " ".join(f"wört{number}" for number in range(400_000))
    document = pool.submit(write("long.txt", text)).result(60)
    assert document.pages[0].text == text[:3_000_000]
    assert document.notes == ("Only the first 3,000,000 characters were read.",)


def test_a_file_that_hangs_is_ended_and_the_next_is_read(odd, make_pool, write, restarts):
    pool = make_pool(seconds=0.5)
    late = pool.submit(write("hang-1.txt"))
    after = pool.submit(write("fine.txt"))
    with pytest.raises(errors.ExtractionTimedOut) as caught:
        late.result(60)
    assert caught.value.detail == "It was given 0.5 seconds."
    assert after.result(60).pages[0].text == "plain words"
    assert restarts == []


@POSIX
def test_a_file_that_hangs_with_the_lock_held_is_ended(odd, make_pool, write):
    with pytest.raises(errors.ExtractionTimedOut):
        make_pool(seconds=0.5).submit(write("hold-1.txt")).result(60)


@POSIX
@pytest.mark.parametrize("name", ["hoard-1.txt", "grab-1.txt"])
def test_a_file_that_eats_memory_costs_itself(odd, make_pool, write, name):
    if name.startswith("grab") and sys.platform != "linux":
        pytest.skip("address space is limited on Linux alone")
    pool = make_pool(memory_bytes=200 << 20)
    eating = pool.submit(write(name))
    after = pool.submit(write("fine.txt"))
    with pytest.raises(errors.ExtractionOutOfMemory) as caught:
        eating.result(60)
    assert caught.value.detail == "The limit is 200 MB."
    assert after.result(60).title == "fine"


@POSIX
def test_a_crash_is_tried_twice_and_told(odd, make_pool, write, restarts, tmp_path):
    pool = make_pool()
    crashing = pool.submit(write("segfault-1.txt"))
    after = pool.submit(write("fine.txt"))
    with pytest.raises(errors.ExtractionCrashed) as caught:
        crashing.result(60)
    assert caught.value.detail == "It ended with signal 11."
    assert after.result(60).title == "fine"
    assert restarts == ["signal 11", "signal 11"]
    assert "segfault-1.txt" in (tmp_path / "logs" / "reader.log").read_text()


@POSIX
def test_a_death_that_was_not_the_files_fault_costs_nothing(odd, make_pool, write, restarts):
    document = make_pool().submit(write("once-1.txt")).result(60)
    assert document.pages[0].text == "plain words"
    assert restarts == ["signal 9"]


@POSIX
def test_a_child_killed_from_outside_costs_nothing(odd, make_pool, write, restarts):
    pool = make_pool(seconds=30)
    hanging = write("hang-1.txt")
    future = pool.submit(hanging)
    until(hanging.with_suffix(".started").exists)
    (first,) = pool.child_pids()
    hanging.with_suffix(".started").unlink()
    os.kill(first, signal.SIGKILL)
    until(hanging.with_suffix(".started").exists)  # it is tried again
    (second,) = pool.child_pids()
    assert second != first
    os.kill(second, signal.SIGKILL)
    with pytest.raises(errors.ExtractionCrashed):
        future.result(60)
    assert restarts == ["signal 9", "signal 9"]


@POSIX
def test_an_idle_child_that_dies_is_noticed_within_a_second(make_pool, write, restarts):
    pool = make_pool()
    pool.submit(write("a.txt")).result(60)
    (child,) = pool.child_pids()
    os.kill(child, signal.SIGKILL)
    until(lambda: bool(restarts), seconds=5)
    assert pool.child_pids() == ()
    assert pool.submit(write("b.txt")).result(60).title == "b"


def test_an_idle_child_ends(make_pool, write, restarts, monkeypatch):
    monkeypatch.setattr(pool_room, "_IDLE_SECONDS", 0.0)
    pool = make_pool()
    pool.submit(write("a.txt")).result(60)
    until(lambda: not pool.child_pids())
    assert restarts == []
    assert pool.submit(write("b.txt")).result(60).title == "b"


@POSIX
def test_a_child_that_talks_nonsense_is_ended(odd, make_pool, write):
    pool = make_pool(seconds=5)
    with pytest.raises(errors.ExtractionError):
        pool.submit(write("rubbish-1.txt")).result(60)
    assert pool.submit(write("fine.txt")).result(60).title == "fine"


def test_what_libraries_print_goes_to_the_log(odd, make_pool, write, tmp_path, capfd):
    document = make_pool().submit(write("chatter-1.txt")).result(60)
    assert document.pages[0].text == "plain words"
    assert capfd.readouterr() == ("", "")
    log = (tmp_path / "logs" / "reader.log").read_text()
    for said in ("said by a library", "written by a library", "warned by a library"):
        assert said in log


def test_a_file_that_changes_while_read(odd, make_pool, write):
    with pytest.raises(errors.FileChanged):
        make_pool().submit(write("change-1.txt")).result(60)


def test_closing_cancels_at_once(odd, make_pool, write):
    pool = make_pool(seconds=60)
    hanging = write("hang-1.txt")
    running, waiting = pool.submit(hanging), pool.submit(write("fine.txt"))
    until(hanging.with_suffix(".started").exists)
    pool.close()
    with pytest.raises(CancelledError):
        running.result(0)
    with pytest.raises(CancelledError):
        waiting.result(0)
    with pytest.raises(RuntimeError):
        pool.submit(hanging)


def test_closing_may_wait_for_the_rest(make_pool, write):
    pool = make_pool()
    futures = [pool.submit(write(f"{number}.txt")) for number in range(20)]
    pool.close(cancel=False)
    assert [future.result(0).title for future in futures] == [str(number) for number in range(20)]


def test_a_cancelled_future_is_not_read(odd, make_pool, write):
    pool = make_pool(seconds=2)
    pool.submit(write("hang-1.txt"))
    waiting = pool.submit(write("hang-2.txt"))
    assert waiting.cancel()
    assert pool.submit(write("fine.txt")).result(60).title == "fine"


def test_children_that_cannot_start_are_said_so(make_pool, write, monkeypatch):
    monkeypatch.setattr(
        reader_process, "child_command", lambda name: [sys.executable, "-c", "raise SystemExit(3)"]
    )
    with pytest.raises(errors.DocMindError, match="does not start") as caught:
        make_pool().submit(write("a.txt")).result(60)
    assert not isinstance(caught.value, errors.ExtractionError)
    assert "status 3" in caught.value.detail


PARENT = """
import sys, time
from pathlib import Path
from docmind.core.extract import reader_process
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.pool import ExtractionPool

reader_process.child_command = lambda name: [sys.executable, {odd!r}]
pool = ExtractionPool(2, ExtractionLimits(), Path({log!r}), lambda reason: None)
for path in {paths!r}:
    pool.submit(Path(path))
while not all(Path(path).with_suffix(".started").exists() for path in {paths!r}):
    time.sleep(0.01)
print(*pool.child_pids(), flush=True)
time.sleep(100)
"""


@LINUX
def test_children_die_with_a_killed_parent(write, tmp_path):
    """Also when their parser never lets go, and the parent's main module has no guard."""
    paths = [str(write("hang-1.txt")), str(write("hold-1.txt"))]
    script = tmp_path / "parent.py"
    script.write_text(PARENT.format(odd=str(ODD_READER), log=str(tmp_path / "log"), paths=paths))
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        children = [psutil.Process(int(pid)) for pid in parent.stdout.readline().split()]
        assert len(children) == 2
        parent.kill()
    _, alive = psutil.wait_procs(children, timeout=5)
    # Without an init process in the container, nobody reaps orphans.
    assert [child for child in alive if child.status() != psutil.STATUS_ZOMBIE] == []


def test_children_load_nothing_heavy(make_pool, write, tmp_path):
    code = (
        "import sys, docmind.core.extract.reader, docmind.core.extract.reading as r;"
        "from pathlib import Path; from docmind.core.extract.base import ExtractionLimits;"
        "[r.read_document(Path(p), ExtractionLimits()) for p in sys.argv[1:]];"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    paths = [
        made_files.pdf(tmp_path / "c.pdf", [made_files.shown("On a page")]),
        made_files.docx(tmp_path / "d.docx", made_files.paragraph("In Word")),
        made_files.wide_png(tmp_path / "e.png", 8, 8),
        write("f.html", "<p>hypertext"),
    ]
    command = [sys.executable, "-c", code, *map(str, paths)]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    heavy = {"torch", "PySide6", "onnxruntime", "qdrant_edge", "qdrant_client", "transformers"}
    assert heavy.isdisjoint(loaded)
    assert {"pypdfium2", "lxml", "PIL"} <= set(loaded)
