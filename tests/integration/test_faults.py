"""What the world does to a job: the disk fills up, a drive goes, permissions go, the clock jumps,
a file changes under the reader. The job says so and goes on or waits; nothing is lost."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docmind.core.engine import Engine
from docmind.core.events import EngineLost, IndexChanged, JobProgressed, Notice
from docmind.core.extract import reader_process
from docmind.core.paths import Library
from docmind.core.remote.supervisor import SupervisedEngine
from docmind.core.schema import Query
from docmind.core.settings import load

FILES = 240  # several batches
MIB = 2**20


def open_engine(library: Path) -> Engine:
    return Engine.open(library, load(embedding={"model_name": "hashing"}))


def until(condition, what, seconds=60.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        threading.Event().wait(0.05)


def make_files(folder: Path, count: int = FILES) -> Path:
    folder.mkdir(parents=True)
    for number in range(count):
        words = " ".join(f"word{(number * 7 + place) % 911}" for place in range(900))
        (folder / f"note-{number:03}.txt").write_text(f"Marker zz{number:03}qx. {words}.\n")
    return folder


def searchable(engine) -> set[str]:
    return {item.path.name for item in engine.files(limit=10_000) if item.state == "done"}


def best(engine, word: str) -> str:
    """The name of the first document found for a word."""
    hits = [hit for hit in engine.search(Query(word, "words")).hits if hit.read]
    return hits[0].path.name if hits else ""


def note_what_is_read(engine) -> list[Path]:
    """The files that reach a reading process from now on."""
    read, pool = [], engine._workshop.reading.pool()
    submit = pool.submit

    def noting(path, *rest):
        read.append(path)
        return submit(path, *rest)

    pool.submit = noting
    return read


def check_all_found(engine, count: int = FILES) -> None:
    for number in range(0, count, 7):
        assert best(engine, f"zz{number:03}qx") == f"note-{number:03}.txt"


# -- a disk that fills up ------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of its own with 160 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=160m", "docmind-test", str(place)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can be mounted by root on Linux only")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def free(disk: Path) -> int:
    status = os.statvfs(disk)
    return status.f_bavail * status.f_frsize


def fill(disk: Path, left: int) -> Path:
    """A file that leaves ``left`` bytes free."""
    ballast = disk / "ballast"
    with ballast.open("ab") as file:
        while free(disk) > left:
            with contextlib.suppress(OSError):  # somebody else was faster
                os.posix_fallocate(file.fileno(), 0, ballast.stat().st_size + free(disk) - left)
    return ballast


def test_a_disk_that_fills_up_holds_the_job_until_there_is_room(tmp_path, small_disk, monkeypatch):
    monkeypatch.setenv("DOCMIND_EMBEDDING__MODEL_NAME", "hashing")
    monkeypatch.setenv("DOCMIND_ENGINE__MIN_FREE_DISK_MB", "40")
    monkeypatch.setenv("DOCMIND_ENGINE__IDLE_SECONDS", "0")
    folder = make_files(tmp_path / "papers")
    events = []
    engine = SupervisedEngine(Library(small_disk / "library"))
    try:
        engine.subscribe(events.append)
        job = engine.add([folder])
        until(lambda: searchable(engine), "the first files are searchable")
        ballast = fill(small_disk, 30 * MIB)
        until(lambda: engine.status().held, "the job says that it waits")
        status = engine.status()
        assert "disk is nearly full" in status.held
        assert [item.stage for item in status.jobs] == ["paused"]
        warnings = [item.text for item in events if isinstance(item, Notice)]
        assert any("45 MB" in text for text in warnings)
        fill(small_disk, 0)  # and now to the last byte
        acknowledged = searchable(engine)
        assert 0 < len(acknowledged) < FILES
        assert best(engine, f"zz{min(acknowledged)[5:8]}qx") == min(acknowledged)
        assert engine.wait(job, 3) is None
        ballast.unlink()
        report = engine.wait(job, 60)
        assert report is not None
        assert (report.outcome, report.counts.added, report.counts.failed) == ("done", FILES, 0)
        assert acknowledged <= searchable(engine)
        assert engine.status().held == ""
        check_all_found(engine)
        assert not [item for item in events if isinstance(item, EngineLost)]
    finally:
        engine.close()


def test_a_job_that_waits_for_room_can_be_cancelled_and_done_later(
    tmp_path, small_disk, monkeypatch
):
    monkeypatch.setenv("DOCMIND_ENGINE__MIN_FREE_DISK_MB", "40")
    folder = make_files(tmp_path / "papers", 20)
    library = small_disk / "library"
    with open_engine(library) as engine:
        ballast = fill(small_disk, 30 * MIB)
        job = engine.add([folder])
        until(lambda: engine.status().held, "the job waits")
        engine.cancel(job)
        assert engine.wait(job, 10).outcome == "cancelled"
        engine.add([folder])
        until(lambda: engine.status().held, "the job waits")
        began = time.monotonic()
    assert time.monotonic() - began < 5  # closing does not wait for room
    ballast.unlink()
    with open_engine(library) as engine:
        assert engine.wait(engine.rescan(), 60).counts.added == 20


# -- a source that goes away ---------------------------------------------------------------------


def test_a_source_that_disappears_in_the_middle_of_a_job(tmp_path):
    folder, away = make_files(tmp_path / "papers"), tmp_path / "away"
    events = []
    with open_engine(tmp_path / "library") as engine:
        engine.subscribe(events.append)

        def take_away(event):
            if isinstance(event, IndexChanged) and folder.exists():
                folder.rename(away)

        unsubscribe = engine.subscribe(take_away)
        first = engine.wait(engine.add([folder]), 60)
        unsubscribe()
        assert first.outcome == "done"
        assert engine.problems() == ()
        assert engine.status().sources[0].state == "offline"
        notices = [item.text for item in events if isinstance(item, Notice)]
        assert any("cannot be seen now" in text for text in notices)
        kept = searchable(engine)
        assert len(kept) == first.counts.added > 0
        assert engine.wait(engine.rescan(), 60).counts.removed == 0
        assert searchable(engine) == kept
        away.rename(folder)
        second = engine.wait(engine.rescan(), 60)
        assert first.counts.added + second.counts.added == FILES
        assert first.counts.embedded + second.counts.embedded == engine.status().chunks
        assert first.counts.added < FILES
        check_all_found(engine)


def test_changed_files_of_a_source_that_disappears_are_read_when_it_is_back(tmp_path):
    folder, away = make_files(tmp_path / "papers", 30), tmp_path / "away"
    with open_engine(tmp_path / "library") as engine:
        engine.wait(engine.add([folder]), 60)
        for path in folder.iterdir():
            path.write_text(path.read_text().replace("qx.", "qy."))

        def take_away(event):
            is_read = isinstance(event, JobProgressed) and event.progress.stage == "reading"
            if is_read and folder.exists():
                folder.rename(away)  # all were seen, none was read

        unsubscribe = engine.subscribe(take_away)
        report = engine.wait(engine.rescan(), 60)
        unsubscribe()
        assert (report.counts.updated, report.counts.failed) == (0, 0)
        assert best(engine, "zz011qx") == "note-011.txt"
        assert len(searchable(engine)) == 30
        assert engine.problems() == ()
        away.rename(folder)
        engine.wait(engine.rescan(), 60)
        for number in range(30):
            assert best(engine, f"zz{number:03}qy") == f"note-{number:03}.txt"


# -- a permission that goes ----------------------------------------------------------------------


def lose_and_regain_permission(place: Path) -> None:
    """Runs without the powers of root."""
    folder = make_files(place / "papers", 6)
    inner = make_files(folder / "inner", 2)
    closed = folder / "note-003.txt"
    closed.chmod(0)
    with open_engine(place / "library") as engine:
        report = engine.wait(engine.add([folder]), 60)
        assert (report.outcome, report.counts.added, report.counts.failed) == ("done", 7, 1)
        (problem,) = engine.problems()
        assert (problem.path, problem.kind) == (closed, "unreadable")
        assert "permission" in problem.reason
        assert "permission" in problem.hint
        inner.chmod(0)
        assert engine.wait(engine.rescan(), 60).counts.removed == 0
        assert {item.path for item in engine.problems()} == {closed, inner}
        assert engine.status().files == 7
        closed.chmod(0o644)
        inner.chmod(0o755)
        assert engine.wait(engine.retry(), 60).counts.failed == 0
        assert engine.problems() == ()
        assert best(engine, "zz003qx") == "note-003.txt"


def give_up_powers() -> None:
    """Before a program starts: root reads like anybody else (capabilities(7))."""
    drop_from_bounding_set = 24  # PR_CAPBSET_DROP, prctl(2)
    for power in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(drop_from_bounding_set, power)


@pytest.mark.skipif(sys.platform != "linux", reason="needs POSIX permissions")
def test_a_permission_that_goes_and_comes_back(tmp_path):
    if os.geteuid() != 0:
        lose_and_regain_permission(tmp_path)
        return
    here = Path(__file__)
    code = (
        f"import sys; sys.path[:0] = [{str(here.parent)!r}, {str(here.parents[2])!r}]\n"
        f"from pathlib import Path; import {here.stem} as story\n"
        f"story.lose_and_regain_permission(Path({str(tmp_path)!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        preexec_fn=give_up_powers,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]


# -- a clock that jumps --------------------------------------------------------------------------


def test_a_clock_that_jumps(tmp_path, monkeypatch):
    folder = make_files(tmp_path / "papers", 12)
    year = 365.2425 * 86400
    for path, seconds in zip(
        sorted(folder.iterdir()), (0, 1, -86400, -60 * year, 136 * year, 400 * year), strict=False
    ):
        try:
            os.utime(path, ns=(0, int(seconds) * 10**9))
        except OverflowError:
            continue  # this file system cannot keep such a date
    real, jumps = time.time, iter(range(10**9))

    def jumping() -> float:
        return real() + (-1) ** next(jumps) * 20 * year

    monkeypatch.setattr(time, "time", jumping)
    with open_engine(tmp_path / "library") as engine:
        read = note_what_is_read(engine)
        report = engine.wait(engine.add([folder]), 60)
        assert (report.outcome, report.counts.added, report.counts.failed) == ("done", 12, 0)
        assert 0 <= report.seconds < 60
        assert sorted(read) == sorted(folder.iterdir())
        for _ in range(2):
            again = engine.wait(engine.rescan(), 60)
            assert (again.counts.unchanged, again.counts.embedded) == (12, 0)
        assert len(read) == 12
        check_all_found(engine, 12)
        assert engine.status().sources[0].state == "current"


# -- a file that changes under the reader --------------------------------------------------------


def test_a_file_that_changes_while_it_is_read_ends_with_its_last_content(tmp_path, monkeypatch):
    command = [sys.executable, str(Path(__file__).parent.parent / "fakes" / "odd_reader.py")]
    monkeypatch.setattr(reader_process, "child_command", lambda name: command)
    folder = make_files(tmp_path / "papers", 3)
    target = folder / "growing-log.txt"
    target.write_text("The first line of a log.\n")
    with open_engine(tmp_path / "library") as engine:
        read = note_what_is_read(engine)
        report = engine.wait(engine.add([folder]), 120)
        assert read.count(target) == 2
        assert (report.outcome, report.counts.added, report.counts.failed) == ("done", 4, 0)
        assert engine.problems() == ()
        assert best(engine, "qzend") == target.name
        assert engine.wait(engine.rescan(), 60).counts.unchanged == 4
