"""What the walk through the window looks for is found where it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import window_checks as checks
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    page = QWidget()
    page.setLayout(QVBoxLayout())
    qtbot.addWidget(page)
    page.layout().addWidget(QPushButton("Open"))
    page.layout().addWidget(QLabel("A sentence with room enough."))
    yield page


def show(qtbot: QtBot, page: QWidget) -> QWidget:
    page.resize(400, 300)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def faults(page: QWidget) -> list[str]:
    every = (checks.nameless, checks.ambiguous, checks.clipped, checks.unreachable)
    return [fault.partition(":")[0] for check in every for fault in check(page)]


def test_a_page_in_order_has_no_faults(qtbot: QtBot, page: QWidget) -> None:
    assert faults(show(qtbot, page)) == []


def test_a_button_with_no_name_is_found(qtbot: QtBot, page: QWidget) -> None:
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setIcon(QIcon(QPixmap(16, 16)))
    page.layout().addWidget(button)
    assert faults(show(qtbot, page)) == ["without a name"]


def test_a_button_that_tab_passes_over_is_found(qtbot: QtBot, page: QWidget) -> None:
    button = QPushButton("Remove")
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    page.layout().addWidget(button)
    assert faults(show(qtbot, page)) == ["not reached by Tab"]


def test_keys_with_two_meanings_are_found(qtbot: QtBot, page: QWidget) -> None:
    for text in ("Copy", "Close"):
        action = QAction(text, page)
        action.setShortcut("Ctrl+C")
        page.addAction(action)
    for text in ("&Keep", "&Kill"):
        page.layout().addWidget(QPushButton(text))
    assert [fault.split()[0] for fault in checks.ambiguous(show(qtbot, page))] == [
        "Alt+K", "Ctrl+C"
    ]  # fmt: skip


def test_texts_without_room_are_found(qtbot: QtBot, page: QWidget) -> None:
    short, low, narrow = QLabel("A long line of text"), QLabel("Words " * 30), QPushButton("Remove")
    short.setFixedWidth(40)
    low.setWordWrap(True)
    low.setFixedSize(200, 20)
    narrow.setFixedWidth(20)
    for widget in (short, low, narrow):
        page.layout().addWidget(widget)
    found = list(checks.clipped(show(qtbot, page)))
    assert len(found) == 3 and all(fault.startswith("cut") for fault in found)


def test_what_is_shortened_on_purpose_is_none(qtbot: QtBot, page: QWidget) -> None:
    label = QLabel("A long line…")
    label.setToolTip("A long line of text")
    label.setFixedWidth(30)
    page.layout().addWidget(label)
    assert faults(show(qtbot, page)) == []


def test_what_lies_outside_its_part_is_found(qtbot: QtBot, page: QWidget) -> None:
    part = QWidget()
    part.setFixedSize(100, 40)
    label = QLabel("Words", part)
    label.setGeometry(80, 0, 60, 20)
    page.layout().addWidget(part)
    assert faults(show(qtbot, page)) == ["outside its parent PySide6.QtCore.QRect(0, 0, 100, 40)"]


def test_a_menu_that_says_the_same_twice_is_found(qtbot: QtBot, page: QWidget) -> None:
    menu = QMenu("Result", page)
    for text in ("Open", "Open", "Remove"):
        menu.addAction(text)
    assert len(list(checks.same_letters(menu))) == 1
