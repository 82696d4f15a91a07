"""Auto, Meaning, Words, Images: by mouse and keys, in step with the window's actions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from docmind.ui.main_window import MainWindow
from docmind.ui.search.mode_switch import ModeSwitch


@pytest.fixture
def buttons(window: MainWindow) -> list[QPushButton]:
    switch = window.findChild(ModeSwitch)
    assert switch is not None
    return switch.findChildren(QPushButton)


def test_a_press_changes_the_mode(window: MainWindow, buttons: list[QPushButton]) -> None:
    QTest.mouseClick(buttons[2], Qt.MouseButton.LeftButton)
    assert window.asking.mode == "words"
    assert [one.isChecked() for one in buttons] == [False, False, True, False]


def test_a_shortcut_moves_the_mark(window: MainWindow, buttons: list[QPushButton]) -> None:
    window.actions_table["mode_meaning"].trigger()
    assert [one.isChecked() for one in buttons] == [False, True, False, False]


def test_arrows_choose_the_next_mode(
    qtbot: QtBot, window: MainWindow, buttons: list[QPushButton]
) -> None:
    buttons[0].setFocus()
    qtbot.waitUntil(buttons[0].hasFocus)
    QTest.keyClick(buttons[0], Qt.Key.Key_Right)
    assert buttons[1].hasFocus()
    assert window.asking.mode == "meaning"
    QTest.keyClick(buttons[1], Qt.Key.Key_Left)
    assert buttons[0].hasFocus()
    assert window.asking.mode == "auto"


def test_each_button_says_what_it_does(buttons: list[QPushButton]) -> None:
    assert [one.accessibleName() for one in buttons] == [
        "Search by Auto", "Search by Meaning", "Search by Words", "Search by Images",
    ]  # fmt: skip
    assert all("Alt+" in one.toolTip() for one in buttons)
