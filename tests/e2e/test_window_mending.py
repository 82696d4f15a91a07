"""Passwords, archives and excludes through the real window and its engine process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.person import WAIT_MS, search, start_program
from fakes.zip_files import locked, plain
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.ui.library.problem_buttons import RowButtons
from docmind.ui.library.problem_rows import Role
from docmind.ui.main_window import MainWindow

pytestmark = pytest.mark.e2e


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive, a locked archive and a log."""
    made = tmp_path / "Papers"
    made.mkdir()
    plain(made / "open.zip", {"reports/plan.txt": b"The schooner sails at dawn.\n"})
    locked(made / "shut.zip", {"secret.txt": b"The walrus hides the treasure.\n"}, "pearl")
    (made / "server.log").write_text("The lighthouse blinked twice.\n")
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[MainWindow]:
    """The window over a library that holds the folder."""
    window = start_program(qtbot, tmp_path)
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        window.add_paths([folder])
    yield window
    window.close()


def test_result_inside_an_archive_is_shown(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    search(qtbot, window, "schooner dawn", "plan.txt")
    hit = window.results.current()
    assert hit is not None and hit.container == folder / "open.zip"
    qtbot.waitUntil(lambda: "schooner" in window.preview.stage.said, timeout=WAIT_MS)
    assert window.preview.header.open.toolTip() == "Open open.zip, which holds this file"


def give(window: MainWindow, password: str) -> None:
    panel = window.problems
    row = panel.model.row_of(panel.model.problems[0].path)
    assert row is not None
    panel.view.setCurrentIndex(panel.model.index(row))
    buttons = panel.view.indexWidget(panel.model.index(row))
    assert isinstance(buttons, RowButtons)
    buttons.act.click()
    assert buttons.password is not None
    QTest.keyClicks(buttons.password, password)
    QTest.keyClick(buttons.password, Qt.Key.Key_Return)


def test_password_opens_a_file_after_a_wrong_one(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_table["problems"].trigger()
    panel = window.problems
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2, timeout=WAIT_MS)
    assert panel.model.problems[0].kind == "password"

    give(window, "oyster")

    def refused() -> None:
        row = panel.model.row_of(panel.model.problems[0].path) if panel.model.problems else None
        assert row is not None
        assert "did not open" in panel.model.index(row).data(Role.ABOUT)

    qtbot.waitUntil(refused, timeout=WAIT_MS)
    give(window, "pearl")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0, timeout=WAIT_MS)
    window.actions_table["problems"].trigger()
    search(qtbot, window, "walrus treasure", "secret.txt")


def test_saved_excludes_hold_at_once(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    search(qtbot, window, "lighthouse", "server.log")
    window.actions_table["exclude"].trigger()
    sheet = window.exclude
    sheet.edit.setPlainText("*.log")
    qtbot.waitUntil(lambda: "1 file" in sheet._verdict.text(), timeout=WAIT_MS)
    assert sheet._examples[0].whole == str(folder / "server.log")
    with qtbot.waitSignal(window.bridge.settings_saved, timeout=WAIT_MS) as saved:
        sheet.save.click()
    assert saved.args == [True]
    sheet._close.click()
    qtbot.waitUntil(
        lambda: all(hit.path.name != "server.log" for hit in window.results.model.hits),
        timeout=WAIT_MS,
    )
