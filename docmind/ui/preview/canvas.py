"""Shows a drawing with marks over it: fitted or zoomed, scrolled to its mark, moved by dragging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from docmind.ui.preview.drawing import Boxes, Drawn
from docmind.ui.widgets.theme import tokens_now, unit
from docmind.ui.widgets.timing import one_shot

Fit = Literal["width", "whole"]
Arrival = Literal["mark", "top", "bottom"]
"""Where a page is begun: at its mark, or where a person who scrolls comes to it."""

PAST_END = 200  # how far the wheel is turned past an end until the page turns: 120 are a notch
SHARPEN_MS = 150
NEAR = 8  # pixels that a drawing may be wider or narrower than its place
LEAST_ZOOM, MOST_ZOOM = 0.25, 16.0


class Canvas(QAbstractScrollArea):
    """One drawing at a time. ``width_wanted`` asks for the drawing in another width, and
    ``turn_wanted`` for the page after or before (1, -1) when a person scrolls past an end."""

    width_wanted = Signal(int)  # device pixels
    turn_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn: Drawn | None = None
        self._fit: Fit = "width"
        self._zoom = 1.0
        self._drag: QPoint | None = None
        self._past = 0  # how far the wheel was turned past an end
        self._turns = False
        self._page_width: int | None = None  # of the page shown last when fitted, device pixels
        self._sharpen = one_shot(self, SHARPEN_MS, self._ask_sharper)

    def show_drawing(self, drawn: Drawn, fit: Fit, arrival: Arrival = "mark") -> None:
        """Show a drawing; the same page drawn sharper keeps zoom and place, another page of the
        file the zoom. Marks that are not known yet come by ``set_boxes``."""
        before = self._drawn
        same = before is not None and before.wanted.place == drawn.wanted.place
        if same and before is not None and drawn.boxes is None:
            drawn = replace(drawn, boxes=before.boxes)
        self._drawn, self._fit = drawn, fit
        if before is None or before.wanted.path != drawn.wanted.path:
            self._zoom = 1.0
        self._set_bars()
        if not same:
            self._arrive(arrival)
        elif before is not None and before.wanted.passage != drawn.wanted.passage:
            self._go_to_mark()
        self._past = 0
        if drawn.wanted.page is not None:
            self._page_width = round(self.device_width() / self._zoom)
        self._sharpen.start()
        self.viewport().update()

    def set_boxes(self, boxes: Boxes, *, go: bool) -> None:
        """Mark something else on the same page; ``go`` brings it into sight."""
        if self._drawn is not None:
            self._drawn = replace(self._drawn, boxes=boxes)
            if go:
                self._go_to_mark(gently=True)
            self.viewport().update()

    def set_turns(self, able: bool) -> None:
        """Whether there are other pages to scroll to."""
        self._turns = able

    def clear(self) -> None:
        """Show nothing."""
        self._drawn = None
        self._zoom = 1.0
        self._set_bars()
        self.viewport().update()

    @property
    def offset(self) -> float:
        """How far down the page the top of the view is, 0 to 1."""
        high = self._size().height()
        return min(1.0, self.verticalScrollBar().value() / high) if high > 0 else 0.0

    @property
    def drawn(self) -> Drawn | None:
        """What is shown."""
        return self._drawn

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller around the middle of what is seen."""
        self._zoom_to(self._zoom * factor, QPointF(self.viewport().rect().center()))

    @property
    def zoom(self) -> float:
        """How large it is shown; 1 is fitted."""
        return self._zoom

    def zoom_fit(self) -> None:
        """Back to the fitted size."""
        self._zoom_to(1.0, QPointF(self.viewport().rect().center()))

    def device_width(self) -> int:
        """Width the drawing has on the screen now, in device pixels."""
        wide = self._box().width()
        return max(64, round(wide * self.devicePixelRatioF()))

    def width_for(self, path: Path) -> int | None:
        """The width in device pixels that a page of this file will have, None before any page."""
        if self._drawn is None or self._drawn.wanted.path != path:
            return self._page_width
        have, wide = self._drawn.wanted.width, self.device_width()
        return have if abs(wide - have) <= NEAR else wide

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

    def _arrive(self, arrival: Arrival) -> None:
        if arrival == "mark":
            self._go_to_mark()
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.minimum() if arrival == "top" else bar.maximum())

    def _go_to_mark(self, *, gently: bool = False) -> None:
        """Scroll to the mark; ``gently`` only when it is not in sight."""
        drawn = self._drawn
        boxes = (drawn.current or drawn.passage or drawn.words) if drawn is not None else ()
        if not boxes:
            if not gently:
                self.horizontalScrollBar().setValue(0)
                self.verticalScrollBar().setValue(0)
            return
        first = min(boxes, key=QRectF.top)
        placed = _placed(first, self._box())
        if gently and QRectF(self.viewport().rect()).contains(placed):
            return
        for bar, near, far, room in (
            (self.horizontalScrollBar(), placed.left(), placed.right(), self.viewport().width()),
            (self.verticalScrollBar(), placed.top(), placed.bottom(), self.viewport().height()),
        ):
            down = bar is self.verticalScrollBar()
            if down or near < 0 or far > room:
                bar.setValue(bar.value() + round(near - room / 3))

    def _ask_sharper(self) -> None:
        if self._drawn is None:
            return
        wanted = self.device_width()
        if wanted == self._drawn.wanted.width:
            return  # this is as large as it is drawn
        have = self._drawn.image.width()
        page = self._drawn.wanted.page is not None
        if (page and abs(wanted - have) > NEAR) or (
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
            (set_aside(drawn.current, drawn.words), tokens.paper_word),
        ):
            painter.setBrush(QColor(colour))
            for part in boxes:
                painter.drawRoundedRect(_placed(part, box), 2, 2)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.paper_ring), 2))
        for part in drawn.current:
            painter.drawRoundedRect(_placed(part, box).adjusted(-2, -2, 2, 2), 3, 3)

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
        elif self._turns and self._turns_with(event):
            event.accept()
        else:
            super().wheelEvent(event)

    def _turns_with(self, event: QWheelEvent) -> bool:
        """Whether the wheel is turned past an end of the page, which turns it in the end."""
        by, bar = event.angleDelta().y(), self.verticalScrollBar()
        end = bar.minimum() if by > 0 else bar.maximum()
        if by == 0 or bar.value() != end:
            self._past = 0
            return False
        self._past = by if self._past * by < 0 else self._past + by
        if abs(self._past) >= PAST_END:
            self._past = 0
            self.turn_wanted.emit(-1 if by > 0 else 1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the drawing, Page Up and Down also past its ends; + and - zoom."""
        key, bar = event.key(), self.verticalScrollBar()
        down = key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space)
        if self._turns and down and bar.value() == bar.maximum():
            self.turn_wanted.emit(1)
        elif self._turns and key == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turn_wanted.emit(-1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown):
            bar.setValue(bar.value() + bar.pageStep() * 9 // 10)
        elif key == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(0.8)
        elif key == Qt.Key.Key_0:
            self.zoom_fit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice as large where it was clicked, or back to the whole."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = None
            self._zoom_to(2.0 if self._zoom == 1.0 else 1.0, event.position())

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


def set_aside(boxes: Sequence[QRectF], others: Sequence[QRectF]) -> list[QRectF]:
    """The boxes that are not among the others: colour on colour would be too dark."""
    return [box for box in boxes if box not in others]


def _placed(part: QRectF, box: QRectF) -> QRectF:
    """A box in parts of the page, with a little room, in the viewport."""
    return QRectF(
        box.x() + part.x() * box.width() - 1,
        box.y() + part.y() * box.height() - 1,
        part.width() * box.width() + 2,
        part.height() * box.height() + 2,
    )
