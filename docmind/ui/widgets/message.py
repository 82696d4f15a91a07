"""A calm message in the middle of a pane: symbol, one line, one sentence, maybe one button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from docmind.ui.widgets.icons import pixmap
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit


class Message(QWidget):
    """Says one thing. ``pressed`` comes from its button, where it has one."""

    pressed = Signal()

    def __init__(self, symbol: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol_name = symbol
        font = self.font()
        self._symbol = QLabel(self)
        self._title = QLabel(self)
        self._title.setFont(scaled_font(font, 15 / 13, bold=True))
        self._text = QLabel(self)
        look(self._text, "muted")
        self._button = QPushButton(self)
        self._button.hide()
        self._button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(unit(font, 24),) * 4)
        column.setSpacing(unit(font, 8))
        column.addStretch(2)
        for label in (self._symbol, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(label is not self._symbol)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._draw()

    def show_text(self, title: str, text: str, button: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))

    @property
    def said(self) -> str:
        """All that is said now."""
        return f"{self._title.text()} {self._text.text()}".strip()

    def _draw(self) -> None:
        side = unit(self.font(), 30)
        colour = tokens_now().muted
        self._symbol.setPixmap(pixmap(self._symbol_name, colour, side, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_symbol"):
            self._draw()
