"""Files inside files through real reading processes: one bad member costs that member."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from fakes import zip_files
from fakes.inside import refusals, texts
from fakes.waiting import until

from docmind.core.extract import reader_process
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.pool import ExtractionPool

ODD_READER = Path(__file__).parent.parent / "fakes" / "odd_members.py"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where reading processes get their folders for unpacked members."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def restarts() -> list[str]:
    return []


@pytest.fixture
def pool(
    tmp_path: Path, scratch: Path, restarts: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[ExtractionPool]:
    command = [sys.executable, str(ODD_READER)]
    monkeypatch.setattr(reader_process, "child_command", lambda name: command)
    made = ExtractionPool(
        1, ExtractionLimits(seconds=1.5), tmp_path / "reader.log", restarts.append
    )
    yield made
    made.close()


def test_a_member_that_hangs_costs_itself(pool, tmp_path, restarts):
    members = {"a.txt": b"first", "hang-1.txt": b"never", "z.txt": b"last"}
    document = pool.submit(zip_files.plain(tmp_path / "a.zip", members)).result(60)
    assert texts(document) == {"a.txt": "first", "z.txt": "last"}
    assert refusals(document) == {"hang-1.txt": "timed_out"}
    assert [member.name for member in document.members] == ["a.txt", "hang-1.txt", "z.txt"]
    assert restarts == []


def test_a_member_that_kills_the_process_twice_costs_itself(pool, tmp_path, restarts):
    members = {"a.txt": b"first", "segfault-1.txt": b"never", "z.txt": b"last"}
    document = pool.submit(zip_files.plain(tmp_path / "a.zip", members)).result(60)
    assert texts(document) == {"a.txt": "first", "z.txt": "last"}
    assert refusals(document) == {"segfault-1.txt": "crashed"}
    assert restarts == ["signal 11", "signal 11"]


def test_a_member_that_eats_memory_costs_itself(pool, tmp_path):
    limits = ExtractionLimits(seconds=20, memory_bytes=200 << 20)
    members = {"a.txt": b"first", "hoard-1.txt": b"never", "z.txt": b"last"}
    document = pool.submit(zip_files.plain(tmp_path / "a.zip", members), limits).result(60)
    assert texts(document) == {"a.txt": "first", "z.txt": "last"}
    assert refusals(document) == {"hoard-1.txt": "out_of_memory"}


def test_a_bad_member_deep_inside_costs_itself(pool, tmp_path):
    inner = zip_files.plain(tmp_path / "i", {"x.txt": b"deep", "hang-2.txt": b"", "y.txt": b"too"})
    mail = b"Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nbody\n--b\n"
    mail += b"Content-Type: application/zip; name=i.zip\nContent-Transfer-Encoding: 8bit\n\n"
    (tmp_path / "a.eml").write_bytes(mail + inner.read_bytes() + b"\n--b--")
    document = pool.submit(tmp_path / "a.eml").result(60)
    found = texts(document)
    assert (found["i.zip/x.txt"], found["i.zip/y.txt"]) == ("deep", "too")
    assert refusals(document) == {"i.zip/hang-2.txt": "timed_out"}


def test_many_slow_members_have_their_time_each(pool, tmp_path):
    members = {f"slow-{number}.txt": b"words" for number in range(4)}
    document = pool.submit(zip_files.plain(tmp_path / "a.zip", members)).result(60)
    assert len(texts(document)) == 4


def test_unpacked_members_are_gone_after_a_kill_and_after_closing(pool, tmp_path, scratch):
    started = tmp_path / "hang-3.started"
    members = {"a.txt": b"first", "hang-3.txt": str(started).encode()}
    path = zip_files.plain(tmp_path / "a.zip", members)
    running = pool.submit(path, ExtractionLimits(seconds=60))
    until(started.exists)
    assert any(scratch.rglob("member-*/hang-3.txt"))
    started.unlink()
    (child,) = pool.child_pids()
    os.kill(child, signal.SIGKILL)
    until(started.exists)  # it is tried again, in a folder of its own
    assert len(list(scratch.rglob("hang-3.txt"))) == 1
    pool.close()
    with pytest.raises(CancelledError):
        running.result(0)
    assert list(scratch.iterdir()) == []
