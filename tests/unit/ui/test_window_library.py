"""The window as a person uses it: adding, the library, trouble."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from fakes.engine import FakeEngine
from fakes.person import queries, type_text
from fakes.small import SOURCES
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from docmind.core import (
    ChildRestarted,
    DocMindError,
    EngineLost,
    EngineRestored,
    JobFinished,
    JobProgressed,
    JobReport,
    JobStarted,
    Notice,
    Problem,
    Progress,
)
from docmind.ui.main_window import MainWindow

MakeWindow = Callable[[FakeEngine], MainWindow]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


# ---- adding ------------------------------------------------------------------------------------


def test_drop_adds_and_the_overlay_says_so_first(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    name = tmp_path / "a b#c%20.txt"
    name.write_text("x")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl.fromLocalFile(str(name))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        window, QDragEnterEvent(QPointF(9, 9).toPoint(), action, mime, button, none)
    )
    assert window.overlay.said == "Drop to add 1 folder and 1 file"
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), action, mime, button, none))
    assert window.overlay.said == ""
    qtbot.waitUntil(lambda: engine.asked("add") == [(tmp_path, name)])


def test_text_that_is_dragged_is_not_taken(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("hello")
    event = QDragEnterEvent(
        QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(window, event)
    assert window.overlay.said == ""


def test_pasted_files_are_added_and_pasted_text_is_typed(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/docs/More")])
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keySequence(window.field.edit, QKeySequence(QKeySequence.StandardKey.Paste))
    qtbot.waitUntil(lambda: engine.asked("add") == [(Path("/docs/More"),)])
    assert window.field.edit.text() == ""
    QGuiApplication.clipboard().setText("typed")
    QTest.keySequence(window.field.edit, QKeySequence(QKeySequence.StandardKey.Paste))
    assert window.field.edit.text() == "typed"


def test_empty_library_offers_the_samples(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = FakeEngine()
    window = make_window(engine)
    assert window.pages.currentWidget() is window.empty
    window.empty.card.samples_pressed.emit()
    qtbot.waitUntil(lambda: bool(engine.asked("add")))
    (paths,) = engine.asked("add")
    assert [path.name for path in paths] == ["samples"]  # type: ignore[attr-defined]


# ---- library -----------------------------------------------------------------------------------


def test_removing_asks_first(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    window.wiring.library.confirm_removal(SOURCES[0])
    box = window.findChild(QMessageBox)
    assert box is not None and "1,204 files" in box.informativeText()
    buttons = {button.text(): button for button in box.buttons()}
    buttons["Keep"].click()
    assert engine.asked("remove") == []
    window.wiring.library.confirm_removal(SOURCES[0])
    box = window.findChildren(QMessageBox)[-1]
    next(button for button in box.buttons() if button.text() == "Remove").click()
    qtbot.waitUntil(lambda: engine.asked("remove") == [SOURCES[0].path])


def test_job_is_shown_paused_and_finished(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    strip = window.strip
    progress = Progress(1, "reading", 30, 200, "a.txt", 18.2, 118.0)
    engine.jobs = (progress,)
    engine.publish(JobStarted(1, "Reading Photos"))
    engine.publish(JobProgressed(progress))
    qtbot.waitUntil(lambda: strip._left.whole == "Reading Photos — 30 of 200 files")
    assert strip._rate.text() == "18 files/s · 2 min left"
    engine.publish(JobProgressed(replace(progress, done=31, rate=0.4)))
    qtbot.waitUntil(lambda: strip._rate.text() == "1 file/s · 2 min left")
    strip._pause.click()
    qtbot.waitUntil(lambda: bool(engine.asked("pause")))
    assert strip._pause.text() == "Resume"
    strip._pause.click()
    qtbot.waitUntil(lambda: bool(engine.asked("resume")))
    engine.jobs = ()
    engine.publish(JobFinished(JobReport(1, "done")))
    qtbot.waitUntil(lambda: "Up to date" in strip._left.whole)
    assert strip._bar.isHidden()


def test_problems_are_listed_and_retried(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    engine.known_problems = (
        Problem(Path("/d/a.pdf"), "password", "It has a password.", "Remove it.", ""),
        Problem(Path("/d/b.pdf"), "damaged", "It is damaged.", "Save it anew.", ""),
    )
    window.actions_table["problems"].trigger()
    panel = window.problems
    qtbot.waitUntil(lambda: panel.model.rowCount() == 4)
    assert window.pages.currentWidget() is panel
    panel.view.setCurrentIndex(panel.model.index(3))
    QTest.keyClick(panel.view, Key.Key_Return)
    qtbot.waitUntil(lambda: engine.asked("retry") == [(Path("/d/b.pdf"),)])
    QTest.keyClick(window, Key.Key_Escape)
    assert window.pages.currentWidget() is window.idle


# ---- trouble -----------------------------------------------------------------------------------


def test_lost_engine_is_said_and_taken_back(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "lease")
    before = len(queries(engine))
    engine.publish(EngineLost("It ran out of memory."))
    qtbot.waitUntil(lambda: "ran out of memory" in window.banner.said)
    engine.publish(EngineRestored())
    qtbot.waitUntil(lambda: "is back" in window.banner.said)
    qtbot.waitUntil(lambda: len(queries(engine)) > before)


def test_an_engine_that_cannot_be_started_again_is_tried_again_when_asked(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "lease")
    engine.publish(EngineLost("It crashed."))
    engine.publish(EngineLost("The search engine could not be started", given_up=True))
    qtbot.waitUntil(lambda: "could not be started" in window.banner.said)
    assert "being started" not in window.banner.said
    qtbot.waitUntil(lambda: engine.closed)
    before = len(queries(engine))
    with qtbot.waitSignal(window.bridge.opened):
        window.banner.pressed.emit("open")
    assert window.banner.said == ""
    qtbot.waitUntil(lambda: len(queries(engine)) > before)


def test_notices_and_restarts_are_said(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    engine.publish(Notice("warning", "The disk is nearly full."))
    qtbot.waitUntil(lambda: "nearly full" in window.banner.said)
    engine.publish(ChildRestarted("model worker", "It crashed."))
    qtbot.waitUntil(lambda: "model worker" in window.banner.said)


def test_failed_call_is_said(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    engine.failures["add"] = DocMindError("There is no such folder", path=Path("/gone"))
    window.add_paths([Path("/gone")])
    qtbot.waitUntil(lambda: "no such folder" in window.banner.said)
    assert "/gone" in window.banner.said


def test_typing_is_not_held_up_by_a_slow_engine(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    gate = threading.Event()
    for name in ("search l", "search le", "status", "problems", "page_text"):
        engine.gates[name] = gate
    window.bridge.refresh()
    QTest.keyClicks(window.field.edit, "le")
    QTest.keyClick(window.field.edit, Key.Key_Escape)
    assert window.field.edit.text() == ""
    gate.set()
    assert window.pages.currentWidget() is window.idle
