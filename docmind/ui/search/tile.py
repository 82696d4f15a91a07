"""One picture of the grid: how large it is, and how it is painted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QTransform,
)

from docmind.ui.widgets.theme import Tokens, scaled_font, unit
from docmind.ui.widgets.wording import mended

LEAST = 136  # pixels that a tile is wide, with a font of 13 pixels
SHAPE = 0.76  # of the width


class TileStyle:
    """Fonts and measures of tiles, all from one base font. Lengths in logical pixels."""

    def __init__(self, base: QFont) -> None:
        self.name = scaled_font(base, 12 / 13)
        self.badge = scaled_font(base, 13 / 13, bold=True)
        self.least = unit(base, LEAST)
        self.side = unit(base, 5)  # half of what is between two pictures
        self.outer = unit(base, 13)
        self.radius = unit(base, 8)
        self.ring = max(2.0, unit(base, 5) / 2)
        self.name_high = QFontMetricsF(self.name).height() + unit(base, 6)

    def cell(self, width: int) -> QSize:
        """The size of every cell in a view ``width`` pixels wide."""
        columns = max(1, width // (self.least + 2 * self.side))
        wide = max(1, width // columns)
        high = (wide - 2 * self.side) * SHAPE + self.name_high + 2 * self.side
        return QSize(wide, round(high))

    def picture(self, cell: QRectF) -> QRectF:
        """Where the picture is in a cell, on whole pixels."""
        side = self.side
        high = cell.height() - self.name_high - 2 * side
        wide = cell.width() - 2 * side
        return QRectF(round(cell.left() + side), round(cell.top() + side), round(wide), round(high))


def paint_tile(
    painter: QPainter,
    cell: QRectF,
    name: str,
    picture: QImage | None,
    letters: str,
    style: TileStyle,
    tokens: Tokens,
    *,
    selected: bool,
    current: bool,
    hovered: bool,
    faint: bool,
) -> None:
    """Paint a tile; ``letters`` stand in place of a picture that is not there (yet). ``faint`` ones
    lie on a drive that is not connected."""
    box = style.picture(cell)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if picture is None:
        painter.setBrush(QColor(tokens.chip))
        painter.drawRoundedRect(box, style.radius, style.radius)
        painter.setPen(QColor(tokens.muted))
        painter.setFont(style.badge)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)
    else:
        painter.setOpacity(0.35 if faint else 1.0)
        painter.setBrush(_brush(picture, box))
        painter.drawRoundedRect(box, style.radius, style.radius)
        painter.setOpacity(1.0)
    _paint_ring(painter, box, style, tokens, selected=selected, current=current, hovered=hovered)
    room = QRectF(box.left(), box.bottom() + style.side * 0.6, box.width(), style.name_high)
    metrics = QFontMetricsF(style.name)
    painter.setFont(style.name)
    painter.setPen(QColor(tokens.accent_text if selected else tokens.muted))
    text = mended(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()


def _brush(picture: QImage, box: QRectF) -> QBrush:
    brush = QBrush(picture)
    scale = box.width() / picture.width()
    brush.setTransform(QTransform(scale, 0, 0, scale, box.x(), box.y()))
    return brush


def _paint_ring(
    painter: QPainter,
    box: QRectF,
    style: TileStyle,
    tokens: Tokens,
    *,
    selected: bool,
    current: bool,
    hovered: bool,
) -> None:
    """Outside of the picture, with the ground between them, so that it is seen on any picture."""
    if not (selected or current or hovered):
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    colour = tokens.accent if selected or current else tokens.muted
    wide = style.ring if selected and current else style.ring * 0.6 if selected else 1.0
    pen = QPen(QColor(colour), wide)
    if current and not selected:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    gap = style.ring * 0.5 + 1.5
    around = box.adjusted(-gap, -gap, gap, gap)
    painter.drawRoundedRect(around, style.radius + gap, style.radius + gap)
