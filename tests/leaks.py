"""What a test may not leave behind: threads, timers, windows, child processes, open servers, and
warnings of Qt while it is taken down.

A look costs about a millisecond. Only when something is found that was not there before, time is
given to what is about to end, and the collector is run for what only waits for it.
"""

from __future__ import annotations

import gc
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_SECONDS = 5.0
ENGINE_SECONDS = 60.0  # an engine stays some seconds for another face, then ends its own children
LISTENS = 0x00010000  # the flag of a socket in /proc/net/unix that waits for connections
SETTLED = {"QTipLabel"}  # a tooltip of Qt that is kept for the next one

Kind = Callable[[], dict[Any, str]]
"""Gives what there is now: something that tells it from others, and words for people."""


def _application() -> QApplication | None:
    """The application, without making or importing anything of Qt."""
    if "PySide6.QtWidgets" not in sys.modules:
        return None
    from PySide6.QtWidgets import QApplication

    found = QApplication.instance()
    return found if isinstance(found, QApplication) else None


def threads() -> dict[Any, str]:
    """Threads of Python; not those that Qt made and Python only met, nor what waits for an engine
    process to end (``engines``)."""
    return {
        one: f"thread {one.name!r} ({getattr(one, '_target', None) or type(one).__name__})"
        for one in threading.enumerate()
        if one is not threading.main_thread()
        and not isinstance(one, threading._DummyThread)
        and one.name != "engine-reaper"
    }


def qt_work() -> dict[Any, str]:
    """Threads of Qt that run, and what its pool is busy with."""
    application = _application()
    if application is None:
        return {}
    from PySide6.QtCore import QThread, QThreadPool

    found: dict[Any, str] = {}
    for one in _wrapped(QThread):
        if one.isRunning() and one != application.thread():
            found[one] = f"QThread {one.objectName() or type(one).__name__}"
    busy = QThreadPool.globalInstance().activeThreadCount()
    found.update({("pool", number): "a task of QThreadPool" for number in range(busy)})
    return found


def windows() -> dict[Any, str]:
    """Top-level widgets, shown or not."""
    application = _application()
    if application is None:
        return {}
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {
        widget: f"window {_named(widget)}"
        for widget in application.topLevelWidgets()
        if widget.metaObject().className() not in SETTLED
    }


def timers() -> dict[Any, str]:
    """Timers that go on ticking, or will."""
    if _application() is None:
        return {}
    from PySide6.QtCore import QTimer

    return {
        timer: f"QTimer of {timer.parent()!r}, every {timer.interval()} ms"
        for timer in _wrapped(QTimer)
        if timer.isActive()
    }


def servers() -> dict[Any, str]:
    """Local servers that still listen."""
    found: dict[Any, str] = {}
    if "PySide6.QtNetwork" in sys.modules and _application() is not None:
        from PySide6.QtNetwork import QLocalServer

        for server in _wrapped(QLocalServer):
            if server.isListening():
                found[server] = f"local server {server.fullServerName()}"
    return {**found, **_listening_sockets()}


def children() -> dict[Any, str]:
    """Child processes but engines, which stay a moment for the next face (``engines``)."""
    return {pid: text for pid, text in _processes().items() if not _is_engine(text)}


def engines() -> dict[Any, str]:
    """Engine processes of this process."""
    return {pid: text for pid, text in _processes().items() if _is_engine(text)}


KINDS: tuple[Kind, ...] = (windows, timers, threads, qt_work, children, servers)


@contextmanager
def nothing_is_left(*, shared: bool = False) -> Iterator[None]:
    """Raises AssertionError when something is there at the end that was not at the beginning.

    ``shared``: a window that was there before stays, with its threads and timers; then only other
    windows are looked for.
    """
    kept = windows()
    kinds = KINDS if not (shared and kept) else (windows,)
    before = {kind: set(kind()) for kind in kinds}
    yield
    left = _left(before)
    if left:
        gc.collect()
        left = _wait(lambda: _left(before), PATIENCE_SECONDS)
    assert not left, "the test left behind:\n  " + "\n  ".join(left)


def no_engine_is_left() -> None:
    """Raises AssertionError when an engine does not end by itself."""
    left = _wait(lambda: list(engines().values()), ENGINE_SECONDS) if engines() else []
    assert not left, "engines that did not end:\n  " + "\n  ".join(left)


@contextmanager
def qt_is_content(ignored: Sequence[str]) -> Iterator[None]:
    """Raises AssertionError when Qt warns meanwhile of what no pattern of ``ignored`` is in.

    pytest-qt listens until a test has run, not while its windows are closed.
    """
    if _application() is None:
        yield
        return
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    heard: list[str] = []
    mild = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind not in mild and not any(re.search(pattern, text) for pattern in ignored):
            heard.append(f"{kind.name}: {text}")

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    assert not heard, "Qt warned while the test was taken down:\n  " + "\n  ".join(heard)


def _left(before: dict[Kind, set[Any]]) -> list[str]:
    return [
        text for kind, known in before.items() for one, text in kind().items() if one not in known
    ]


def _wait(look: Callable[[], list[str]], seconds: float) -> list[str]:
    """Give what ``look`` tells of time to end; returns what did not."""
    end = time.monotonic() + seconds
    while (left := look()) and time.monotonic() < end:
        application = _application()
        if application is not None:
            application.processEvents()
        time.sleep(0.01)
    return left


def _wrapped(kind: type[QTimer] | type[QThread] | type[Any]) -> list[Any]:
    """Every living object of a class of Qt that Python knows of."""
    from shiboken6 import Shiboken

    return [one for one in Shiboken.getAllValidWrappers() if isinstance(one, kind)]


def _named(widget: QWidget) -> str:
    title = widget.windowTitle() or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {title!r}"


def _processes() -> dict[int, str]:
    """Direct children that are no zombies, with their command lines."""
    found = {}
    for pid in _child_ids():
        try:
            process = psutil.Process(pid)
            if process.status() != psutil.STATUS_ZOMBIE:
                found[pid] = f"process {pid}: {' '.join(process.cmdline())}"
        except psutil.Error:
            continue
    return found


def _child_ids() -> list[int]:
    """Read where the kernel lists them; asking psutil means looking at every process there is."""
    try:
        tasks = list(Path("/proc/self/task").iterdir())
        return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
    except OSError:
        return [child.pid for child in psutil.Process().children()]


def _is_engine(text: str) -> bool:
    return "--child engine" in text


def _listening_sockets() -> dict[Any, str]:
    """Sockets of Python's own that wait for connections (Linux)."""
    inodes = set()
    try:
        for entry in os.scandir("/proc/self/fd"):
            match = re.fullmatch(r"socket:\[(\d+)\]", os.readlink(entry.path))  # noqa: PTH115
            if match:
                inodes.add(match.group(1))
    except OSError:
        pass
    if not inodes:
        return {}
    found = {}
    for line in Path("/proc/net/unix").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[6] in inodes and int(fields[3], 16) & LISTENS:
            found[f"socket {fields[6]}"] = f"listening socket {' '.join(fields[7:])}"
    return found
