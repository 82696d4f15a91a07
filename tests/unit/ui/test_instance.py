"""A second start hands over what it was asked for, whatever the first window is doing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from docmind.ui.instance import LARGEST_MESSAGE, TOKEN, OneWindow, Start

WAIT_MS = 60_000
ODD = os.fsdecode(b"caf\xe9.txt")
START = Start((Path("/tmp") / ODD,), "lease “Mietvertrag”", True, True)


@pytest.fixture
def first(tmp_path: Path) -> Iterator[OneWindow]:
    one = OneWindow(tmp_path)
    assert one.take()
    yield one
    one.release()


SECOND = """
import sys
from pathlib import Path
from docmind.ui.instance import OneWindow, Start

start = Start((Path(sys.argv[2]),), sys.argv[3], True, True)
print(OneWindow(Path(sys.argv[1])).settle(start, float(sys.argv[4])))
"""


class Second:
    """A second start: another process, because waiting for an answer holds the interpreter."""

    def __init__(self, library: Path, patience: float = 20.0) -> None:
        words = [str(library), str(START.paths[0]), START.query, str(patience)]
        self._process = subprocess.Popen(
            [sys.executable, "-c", SECOND, *words], stdout=subprocess.PIPE, text=True
        )

    def ended(self) -> bool:
        return self._process.poll() is not None

    @property
    def place(self) -> str:
        """What became of it."""
        return self._process.communicate(timeout=60)[0].strip()


def test_everything_arrives(qtbot: QtBot, first: OneWindow, tmp_path: Path) -> None:
    first.listen()
    with qtbot.waitSignal(first.called, timeout=WAIT_MS) as called:
        second = Second(tmp_path)
    assert called.args == [START]
    qtbot.waitUntil(second.ended, timeout=WAIT_MS)
    assert second.place == "handed over"
    assert OneWindow(tmp_path / "other").take()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no files stand for sockets")
def test_a_stranger_hears_nothing(
    first: OneWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first.listen()
    second = OneWindow(tmp_path)
    assert second._is_own_door()
    monkeypatch.setattr(os, "getuid", lambda: -2)
    assert not second.call(START)


def test_one_that_is_still_starting_is_waited_for(
    qtbot: QtBot, first: OneWindow, tmp_path: Path
) -> None:
    second = Second(tmp_path)
    qtbot.wait(500)  # whether it has called by now or not, it comes out the same
    with qtbot.waitSignal(first.called, timeout=WAIT_MS):
        first.listen()
    qtbot.waitUntil(second.ended, timeout=WAIT_MS)
    assert second.place == "handed over"


def test_one_that_is_closing_makes_room(first: OneWindow, tmp_path: Path) -> None:
    first.listen()
    second = Second(tmp_path)
    time.sleep(0.5)  # whether it has called by now or not, it comes out the same
    first.release()  # without having heard it
    assert second.place == "first"


def test_one_that_hangs_holds_nobody(first: OneWindow, tmp_path: Path) -> None:
    first.listen()  # and then runs no event loop
    second = Second(tmp_path, patience=0.3)
    assert second.place == "beside"


def test_nonsense_is_not_heard(qtbot: QtBot, first: OneWindow, tmp_path: Path) -> None:
    first.listen()
    heard: list[Start] = []
    first.called.connect(heard.append)
    server = first.findChild(QLocalServer)
    assert server is not None
    for words in (b"{}\n", b"[]\n", b"\xff\n", b"x" * (LARGEST_MESSAGE + 1)):
        socket = QLocalSocket()
        socket.connectToServer(server.serverName())
        assert socket.waitForConnected(5000)
        socket.write(words)
        qtbot.waitUntil(
            lambda socket=socket: (
                socket.bytesAvailable() > 0  # type: ignore[misc]
                or socket.state() == QLocalSocket.LocalSocketState.UnconnectedState
            )
        )
        socket.abort()
    assert heard == []


def test_the_right_to_come_forward_is_passed_on(
    qtbot: QtBot, first: OneWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first.listen()
    monkeypatch.setenv(TOKEN, "of the second")
    with qtbot.waitSignal(first.called, timeout=WAIT_MS):
        second = Second(tmp_path)
        monkeypatch.setenv(TOKEN, "of the first")
    qtbot.waitUntil(second.ended, timeout=WAIT_MS)
    assert second.place == "handed over"
    assert os.environ[TOKEN] == "of the second"
