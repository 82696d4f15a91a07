"""The guards of the window's tests do guard: leaks are found, warnings of Qt fail a test."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import leaks
import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

WARNS = """
import pytest
from PySide6.QtCore import qWarning

@pytest.fixture
def late(qapp):
    yield
    qWarning("a warning at the end")

def test_at_once(qapp):
    qWarning("a warning at once")

def test_at_the_end(late):
    pass
"""
CONFTEST = """
import sys
sys.path[:0] = [{tests!r}]
from unit.ui.conftest import pytest_runtest_teardown
"""


def _thread(stack: ExitStack) -> None:
    end = threading.Event()
    one = threading.Thread(target=end.wait, name="forgotten")
    one.start()
    stack.callback(one.join)
    stack.callback(end.set)


def _timer(stack: ExitStack) -> None:
    timer = QTimer()
    timer.start(60_000)
    stack.callback(timer.stop)


def _window(stack: ExitStack) -> None:
    stack.callback(QWidget().deleteLater)


def _child(stack: ExitStack) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    stack.callback(child.communicate)


def _server(stack: ExitStack) -> None:
    server = QLocalServer()
    assert server.listen(f"docmind-test-{os.getpid()}")
    stack.callback(server.close)


def _socket(stack: ExitStack) -> None:
    one = stack.enter_context(socket.socket(socket.AF_UNIX))
    one.bind(f"\0docmind-test-{os.getpid()}")
    one.listen()


def _qt_thread(stack: ExitStack) -> None:
    thread = QThread()
    thread.start()
    stack.callback(thread.wait)
    stack.callback(thread.quit)


LEAKS = [
    (_thread, "thread 'forgotten'"), (_timer, "QTimer"), (_window, "window QWidget"),
    (_child, "process "), (_server, "local server"), (_qt_thread, "QThread"),
]  # fmt: skip
if sys.platform == "linux":
    LEAKS.append((_socket, "listening socket"))


@pytest.mark.parametrize(("leave", "said"), LEAKS, ids=[said.split()[-1] for _, said in LEAKS])
def test_what_is_left_behind_is_found(
    qtbot: QtBot, leave: Callable[[ExitStack], None], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaks, "PATIENCE_SECONDS", 0.05)
    with (
        ExitStack() as stack,
        pytest.raises(AssertionError, match=re.escape(said)),
        leaks.nothing_is_left(),
    ):
        leave(stack)


def test_what_was_there_before_is_no_leak(qtbot: QtBot) -> None:
    with ExitStack() as stack:
        for leave, _ in LEAKS:
            leave(stack)
        with leaks.nothing_is_left():
            pass


def test_a_warning_of_qt_fails_a_test(tmp_path: Path, repository: Path) -> None:
    (tmp_path / "test_warns.py").write_text(WARNS)
    (tmp_path / "conftest.py").write_text(CONFTEST.format(tests=str(repository / "tests")))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", repository / "pyproject.toml", "--rootdir", tmp_path,
         "-p", "no:cacheprovider", tmp_path],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert re.search(r"1 failed, 1 passed, 1 error", done.stdout), done.stdout + done.stderr


def test_nothing_gets_round_it(pytestconfig: pytest.Config, repository: Path) -> None:
    assert pytestconfig.getini("qt_log_level_fail") == "WARNING"
    (ignored,) = pytestconfig.getini("qt_log_ignore")
    assert ignored.startswith("This plugin does not support (")  # what the offscreen platform lacks
    assert pytestconfig.getoption("qt_log")
    ways = re.compile(r"no_qt_log|mark\.qt_log|disable_qt_log|disabled\(\)|qInstallMessageHandler")
    found = {
        str(path.relative_to(repository))
        for folder in ("docmind", "tests")
        for path in (repository / folder).rglob("*.py")
        if ways.search(path.read_text(encoding="utf-8"))
    }
    here = str(Path(__file__).relative_to(repository))
    log = "docmind/ui/crash/watch.py"  # the running program's own log, put aside in tests
    tray = "tests/unit/ui/test_tray.py"  # one more thing that the offscreen platform lacks
    assert found - {here, "tests/leaks.py", log, tray} == set()
