"""The frame of a page with cards: a head with its buttons, below it a column that scrolls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import tr


class SheetFrame(QWidget):
    """Keeps ``Sheet``: what it is about is added to ``column``, buttons to ``head``."""

    closed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        font = self.font()
        heading = QLabel(title, self)
        heading.setFont(scaled_font(font, 14 / 13, bold=True))
        self.close_button = self.button(tr("Back to search"), self.closed.emit)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(*(unit(font, side) for side in (20, 12, 20, 10)))
        self.head.setSpacing(unit(font, 6))
        self.head.addWidget(heading, 1)
        self.head.addWidget(self.close_button)
        inside = QWidget(self)
        look(inside, "clear")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(*(unit(font, side) for side in (20, 0, 20, 20)))
        self.column.setSpacing(unit(font, 10))
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(title)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self.area, 1)

    def begin(self) -> None:
        """The page was opened by a person."""
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_target(self) -> QWidget:
        """Where the focus goes when a person moves to this pane."""
        return self.close_button

    # ---- parts ---------------------------------------------------------------------------------

    def button(
        self, text: str, run: Callable[[], None], kind: str = "", name: str = ""
    ) -> QPushButton:
        """A button with an accessible name."""
        button = QPushButton(text, self)
        button.setAccessibleName(name or text.rstrip("…"))
        button.clicked.connect(lambda _checked=False: run())
        if kind:
            look(button, kind)
        return button

    def label(self, text: str = "", kind: str = "plain", *, small: bool = False) -> QLabel:
        """A label whose text may take several lines."""
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if small:
            label.setFont(scaled_font(self.font(), 12 / 13))
        look(label, kind)
        return label

    def section(self, title: str, text: str = "") -> QVBoxLayout:
        """A title, a sentence, and a card below; the layout of the card."""
        font = self.font()
        heading = QLabel(title, self)
        heading.setFont(scaled_font(font, 1, bold=True))
        self.column.addSpacing(unit(font, 8))
        self.column.addWidget(heading)
        if text:
            self.column.addWidget(self.label(text, "muted"))
        card = QWidget(self)
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(card, "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(1, unit(font, 3), 1, unit(font, 3))
        rows.setSpacing(0)
        self.column.addWidget(card)
        return rows

    def rule(self) -> QFrame:
        """A line between two rows of a card."""
        rule = QFrame(self)
        look(rule, "rule")
        return rule
