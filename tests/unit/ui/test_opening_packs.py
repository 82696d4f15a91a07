"""Packs of models that are opened with the program, dropped or chosen: asked about, never read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from docmind.core import JobProgressed, Progress
from docmind.ui import app
from docmind.ui.instance import Start
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    made = tmp_path / "bge-m3.docmind-models"
    made.write_bytes(b"PK")
    return made


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    made = tmp_path / "cuda.docmind-runtime"
    made.write_bytes(b"PK")
    return made


def questions(window: MainWindow) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def answer(box: QMessageBox, text: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == text).click()


def test_a_pack_is_asked_about_once_then_imported(
    window: MainWindow, engine: FakeEngine, pack: Path, qtbot: QtBot
) -> None:
    app.obey(window, Start((pack,)), come=True)
    (box,) = questions(window)
    assert box.text() == "Import this model pack?"
    assert "bge-m3.docmind-models" in box.informativeText()
    assert engine.asked("import_model") == []
    with qtbot.waitSignal(window.bridge.model_job_began) as began:
        answer(box, "Import")
    assert engine.asked("import_model") == [pack]
    assert engine.asked("add") == []
    assert window.sheets.current is window.models
    engine.publish(JobProgressed(Progress(began.args[1], "checking", 10**9, 2 * 10**9, "x")))
    qtbot.waitUntil(lambda: "Importing bge-m3.docmind-models" in window.models.arrival.said)
    window.models.arrival.buttons["cancel"].click()
    qtbot.waitUntil(lambda: engine.asked("cancel") == [began.args[1]])


def test_declined_nothing_happens(window: MainWindow, engine: FakeEngine, pack: Path) -> None:
    window.add_paths([pack])
    answer(questions(window)[0], "Not now")
    assert window.sheets.current is None
    assert engine.asked("import_model") == engine.asked("add") == []


def test_several_are_one_question_and_documents_are_added(
    window: MainWindow, engine: FakeEngine, pack: Path, runtime: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "named.docmind-models"
    folder.mkdir()
    window.add_paths([pack, folder, runtime, pack])
    qtbot.waitUntil(lambda: engine.asked("add") == [(folder,)])
    (box,) = questions(window)
    assert box.text() == "Import these 2 model packs?"
    assert "know where it comes from" in box.informativeText()  # programs are in one of them
    with qtbot.waitSignal(window.bridge.runtime_job_began):
        answer(box, "Import")
    assert engine.asked("import_model") == [pack]
    assert engine.asked("import_runtime") == [runtime]


def test_a_hidden_window_comes_for_the_question(window: MainWindow, pack: Path) -> None:
    window.hide()
    app.obey(window, Start((pack,), background=True), come=True)
    assert window.isVisible()
    assert len(questions(window)) == 1


def test_a_pack_that_the_program_was_started_with_waits_for_the_engine(
    qtbot: QtBot, tmp_path: Path, pack: Path, engine: FakeEngine
) -> None:
    opened = threading.Event()

    def opener() -> FakeEngine:
        assert opened.wait(30)
        return engine

    window = app.create_window(Session(tmp_path / "window.ini"))
    app.furnish(window, opener)
    qtbot.addWidget(window)
    app.start(window, Start((pack,)))
    assert questions(window) == []
    with qtbot.waitSignal(window.bridge.opened):
        opened.set()
    assert len(questions(window)) == 1
    answer(questions(window)[0], "Import")
    qtbot.waitUntil(lambda: engine.asked("import_model") == [pack])
    window.leave()


def drop(window: MainWindow, *paths: Path) -> str:
    """Drop files on the window; what was said before they were let go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, copy, left = QPointF(700, 400), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    window.dragEnterEvent(QDragEnterEvent(at.toPoint(), copy, mime, left, none))
    said = window.overlay.said
    window.dropEvent(QDropEvent(at, copy, mime, left, none))
    return said


def test_the_overlay_says_what_dropping_packs_does(
    window: MainWindow, pack: Path, runtime: Path, tmp_path: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    assert drop(window, pack) == "Drop to import a model pack"
    answer(questions(window)[0], "Not now")
    assert drop(window, pack, runtime) == "Drop to import 2 model packs"
    answer(questions(window)[0], "Not now")
    assert drop(window, pack, tmp_path) == "Drop to add 1 folder"
    answer(questions(window)[0], "Not now")
    qtbot.waitUntil(lambda: engine.asked("add") == [(tmp_path,)])


def test_one_chosen_among_files_is_asked_about(window: MainWindow, pack: Path) -> None:
    window.actions_table["add_files"].trigger()
    dialog = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
    dialog.filesSelected.emit([str(pack)])
    dialog.close()
    assert len(questions(window)) == 1


def test_on_the_page_of_models_programs_are_still_asked_about(
    window: MainWindow, engine: FakeEngine, pack: Path, runtime: Path, qtbot: QtBot
) -> None:
    window.actions_table["models"].trigger()
    window.models.dropped.emit(pack)
    qtbot.waitUntil(lambda: engine.asked("import_model") == [pack])
    assert questions(window) == []
    window.models.dropped.emit(runtime)
    answer(questions(window)[0], "Import")
    qtbot.waitUntil(lambda: engine.asked("import_runtime") == [runtime])
