"""The recognising process: whatever a page does, it costs that page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from fakes.odd_recogniser import (
    CHATTER,
    DIE_ONCE,
    FAIL,
    HANG,
    HOARD,
    MARK,
    READ,
    RUBBISH,
    SEGFAULT,
    SPIN,
)
from fakes.recognisers import save_pages
from fakes.waiting import until

from docmind.core.errors import DocMindError, FileUnreadable
from docmind.core.recognise import process as process_module
from docmind.core.recognise.base import RecognitionLimits
from docmind.core.recognise.process import RecogniserProcess

ODD = Path(__file__).parent.parent / "fakes" / "odd_recogniser.py"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="relies on the Linux kernel")

Make = Callable[..., RecogniserProcess]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "recognition.log"


@pytest.fixture
def mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(MARK, str(tmp_path / "mark"))
    return tmp_path / "mark"


@pytest.fixture
def make(log: Path, mark: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setattr(process_module, "child_command", lambda name: [sys.executable, str(ODD)])
    made: list[RecogniserProcess] = []

    def start(**limits: float) -> RecogniserProcess:
        told = RecognitionLimits(**limits)  # type: ignore[arg-type]
        made.append(RecogniserProcess("odd", 1, log, told))
        return made[-1]

    yield start
    for each in made:
        each.close()
        assert each.pid is None


@pytest.fixture
def pages(tmp_path: Path) -> Callable[..., Path]:
    def write(*orders: int) -> Path:
        return save_pages(tmp_path / "scan.tif", orders)

    return write


def test_pages_are_read_in_order_and_only_those_asked_for(
    make: Make, pages: Callable[..., Path]
) -> None:
    reader = make()
    scan = pages(READ, READ, READ)
    assert list(reader.pages(scan)) == [(1, "width 1001"), (2, "width 1002"), (3, "width 1003")]
    first = reader.pid
    assert list(reader.pages(scan, [3, 9, 0])) == [(3, "width 1003")]
    assert reader.pid == first, "one process serves many files"


def test_no_more_pages_of_a_file_than_the_limit(make: Make, pages: Callable[..., Path]) -> None:
    assert list(make(pages=2).pages(pages(READ, READ, READ))) == [
        (1, "width 1001"),
        (2, "width 1002"),
    ]


def test_small_pictures_are_left_out(make: Make, pages: Callable[..., Path]) -> None:
    assert list(make(least_side=400).pages(pages(READ))) == [(1, "")]


def test_what_is_no_picture_has_no_pages(make: Make, tmp_path: Path, log: Path) -> None:
    (tmp_path / "words.txt").write_text("no picture")
    assert list(make().pages(tmp_path / "words.txt")) == []
    assert "words.txt was not looked at" in log.read_text()


def test_a_file_that_is_gone_is_an_error(make: Make, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        list(make().pages(tmp_path / "gone.png"))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_need_not_be_utf_8(make: Make, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.tif"))
    assert list(make().pages(save_pages(path, [READ]))) == [(1, "width 1001")]


@pytest.mark.parametrize(
    ("order", "seconds", "said"),
    [
        (FAIL, 30.0, "a page that cannot be read"),
        (HANG, 1.0, "too much time"),
        (SPIN, 1.0, "too much time"),
        pytest.param(HOARD, 30.0, "too much memory", marks=LINUX),
        (SEGFAULT, 30.0, "page 2"),
        (RUBBISH, 30.0, "page 2"),
    ],
)
def test_a_bad_page_costs_that_page(
    make: Make, pages: Callable[..., Path], log: Path, order: int, seconds: float, said: str
) -> None:
    reader = make(seconds=seconds, memory_bytes=300 * 2**20)
    found = list(reader.pages(pages(READ, order, READ)))
    assert found == [(1, "width 1001"), (2, ""), (3, "width 1003")]
    assert said in log.read_text()


def test_what_libraries_print_goes_to_the_log(
    make: Make, pages: Callable[..., Path], log: Path
) -> None:
    assert list(make().pages(pages(CHATTER))) == [(1, "width 1001")]
    assert "said by a library" in log.read_text()
    assert "written by a library" in log.read_text()


def test_a_process_that_dies_once_is_replaced(
    make: Make, pages: Callable[..., Path], log: Path
) -> None:
    assert list(make().pages(pages(DIE_ONCE, READ))) == [(1, "width 1001"), (2, "width 1002")]
    assert "status 3" in log.read_text()


@pytest.mark.parametrize("orders", [(SEGFAULT,), (READ, SEGFAULT, SEGFAULT, READ)])
def test_dying_again_and_again_is_an_error(
    make: Make, pages: Callable[..., Path], log: Path, orders: tuple[int, ...]
) -> None:
    scan = pages(*orders)
    with pytest.raises(DocMindError, match="stopped working") as failure:
        list(make().pages(scan))
    assert failure.value.path == scan
    assert str(log) in failure.value.hint


def test_an_engine_that_does_not_load_is_an_error(
    make: Make, pages: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ODD_RECOGNISER_BROKEN", "1")
    with pytest.raises(DocMindError, match="does not start") as failure:
        list(make().pages(pages(READ)))
    assert "its model is damaged" in failure.value.detail


def test_a_process_that_retires_is_replaced(
    make: Make, pages: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ODD_RECOGNISER_PAGES", "2")
    reader = make()
    found = [text for _, text in reader.pages(pages(READ, READ, READ, READ))]
    assert found == ["width 1001", "width 1002", "width 1003", "width 1004"]


def test_an_idle_process_gives_its_memory_back(
    make: Make, pages: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_module, "_IDLE_SECONDS", 0.01)
    reader = make()
    scan = pages(READ)
    assert list(reader.pages(scan)) == [(1, "width 1001")]
    until(lambda: reader.pid is None)
    assert list(reader.pages(scan)) == [(1, "width 1001")]


def test_it_can_be_stopped_and_asked_again(
    make: Make, pages: Callable[..., Path], mark: Path, tmp_path: Path
) -> None:
    reader = make()
    failures: list[DocMindError] = []

    def read() -> None:
        try:
            list(reader.pages(pages(HANG)))
        except DocMindError as error:
            failures.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    until(mark.exists)
    reader.kill()
    thread.join(10)
    assert not thread.is_alive()
    assert [error.title for error in failures] == ["Text recognition was stopped"]
    assert list(reader.pages(save_pages(tmp_path / "other.tif", [READ]))) == [(1, "width 1001")]


def test_after_closing_nothing_starts(make: Make, pages: Callable[..., Path]) -> None:
    reader = make()
    reader.close()
    reader.close()
    with pytest.raises(DocMindError, match="stopped"):
        list(reader.pages(pages(READ)))
    assert reader.pid is None


def test_it_runs_at_the_lowest_priority(make: Make, pages: Callable[..., Path]) -> None:
    reader = make()
    list(reader.pages(pages(READ)))
    child = psutil.Process(reader.pid)
    if sys.platform == "win32":
        assert child.nice() == psutil.IDLE_PRIORITY_CLASS
    else:
        assert child.nice() == 19
    if sys.platform == "linux":
        assert child.ionice().ioclass == psutil.IOPRIO_CLASS_IDLE


@LINUX
def test_it_dies_with_its_parent(pages: Callable[..., Path], tmp_path: Path, mark: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from docmind.core.recognise import process
process.child_command = lambda name: [sys.executable, {str(ODD)!r}]
reader = process.RecogniserProcess("odd", 1, Path({str(tmp_path / "log")!r}))
for number, _ in reader.pages(Path({str(pages(READ, HANG))!r})):
    print(reader.pid, flush=True)
"""
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    until(mark.exists)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
