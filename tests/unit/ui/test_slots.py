"""No call out of Qt holds the window for long in a session of ordinary work."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.person import type_text
from fakes.shown_kinds import kinds_engine
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.ui.main_window import MainWindow

pytest.importorskip("resource", reason="processor time of a thread is not told here")
from slots import SlotWatch

GENEROUS_MS = 250.0  # of processor time; tests/perf/window_latency.py measures against 5
SHEETS = ("problems", "models", "settings", "privacy", "about", "exclude")


def test_a_session_of_ordinary_work_holds_the_window_nowhere(
    qtbot: QtBot, tmp_path: Path, make_window: Callable[[FakeEngine], MainWindow]
) -> None:
    window = make_window(kinds_engine(tmp_path))
    watch = SlotWatch(GENEROUS_MS)
    with watch.watching():
        type_text(qtbot, window, "tenant lease early")
        for _ in range(window.results.model.rowCount()):
            QTest.keyClick(window.field.edit, Qt.Key.Key_Down)
            qtbot.waitUntil(lambda: not window.results._rest.isActive())
        for name in SHEETS:
            window.actions_table[name].trigger()
            qtbot.waitUntil(lambda name=name: window.sheets.current is window.sheets[name])
            window.sheets.leave()
    assert watch.count > 100
    assert [str(one) for one in watch.slow if not one.waited] == []


def test_a_slot_that_works_or_waits_too_long_is_told(qtbot: QtBot) -> None:
    def busy() -> None:
        end = time.thread_time() + 0.02
        while time.thread_time() < end:
            pass

    watch = SlotWatch(10.0, package=__name__)
    done: list[object] = []
    with watch.watching():
        for run in (busy, lambda: time.sleep(0.06), lambda: done.append(1)):
            QTimer.singleShot(0, run)
        qtbot.waitUntil(lambda: bool(done))
    worked, waited = watch.slow
    assert worked.name.endswith("busy") and worked.cpu_ms >= 10 and not worked.waited
    assert waited.wall_ms >= 60 and waited.cpu_ms < 10 and waited.waited
