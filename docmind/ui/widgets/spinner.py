"""A small ring that turns while something is waited for; where nothing may move it stands still."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from docmind.ui.widgets.motion import is_still
from docmind.ui.widgets.theme import tokens_now, unit

STEP_MS = 80
_STEPS = 12
_ARC = 100  # degrees of the ring that are drawn strongly


class Spinner(QWidget):
    """Hidden until ``spin`` is asked for; takes its room all the same, so that nothing jumps."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._turn)
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.setSizePolicy(kept)
        self.setFixedSize(self.sizeHint())
        self.hide()

    def spin(self, spins: bool) -> None:
        """Show it, turning unless all is kept still; or hide it."""
        self.setVisible(spins)
        if spins and not is_still():
            self._timer.start()
        else:
            self._timer.stop()

    @property
    def turns(self) -> bool:
        """Whether it moves now."""
        return self._timer.isActive()

    def _turn(self) -> None:
        self._step = (self._step + 1) % _STEPS
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees does not turn."""
        super().hideEvent(event)
        self._timer.stop()

    def sizeHint(self) -> QSize:
        """A square as high as a line."""
        side = unit(self.font(), 16)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A faint ring with a part of it drawn strongly."""
        tokens, wide = tokens_now(), unit(self.font(), 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(wide, wide, -wide, -wide)
        pen = QPen(QColor(tokens.line), wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(box)
        pen.setColor(QColor(tokens.accent))
        painter.setPen(pen)
        begin = round(-360 / _STEPS * self._step * 16)
        painter.drawArc(box, begin, _ARC * 16)
