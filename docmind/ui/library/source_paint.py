"""Paints one row of the sources; the same from right to left."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from docmind.ui.widgets.theme import Tokens, tokens_now, unit

if TYPE_CHECKING:
    from docmind.core import SourceStatus

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


class Role(IntEnum):
    """Custom roles of the sources."""

    SOURCE = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2
    WHERE = Qt.ItemDataRole.UserRole + 3  # what tells it from another of the same name
    MARK = Qt.ItemDataRole.UserRole + 4  # a word on its state, where it is out of the ordinary


class SourceDelegate(QStyledItemDelegate):
    """Ground, dot, name, count. What has no room ends in an ellipsis: the
    name comes first, then what tells it from another; the word on the state, which colour and dot
    say, too, stands whole or not at all."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with room around it."""
        font = option.font
        return QSize(unit(font, 100), unit(font, 29))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One source."""
        source: SourceStatus | None = index.data(Role.SOURCE)
        if source is None:
            return
        tokens, font = tokens_now(), option.font
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option, tokens)
        _paint_dot(painter, option, source, tokens)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        count = str(index.data(Role.COUNT))
        whole: QRect = option.rect
        wide = metrics.horizontalAdvance(count)
        end = whole.right() - unit(font, 8) - wide
        _text(painter, option, QRect(end, whole.top(), wide + 2, whole.height()), count,
              tokens.muted)  # fmt: skip
        begin = whole.left() + unit(font, 24)
        room = end - unit(font, 10) - begin
        away = source.state in ("offline", "paused")
        for place, text in enumerate(parts(index, metrics, room)):
            used = metrics.horizontalAdvance(text)
            box = QRect(begin, whole.top(), used + 2, whole.height())
            _text(painter, option, box, text, tokens.muted if place or away else tokens.text)
            begin += used
        painter.restore()


def parts(index: Index, metrics: QFontMetrics, room: int) -> list[str]:
    """The name, and what of the words behind it has room within so many pixels."""
    end = Qt.TextElideMode.ElideRight
    found = [metrics.elidedText(str(index.data(Qt.ItemDataRole.DisplayRole)), end, room)]
    room -= metrics.horizontalAdvance(found[0])
    mark, where = str(index.data(Role.MARK)), str(index.data(Role.WHERE))
    if where and room > metrics.averageCharWidth() * 6:
        found.append(metrics.elidedText(f"  {where}", end, room))
        room -= metrics.horizontalAdvance(found[-1])
    if mark and metrics.horizontalAdvance(f" {mark}") <= room:
        found.append(f" {mark}")
    return found


def _placed(option: QStyleOptionViewItem, box: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, box)


def _text(
    painter: QPainter, option: QStyleOptionViewItem, box: QRect, text: str, colour: str
) -> None:
    painter.setPen(QColor(colour))
    toward = Qt.AlignmentFlag.AlignLeft
    if option.direction == Qt.LayoutDirection.RightToLeft:
        toward = Qt.AlignmentFlag.AlignRight
    painter.drawText(_placed(option, box), _MIDDLE | toward, text)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    font, state = option.font, option.state
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if focused or selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(tokens.hover))
        painter.setPen(QColor(tokens.accent) if focused else Qt.PenStyle.NoPen)
        box = QRectF(option.rect).adjusted(0.5, 1, -0.5, -1)
        painter.drawRoundedRect(box, unit(font, 6), unit(font, 6))


def _paint_dot(
    painter: QPainter, option: QStyleOptionViewItem, source: SourceStatus, tokens: Tokens
) -> None:
    """A dot; two bars for what is paused, a ring for what is not there."""
    font = option.font
    side = 2 * unit(font, 4)
    whole: QRect = option.rect
    top = whole.center().y() - side // 2 + 1
    box = QRectF(_placed(option, QRect(whole.left() + unit(font, 8), top, side, side)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_colour(source, tokens)))
    if source.state == "paused":
        bar = side * 0.3
        for left in (box.left() + side * 0.1, box.right() - side * 0.1 - bar):
            painter.drawRoundedRect(QRectF(left, box.top(), bar, side), 1, 1)
    elif source.state == "offline":
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(QColor(tokens.warning))
        pen.setWidthF(max(1.5, side / 5))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = pen.widthF() / 2
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    else:
        painter.drawEllipse(box)


def _colour(source: SourceStatus, tokens: Tokens) -> str:
    return {
        "current": tokens.ok,
        "reading": tokens.accent,
        "attention": tokens.warning,
        "offline": tokens.warning,
        "paused": tokens.muted,
    }[source.state]
