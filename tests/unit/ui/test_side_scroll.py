"""The part of the sidebar that scrolls as a whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from docmind.ui.widgets.side_scroll import SideScroll

MARGIN = 12


@pytest.fixture
def scroll(qtbot: QtBot) -> SideScroll:
    """Twenty buttons where there is room for some."""
    scroll = SideScroll(MARGIN)
    qtbot.addWidget(scroll)
    for number in range(20):
        scroll.column.addWidget(QPushButton(f"button {number}"))
    scroll.resize(200, 150)
    with qtbot.waitExposed(scroll):
        scroll.show()
    return scroll


def is_seen(scroll: SideScroll, widget: QWidget) -> bool:
    view = scroll.viewport()
    return view.rect().contains(widget.mapTo(view, widget.rect().center()))


def button(scroll: SideScroll, number: int) -> QWidget:
    item = scroll.column.itemAt(number)
    assert item is not None
    widget = item.widget()
    assert widget is not None
    return widget


def test_what_gets_the_focus_is_brought_into_sight(qtbot: QtBot, scroll: SideScroll) -> None:
    last = button(scroll, 19)
    assert not is_seen(scroll, last)
    last.setFocus()
    qtbot.waitUntil(lambda: is_seen(scroll, last))
    button(scroll, 0).setFocus()
    qtbot.waitUntil(lambda: is_seen(scroll, button(scroll, 0)))


def test_what_comes_with_the_focus_is_brought_into_sight(qtbot: QtBot, scroll: SideScroll) -> None:
    line = QLineEdit()
    scroll.column.addWidget(line)
    line.setFocus()
    qtbot.waitUntil(lambda: is_seen(scroll, line))


def test_the_bar_stands_in_the_margin(qtbot: QtBot, scroll: SideScroll) -> None:
    bar = scroll.verticalScrollBar()
    assert bar.isVisible()
    assert scroll.column.contentsMargins().right() == max(0, MARGIN - bar.width())
    scroll.resize(200, 2000)
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert scroll.column.contentsMargins().right() == MARGIN
    assert scroll.column.contentsMargins().left() == MARGIN
