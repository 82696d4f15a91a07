"""A question is answered by no key alone, also when the desktop turns dark meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from docmind.ui.widgets import theme
from docmind.ui.widgets.confirm import confirm


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[tuple[QMessageBox, list[str]]]:
    theme.apply("light")
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    ran: list[str] = []
    box = confirm(parent, "Remove it?", "It is gone then.", "Remove", lambda: ran.append("yes"))
    qtbot.waitUntil(box.isVisible)
    yield box, ran
    theme.apply("light")


def button(box: QMessageBox, text: str) -> QPushButton:
    return next(one for one in box.findChildren(QPushButton) if one.text() == text)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_no_key_alone_says_yes(asked: tuple[QMessageBox, list[str]], key: Qt.Key) -> None:
    box, ran = asked
    QTest.keyClick(button(box, "Keep"), key)
    assert ran == []


def test_the_answer_to_return_stays_when_the_scheme_changes(
    asked: tuple[QMessageBox, list[str]], qtbot: QtBot
) -> None:
    box, ran = asked
    theme.apply("dark")
    QApplication.processEvents()  # the buttons are shown anew
    qtbot.waitUntil(lambda: button(box, "Keep").isDefault())
    assert not button(box, "Remove").isDefault()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert ran == []
    assert not box.isVisible()


def test_a_click_says_yes(asked: tuple[QMessageBox, list[str]]) -> None:
    box, ran = asked
    button(box, "Remove").click()
    assert ran == ["yes"]
