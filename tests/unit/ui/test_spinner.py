"""A ring that turns only where things may move, and only while it is seen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from docmind.ui.widgets.motion import keep_still
from docmind.ui.widgets.spinner import Spinner


def test_it_turns_while_it_is_wanted(qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    spinner = Spinner("Asking", home)
    home.show()
    assert spinner.isHidden()
    spinner.spin(True)
    before = spinner.grab().toImage()
    qtbot.waitUntil(lambda: spinner.grab().toImage() != before)
    spinner.spin(False)
    assert spinner.isHidden() and not spinner.turns


def test_what_nobody_sees_does_not_turn(qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    spinner = Spinner("Asking", home)
    home.show()
    spinner.spin(True)
    home.hide()
    assert not spinner.turns


def test_it_stands_still_where_nothing_may_move(qtbot: QtBot) -> None:
    keep_still(True)
    home = QWidget()
    qtbot.addWidget(home)
    spinner = Spinner("Asking", home)
    home.show()
    spinner.spin(True)
    assert spinner.isVisible() and not spinner.turns
