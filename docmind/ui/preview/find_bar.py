"""The bar to find words in the document that is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from docmind.ui.preview.match_steps import MatchSteps
from docmind.ui.preview.places import Places
from docmind.ui.widgets.escape_field import EscapeField
from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, tokens_now, unit
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.wording import tr

PAUSE_MS = 150


class FindField(EscapeField):
    """Enter goes on, with Shift back; Escape leaves the bar, and not more."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter; everything else as in any field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """``wanted`` comes when typing pauses, with the text; ``closed`` when the person is done."""

    wanted = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "header")
        self.field = FindField(self)
        self.field.setPlaceholderText(tr("Find in this document"))
        self.field.setAccessibleName(tr("Find in this document"))
        look(self.field, "boxed")
        self.steps = MatchSteps(self)
        self._close = QToolButton(self)
        self._close.setAccessibleName(tr("Close the find bar"))
        self._close.setToolTip(tr("Close the find bar"))
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look(self._close, "icon")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(unit(self.font(), side) for side in (16, 6, 10, 6)))
        row.setSpacing(unit(self.font(), 8))
        row.addWidget(self.field, 1)
        row.addWidget(self.steps)
        row.addWidget(self._close)
        self._pause = one_shot(self, PAUSE_MS, self._ask)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.stepped.connect(self._on_step)
        self.steps.stepped.connect(self.stepped)
        self.field.left.connect(self.closed)
        self._close.clicked.connect(self.closed)
        self._draw_icon()
        self.show_places(Places())
        self.hide()

    @property
    def text(self) -> str:
        """What is looked for; "" while the bar is closed."""
        return "" if self.isHidden() else self.field.text().strip()

    def begin(self) -> None:
        """Open, or take what is there as a whole."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_places(self, places: Places) -> None:
        """Say how often it was found."""
        self.steps.show_places(places)
        self.steps.setVisible(bool(self.text))

    def _on_step(self, by: int) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._ask()
        else:
            self.stepped.emit(by)

    def _ask(self) -> None:
        self.wanted.emit(self.text)

    def _draw_icon(self) -> None:
        side = icon_size(self.font(), 14)
        self._close.setIcon(icon("close", tokens_now().muted, side.width()))
        self._close.setIconSize(side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_close"):
            self._draw_icon()
