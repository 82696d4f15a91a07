"""Searches that are kept, through the real window, its engine process and the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.person import WAIT_MS, start_program, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from docmind import cli
from docmind.core import load_settings
from docmind.ui.main_window import MainWindow

pytestmark = pytest.mark.e2e
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window of the program with an engine process and a settings file of its own."""
    monkeypatch.setenv("DOCMIND_CONFIG_FILE", str(tmp_path / "settings.toml"))
    window = start_program(qtbot, tmp_path)
    yield window
    window.close()


def asked(library: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The history as the command line lists it, from the engine that the window uses."""
    capsys.readouterr()
    arguments = ["history", "--json", "--library", str(library)]
    assert cli.main(arguments, lambda _library, _paths: 1) == 0
    return [one["text"] for one in json.loads(capsys.readouterr().out)]


def act_on(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Search and press Enter."""
    window.field.edit.clear()
    type_text(qtbot, window, text)
    QTest.keyClick(window.field.edit, Key.Key_Return)


def test_searches_are_kept_offered_switched_off_and_erased(
    qtbot: QtBot, window: MainWindow, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "lantern in the harbour"
    act_on(qtbot, window, secret)
    qtbot.waitUntil(lambda: len(window.history._searches.history) == 1, timeout=WAIT_MS)
    assert asked(library, capsys) == [secret]

    QTest.keyClick(window, Key.Key_D, CTRL)
    QTest.keyClicks(window.saved.name, "Light")
    QTest.keyClick(window.saved.name, Key.Key_Return)
    qtbot.waitUntil(lambda: window.saved.model.rowCount() == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.saved.naming, timeout=WAIT_MS)

    # what is asked in a terminal is offered in the window
    words = ["search", "bees", "--mode", "words", "--library", str(library)]
    assert cli.main(words, lambda _library, _paths: 1) == 0
    qtbot.waitUntil(lambda: len(window.history._searches.history) == 2, timeout=WAIT_MS)
    window.field.edit.clear()
    QTest.keyClick(window.field.edit, Key.Key_Down)
    assert [one.title for one in window.history.model.entries][1:3] == ["bees", secret]
    QTest.keyClick(window.history.view, Key.Key_Escape)

    with qtbot.waitSignal(window.bridge.settings_saved, timeout=WAIT_MS) as saved:
        window.actions_table["keep_history"].trigger()
    assert saved.args == [True]
    assert not load_settings().search.history
    act_on(qtbot, window, "not to be kept")
    with qtbot.waitSignal(window.bridge.searches_came, timeout=WAIT_MS):
        window.bridge.ask_searches()  # after what Enter began: on the same lane
    assert asked(library, capsys) == ["bees", secret]

    window.actions_table["erase_history"].trigger()
    box = window.findChild(QMessageBox, "erase_history")
    clear = next(button for button in box.buttons() if button.text() == "Clear")
    with qtbot.waitSignal(window.bridge.searches_erased, timeout=WAIT_MS):
        QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    window.bridge.remove_saved_search("Light")
    qtbot.waitUntil(lambda: not window.saved.isVisible(), timeout=WAIT_MS)
    assert asked(library, capsys) == []
    files = [path for path in library.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if secret.encode() in path.read_bytes()] == []
