"""The main job through the real window: drop a folder, wait, type, choose, see the page marked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from fakes.person import WAIT_MS, search, start_program
from fakes.shown import LEASE, write_pdf, write_picture
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.core import JobReport
from docmind.ui.main_window import MainWindow

pytestmark = pytest.mark.e2e


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five readable files of five types, a broken one, and one whose name is not UTF-8."""
    made = tmp_path / "Contracts"
    (made / "notes").mkdir(parents=True)
    write_pdf(made / "lease_harbour_12.pdf", LEASE, 3)
    write_picture(made / "harbour_evening.png")
    (made / "notes" / "bees.txt").write_text(
        "Bees dance to tell the hive where nectar is.\nThe waggle dance points at the sun.\n"
    )
    (made / "notes" / "bread.md").write_text(
        "# Bread\n\nLet the dough rest overnight.\n\n## Oven\n\nBake it at 230 degrees.\n"
    )
    (made / "notes" / "ship.html").write_text(
        "<html><title>Ships</title><body><p>A schooner carries two masts.</p></body></html>"
    )
    (made / "broken.pdf").write_bytes(b"%PDF-1.4\nthis is no longer a document")
    name = os.fsdecode(b"caf\xe9.txt")
    (made / name).write_text("Espresso is brewed under pressure.\n")
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window of the program with an engine process of its own."""
    window = start_program(qtbot, tmp_path)
    yield window
    window.close()


def drop(window: MainWindow, paths: list[Path]) -> None:
    """Drag the paths over the window and let go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(300, 300).toPoint(), action, mime, button, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert "1 folder" in window.overlay.said
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), action, mime, button, none))
    assert window.overlay.said == ""


def read(qtbot: QtBot, window: MainWindow, folder: Path) -> JobReport:
    """Drop a folder and wait until it is read."""
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS) as finished:
        drop(window, [folder])
    report = finished.args[0]
    assert isinstance(report, JobReport)
    return report


def test_drop_search_see_the_page(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    assert window.pages.currentWidget() is window.empty
    report = read(qtbot, window, folder)
    assert report.outcome == "done"
    assert report.counts.added == 6, report
    assert report.counts.failed == 1
    qtbot.waitUntil(lambda: window.sidebar.model.rowCount() == 1, timeout=WAIT_MS)
    assert window.sidebar.model.sources[0].path == folder

    search(qtbot, window, "tenant terminate notice", "lease_harbour_12.pdf")
    canvas = window.preview.canvas
    qtbot.waitUntil(lambda: canvas.drawn is not None and bool(canvas.drawn.words), timeout=WAIT_MS)
    assert canvas.drawn is not None
    assert canvas.isVisible()
    assert canvas.drawn.pages == 3
    assert canvas.drawn.passage, "the passage is not marked on the page"
    assert canvas.drawn.words, "no word is marked on the page"
    for box in (*canvas.drawn.passage, *canvas.drawn.words):
        assert box.left() >= 0 and box.right() <= 1 and box.top() >= 0 and box.bottom() <= 1

    search(qtbot, window, "waggle dance", "bees.txt")
    text = window.preview.text
    qtbot.waitUntil(lambda: text.isVisible() and "waggle" in text.toPlainText(), timeout=WAIT_MS)
    marked = {selection.cursor.selectedText() for selection in text.extraSelections()}
    assert {"waggle", "dance"} <= marked

    search(qtbot, window, "harbour evening kind:image", "harbour_evening.png")
    qtbot.waitUntil(
        lambda: canvas.drawn is not None and canvas.drawn.wanted.page is None, timeout=WAIT_MS
    )


def test_meaning_finds_what_no_word_says(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    read(qtbot, window, folder)
    search(qtbot, window, "insects communicating about food", "bees.txt")
    hit = window.results.current()
    assert hit is not None
    assert "meaning" in {reason.label for reason in hit.why}


def test_name_that_is_not_utf8(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    read(qtbot, window, folder)
    search(qtbot, window, "espresso pressure", os.fsdecode(b"caf\xe9.txt"))
    qtbot.waitUntil(lambda: "Espresso" in window.preview.stage.said, timeout=WAIT_MS)


def test_engine_that_is_killed_comes_back(
    qtbot: QtBot, window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    read(qtbot, window, folder)
    library = str(tmp_path / "library")
    engines = [
        process
        for process in psutil.process_iter(["cmdline"])
        if library in (process.info["cmdline"] or []) and "engine" in process.info["cmdline"]
    ]
    assert len(engines) == 1
    with qtbot.waitSignals(
        [window.bridge.engine_lost, window.bridge.engine_restored], timeout=WAIT_MS, order="strict"
    ):
        engines[0].kill()
    assert "is back" in window.banner.said
    search(qtbot, window, "waggle dance", "bees.txt")


def test_problem_is_listed_with_reason(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    read(qtbot, window, folder)
    window.actions_table["problems"].trigger()
    qtbot.waitUntil(lambda: window.problems.model.rowCount() == 2, timeout=WAIT_MS)
    problem = window.problems.model.problems[0]
    assert problem.path.name == "broken.pdf"
    assert problem.reason and problem.hint


def test_results_follow_the_index_while_a_query_stands(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    read(qtbot, window, folder)
    search(qtbot, window, "schooner", "ship.html")
    more = folder.parent / "More"
    more.mkdir()
    (more / "schooner.txt").write_text("A schooner schooner schooner.\n")
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        window.add_paths([more])
    qtbot.waitUntil(lambda: window.results.model.rowCount() == 2, timeout=WAIT_MS)
