"""Shows a drawing with marks over it: fitted or zoomed, scrolled to its mark, moved by dragging."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from docmind.ui.preview.drawing import Drawn
from docmind.ui.widgets.theme import tokens_now, unit
from docmind.ui.widgets.timing import one_shot

Fit = Literal["width", "whole"]
SHARPEN_MS = 150
LEAST_ZOOM, MOST_ZOOM = 0.25, 16.0


class Canvas(QAbstractScrollArea):
    """One drawing at a time. ``width_wanted`` asks for the drawing in another width."""

    width_wanted = Signal(int)  # device pixels

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn: Drawn | None = None
        self._fit: Fit = "width"
        self._zoom = 1.0
        self._drag: QPoint | None = None
        self._sharpen = one_shot(self, SHARPEN_MS, self._ask_sharper)

    def show_drawing(self, drawn: Drawn, fit: Fit) -> None:
        """Show a drawing; the same page drawn sharper keeps zoom and place."""
        before = self._drawn
        same = before is not None and before.wanted.place == drawn.wanted.place
        self._drawn, self._fit = drawn, fit
        if not same:
            self._zoom = 1.0
        self._set_bars()
        if not same or (before is not None and before.wanted.passage != drawn.wanted.passage):
            self._go_to_mark()
        self._sharpen.start()
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self._drawn = None
        self._zoom = 1.0
        self._set_bars()
        self.viewport().update()

    @property
    def drawn(self) -> Drawn | None:
        """What is shown."""
        return self._drawn

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller around the middle of what is seen."""
        self._zoom_to(self._zoom * factor, QPointF(self.viewport().rect().center()))

    def zoom_fit(self) -> None:
        """Back to the fitted size."""
        self._zoom_to(1.0, QPointF(self.viewport().rect().center()))

    def device_width(self) -> int:
        """Width the drawing has on the screen now, in device pixels."""
        wide = self._box().width()
        return max(64, round(wide * self.devicePixelRatioF()))

    # ---- geometry ------------------------------------------------------------------------------

    def _margin(self) -> int:
        return unit(self.font(), 18)

    def _size(self) -> QSizeF:
        if self._drawn is None or self._drawn.natural.isEmpty():
            return QSizeF(0, 0)
        natural = self._drawn.natural
        room_wide = max(40, self.viewport().width() - 2 * self._margin())
        room_high = max(40, self.viewport().height() - 2 * self._margin())
        scale = room_wide / natural.width()
        if self._fit == "whole":
            scale = min(scale, room_high / natural.height(), 1.0 if self._small() else scale)
        return natural * (scale * self._zoom)

    def _small(self) -> bool:
        """Pictures smaller than the view are not blown up."""
        return self._drawn is not None and self._drawn.wanted.page is None

    def _box(self) -> QRectF:
        """Where the drawing lies in the viewport."""
        size, view, margin = self._size(), self.viewport(), self._margin()
        x = max(margin, (view.width() - size.width()) / 2) - self.horizontalScrollBar().value()
        y = float(margin - self.verticalScrollBar().value())
        if self._fit == "whole":
            y = max(margin, (view.height() - size.height()) / 2) - self.verticalScrollBar().value()
        return QRectF(x, y, size.width(), size.height())

    def _set_bars(self) -> None:
        size, view, margin = self._size(), self.viewport(), 2 * self._margin()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), size.width(), view.width()),
            (self.verticalScrollBar(), size.height(), view.height()),
        ):
            bar.setRange(0, max(0, round(whole + margin - seen)))
            bar.setPageStep(seen)
            bar.setSingleStep(unit(self.font(), 24))

    def _zoom_to(self, zoom: float, around: QPointF) -> None:
        if self._drawn is None:
            return
        before = self._box()
        if before.isEmpty():
            return
        part = QPointF(
            (around.x() - before.x()) / before.width(), (around.y() - before.y()) / before.height()
        )
        self._zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        self._set_bars()
        after = self._box()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + round(after.x() + part.x() * after.width() - around.x()))
        down.setValue(down.value() + round(after.y() + part.y() * after.height() - around.y()))
        self._sharpen.start()
        self.viewport().update()

    def _go_to_mark(self) -> None:
        self.horizontalScrollBar().setValue(0)
        boxes = (self._drawn.passage or self._drawn.words) if self._drawn else ()
        top = min((box.top() for box in boxes), default=0.0)
        third = self.viewport().height() / 3
        self.verticalScrollBar().setValue(max(0, round(top * self._size().height() - third)))

    def _ask_sharper(self) -> None:
        if self._drawn is None:
            return
        wanted = self.device_width()
        if wanted == self._drawn.wanted.width:
            return  # this is as large as it is drawn
        have = self._drawn.image.width()
        page = self._drawn.wanted.page is not None
        if (page and abs(wanted - have) > 8) or (
            not page and wanted > have * 1.05 and have < self._drawn.natural.width()
        ):
            self.width_wanted.emit(wanted)

    # ---- Qt ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing, a hairline around it, the marks multiplied over it."""
        drawn = self._drawn
        if drawn is None:
            return
        tokens = tokens_now()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self._box()
        painter.drawImage(box, drawn.image)
        painter.setPen(QColor(tokens.line))
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        for boxes, colour in (
            (drawn.passage, tokens.paper_mark),
            (drawn.words, tokens.paper_word),
        ):
            painter.setBrush(QColor(colour))
            for part in boxes:
                painter.drawRoundedRect(_placed(part, box), 2, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, and ask for a sharp drawing when the size rests."""
        super().resizeEvent(event)
        self._set_bars()
        if self._drawn is not None:
            self._sharpen.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom at the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turns = event.angleDelta().y() / 120
            self._zoom_to(self._zoom * 1.2**turns, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the drawing."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it along."""
        if self._drag is not None:
            here = event.position().toPoint()
            step = here - self._drag
            self._drag = here
            for bar, by in (
                (self.horizontalScrollBar(), step.x()),
                (self.verticalScrollBar(), step.y()),
            ):
                bar.setValue(bar.value() - by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag = None
        self.viewport().unsetCursor()


def _placed(part: QRectF, box: QRectF) -> QRectF:
    """A box in parts of the page, with a little room, in the viewport."""
    return QRectF(
        box.x() + part.x() * box.width() - 1,
        box.y() + part.y() * box.height() - 1,
        part.width() * box.width() + 2,
        part.height() * box.height() + 2,
    )
