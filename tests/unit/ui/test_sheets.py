"""The pages over the results: opened and left by their actions, and only by a person."""

from __future__ import annotations

from fakes.engine import FakeEngine
from pytestqt.qtbot import QtBot

from docmind.core import IndexChanged
from docmind.ui.main_window import MainWindow


def asked(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Ask, and wait for the answer to be shown."""
    window.field.edit.setText(text)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.inner)
    qtbot.waitUntil(lambda: not window.asking._waits())


def test_every_sheet_opens_and_closes_by_its_action(window: MainWindow, qtbot: QtBot) -> None:
    for name in window.sheets.names():
        action = window.actions_table[name]
        action.trigger()
        assert window.sheets.current is window.sheets[name], name
        assert window.sheets[name].focus_target() in window.panes(), name
        action.trigger()
        assert window.sheets.current is None, name
        assert window.field.edit.hasFocus() or not window.isActiveWindow()


def test_esc_leaves_a_sheet_and_keeps_the_search(window: MainWindow, qtbot: QtBot) -> None:
    asked(window, qtbot, "lease")
    window.sheets.show("problems")
    window.actions_table["clear"].trigger()
    assert window.pages.currentWidget() is window.inner
    assert window.field.edit.text() == "lease"


def test_a_library_that_changes_leaves_the_sheet_alone(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    asked(window, qtbot, "lease")
    window.sheets.show("problems")
    with qtbot.waitSignal(window.asking.answered):
        engine.publish(IndexChanged(7))
    assert window.sheets.current is window.problems


def test_another_question_leaves_the_sheet(window: MainWindow, qtbot: QtBot) -> None:
    asked(window, qtbot, "lease")
    window.sheets.show("problems")
    asked(window, qtbot, "notice")
    window.sheets.show("problems")
    window.actions_table["mode_words"].trigger()
    assert window.pages.currentWidget() is window.inner
