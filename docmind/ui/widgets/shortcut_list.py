"""The list of every shortcut, in a window of its own that fits a small screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import unit
from docmind.ui.widgets.wording import columns, tr

_APART = "&nbsp;&nbsp;&nbsp;"


class ShortcutList(QDialog):
    """Two columns beside each other; what finds no room is scrolled to. Goes when it is closed."""

    def __init__(self, lines: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        font = self.font()
        text = QLabel(_table(lines))
        text.setTextFormat(Qt.TextFormat.RichText)
        look(text, "clear")
        area = QScrollArea(self)
        area.setAccessibleName(tr("Keyboard shortcuts"))
        area.setWidget(text)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(unit(font, 16),) * 4)
        column.setSpacing(unit(font, 12))
        column.addWidget(area, 1)
        column.addWidget(close)
        around = unit(font, 16) * 2 + unit(font, 12)
        wanted = text.sizeHint().grownBy(self.contentsMargins())
        wanted.setWidth(wanted.width() + around)
        wanted.setHeight(wanted.height() + around + close.sizeHint().height())
        self.resize(wanted.boundedTo(parent.size() * 0.95))
        close.button(QDialogButtonBox.StandardButton.Close).setFocus()


def _table(lines: Sequence[tuple[str, str]]) -> str:
    cells = [(f"<b>{keys}</b>", text) for keys, text in lines]
    half = (len(cells) + 1) // 2
    rows = zip_longest(cells[:half], cells[half:], fillvalue=("", ""))
    told = "".join(f"<tr>{columns(*left, _APART, *right)}</tr>" for left, right in rows)
    return f"<table cellspacing='3' cellpadding='2' style='white-space: pre'>{told}</table>"
