"""What child processes and their parents share."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from docmind.core import children
from docmind.core.children import (
    Deadline,
    receive_frame,
    roll_log,
    send_frame,
    start_child,
)

CHILD = """
import queue, sys
from docmind.core import children
stream, replies = children.take_standard_input(), children.take_standard_output()
children.ignore_interrupts()
children.limit_address_space(64 << 20)
print("what a library says")
assert sys.stdin.read() == ""
requests = queue.SimpleQueue()
children.listen(stream, lambda pipe: children.receive_frame(pipe, 99), requests)
while True:
    try:
        children.send_frame(replies, bytes(int(requests.get())))
    except MemoryError:
        children.send_frame(replies, b"too much")
"""


def started(log: Path | None) -> subprocess.Popen[bytes]:
    return start_child([sys.executable, "-c", CHILD], log)


def ask(child: subprocess.Popen[bytes], size: int) -> bytes | None:
    assert child.stdin is not None and child.stdout is not None
    send_frame(child.stdin, str(size).encode())  # type: ignore[arg-type]
    return receive_frame(child.stdout, 99)  # type: ignore[arg-type]


def test_a_child_keeps_its_pipes_to_itself_and_ends_with_them(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "child.log"
    with started(log) as child:
        assert ask(child, 3) == b"\0\0\0"
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(30) == 0
    assert log.read_text() == "what a library says\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the system has no such limit")
def test_a_huge_allocation_fails_at_once() -> None:
    with started(None) as child:
        assert ask(child, 128 << 20) == b"too much"
        assert ask(child, 1) == b"\0"
        child.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="the system has no such order")
def test_a_child_without_its_parent_ends_at_once() -> None:
    gone = "from docmind.core.children import die_with_parent; die_with_parent(1 << 30); print(1)"
    done = subprocess.run([sys.executable, "-c", gone], capture_output=True, check=True)
    assert done.stdout == b""


def test_time_that_is_up() -> None:
    expired = threading.Event()
    with Deadline(0.01, expired.set) as deadline:
        assert expired.wait(10)
    assert deadline.has_expired


def test_time_that_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    expired = threading.Event()
    deadline = Deadline(10.0, expired.set)
    deadline.renew()
    now[0] = 9.0
    deadline.renew()
    now[0] = 18.0
    assert deadline._ends - now[0] == 1.0
    now[0] = 19.0
    deadline._watch()
    assert expired.is_set()


def test_nothing_expires_after_the_block() -> None:
    expired = threading.Event()
    deadline = Deadline(0.0, expired.set)
    deadline.__exit__()
    deadline._watch()  # too late, but the block is over
    assert not deadline.has_expired
    assert not expired.is_set()


def test_frames() -> None:
    stream = io.BytesIO()
    send_frame(stream, b"one")
    send_frame(stream, b"")
    stream.seek(0)
    assert [receive_frame(stream, 3), receive_frame(stream, 3)] == [b"one", b""]
    assert receive_frame(stream, 3) is None


@pytest.mark.parametrize("sent", [b"", b"\0\0", b"\0" * 7 + b"\4four", b"\0" * 7 + b"\3tw"])
def test_what_is_no_frame(sent: bytes) -> None:
    assert receive_frame(io.BytesIO(sent), 3) is None


def test_a_long_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_LOG_BYTES", 5)
    log = tmp_path / "a" / "child.log"
    roll_log(log)
    log.write_text("short")
    roll_log(log)
    assert [path.name for path in log.parent.iterdir()] == ["child.log"]
    log.write_text("longer")
    roll_log(log)
    assert [path.name for path in log.parent.iterdir()] == ["child.log.1"]
