"""The bar of progress paints when the window does."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from docmind.ui.widgets.progress_bar import ProgressBar


class Painted(QWidget):
    """Counts its paints."""

    count = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.count += 1


def test_nothing_is_painted_while_progress_is_told(qtbot: QtBot) -> None:
    window, bar, other = QWidget(), ProgressBar("Progress"), Painted()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(bar)
    column.addWidget(other)
    window.resize(300, 200)
    window.show()
    qtbot.waitUntil(lambda: other.count > 0)
    before = other.count
    other.update()
    bar.show_part(30, 100)
    assert other.count == before
    assert (bar.value(), bar.maximum()) == (30, 100)
    assert bar.accessibleName() == "Progress"
    qtbot.waitUntil(lambda: other.count > before)
