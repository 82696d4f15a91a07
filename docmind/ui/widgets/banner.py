"""A calm line across the window: what happened, and at most one way on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, tokens_now, unit
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.wording import tr

BRIEF_MS = 8000


class Banner(QWidget):
    """Hidden until something is said. ``topic`` lets a later fact take an earlier one back."""

    pressed = Signal(str)  # topic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "banner")
        self._topic = ""
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(self)
        look(self._button, "small")
        self._button.hide()
        self._button.clicked.connect(lambda: self.pressed.emit(self._topic))
        self._close = QToolButton(self)
        self._close.setAccessibleName(tr("Hide this message"))
        self._close.setToolTip(tr("Hide this message"))
        look(self._close, "icon")
        self._close.clicked.connect(self.hide)
        self._brief = one_shot(self, BRIEF_MS, self.hide)
        row = QHBoxLayout(self)
        side, high = unit(self.font(), 18), unit(self.font(), 6)
        row.setContentsMargins(side, high, unit(self.font(), 10), high)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.hide()

    def say(self, topic: str, text: str, button: str = "", *, brief: bool = False) -> None:
        """Show a message; ``brief`` ones hide by themselves."""
        self._topic = topic
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
        side = icon_size(self.font(), 13).width()
        self._close.setIcon(icon("close", tokens_now().muted, side))
        self._close.setIconSize(QSize(side, side))
        self._brief.stop()
        if brief:
            self._brief.start()
        self.show()

    def take_back(self, topic: str) -> None:
        """Hide the message if it is about ``topic``."""
        if topic == self._topic:
            self.hide()

    @property
    def said(self) -> str:
        """What is said now; nothing while hidden."""
        return "" if self.isHidden() else self._text.text()
