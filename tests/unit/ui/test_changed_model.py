"""Another model under the name of the library's: a person is asked, nothing begins by itself."""

from __future__ import annotations

import pytest
from fakes.engine import FakeEngine
from fakes.small import HITS, SOURCES
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from docmind.core import ModelChange
from docmind.ui.main_window import MainWindow

CHANGED = "BGE-M3 in Ollama is not the model this library was read with. Bring the old one back."
MODEL = "ollama:bge-m3"


@pytest.fixture
def engine() -> FakeEngine:
    made = FakeEngine(HITS, SOURCES)
    made.model = made.model_changed = MODEL
    made.model_missing = CHANGED
    return made


def begin(window: MainWindow, qtbot: QtBot) -> None:
    found: list[QMessageBox] = []

    def look() -> bool:
        found[:] = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
        return bool(found)

    qtbot.waitUntil(look)
    next(one for one in found[-1].findChildren(QPushButton) if one.text() == "Begin").click()


def test_the_choice_is_offered_across_the_window(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.banner.said == CHANGED)
    assert window.words_only.isVisible()
    assert engine.asked("estimate_model") == engine.asked("use_model") == []
    window.banner._button.click()
    assert window.sheets.is_shown("models") and window.banner.said == ""
    begin(window, qtbot)
    qtbot.waitUntil(lambda: engine.asked("use_model") == [MODEL])


def test_who_keeps_words_is_not_asked_again(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.banner.said == CHANGED)
    window.banner._others[0].click()
    with qtbot.waitSignal(window.bridge.status_came):
        window.bridge.refresh()
    assert window.banner.said == ""
    assert window.words_only.isVisible(), "it is still so"
    window.actions_table["models"].trigger()
    qtbot.waitUntil(window.models.missing.isVisible)
    window.models.missing.button.click()
    begin(window, qtbot)
    qtbot.waitUntil(lambda: engine.asked("use_model") == [MODEL])


def test_it_is_taken_back_when_the_old_one_is_there_or_it_is_read_again(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.banner.said == CHANGED)
    engine.change = ModelChange(MODEL, "BGE-M3", 1, 100)
    window.bridge.refresh()
    qtbot.waitUntil(lambda: window.banner.said == "")
    engine.change = None
    window.bridge.refresh()
    qtbot.waitUntil(lambda: window.banner.said == CHANGED)
    engine.model_changed = engine.model_missing = ""
    window.bridge.refresh()
    qtbot.waitUntil(lambda: window.banner.said == "" and window.words_only.isHidden())
