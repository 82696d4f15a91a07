"""Paints the rows of the problems; room is left for the buttons of a row that has some."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from docmind.core import Problem
from docmind.ui.library.problem_rows import Index, Role
from docmind.ui.library.trouble import Group
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import shown


class ProblemDelegate(QStyledItemDelegate):
    """Two lines for a group, two for a file; all rows are equally high."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines with room around them."""
        font: QFont = option.font
        return QSize(unit(font, 200), round(unit(font, 15) + 2.2 * QFontMetricsF(font).height()))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """The buttons of a row stand at its end."""
        box, font = option.rect, option.font
        side = unit(font, 20)
        wide = min(editor.sizeHint().width(), box.width() - 2 * side)
        high = min(editor.sizeHint().height(), box.height())
        top = box.top() + (box.height() - high) // 2
        place = QRect(box.right() - side - wide, top, wide, high)
        editor.setGeometry(QStyle.visualRect(option.direction, box, place))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then two lines."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, box = option.font, QRectF(option.rect)
        group, problem = index.data(Role.GROUP), index.data(Role.PROBLEM)
        if isinstance(group, Group):
            self._paint_line_above(painter, box, font, index.row())
        self._paint_ground(painter, box, option)
        inside = box.adjusted(unit(font, 44), unit(font, 7), -unit(font, 20), 0)
        buttons = self._view.indexWidget(index)
        if buttons is not None:
            place = QStyle.visualRect(option.direction, option.rect, buttons.geometry())
            inside.setRight(place.left() - unit(font, 12))
        if isinstance(group, Group):
            self._paint_mark(painter, option, group)
            self._paint_group(painter, option, inside, index)
        elif isinstance(problem, Problem):
            self._paint_problem(painter, option, inside, index, problem)
        painter.restore()

    def _paint_line_above(self, painter: QPainter, box: QRectF, font: QFont, row: int) -> None:
        if row > 0:
            painter.setPen(QColor(tokens_now().line))
            side = unit(font, 20)
            painter.drawLine(box.topLeft() + QPointF(side, 0), box.topRight() - QPointF(side, 0))

    def _paint_ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        tokens, font, state = tokens_now(), option.font, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if not selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QColor(tokens.accent) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent_background if selected else tokens.chip))
        card = box.adjusted(unit(font, 8), 1.5, -unit(font, 8), -1.5)
        painter.drawRoundedRect(card, unit(font, 10), unit(font, 10))

    def _paint_mark(self, painter: QPainter, option: QStyleOptionViewItem, group: Group) -> None:
        """A small triangle: down while the files are listed below, else toward the title."""
        font, box = option.font, QRectF(option.rect)
        reach, inset = unit(font, 4), unit(font, 28)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        across = box.right() - inset if mirrored else box.left() + inset
        middle = QPointF(across, box.top() + unit(font, 15))
        turn = -1 if mirrored else 1
        corners = ((-1, -0.6), (1, -0.6), (0, 0.8)) if group.opened else ((-0.6, -1), (-0.6, 1), (0.8, 0))  # fmt: skip  # noqa: E501
        shape = QPolygonF([middle + QPointF(turn * x * reach, y * reach) for x, y in corners])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens_now().muted))
        painter.drawPolygon(shape)

    def _paint_group(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRectF, index: Index
    ) -> None:
        tokens, font = tokens_now(), option.font
        bold, small = scaled_font(font, 14 / 13, bold=True), scaled_font(font, 12 / 13)
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        _line(painter, option, inside, title, bold, tokens.text)
        below = inside.translated(0, _second_line(font))
        _line(painter, option, below, str(index.data(Role.ABOUT)), small, tokens.muted)

    def _paint_problem(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        inside: QRectF,
        index: Index,
        problem: Problem,
    ) -> None:
        tokens, font = tokens_now(), option.font
        small = scaled_font(font, 12 / 13)
        name = shown(problem.path.name)
        wide = QFontMetricsF(font).horizontalAdvance(name)
        _line(painter, option, inside, name, font, tokens.text, Qt.TextElideMode.ElideMiddle)
        left = inside.adjusted(wide + unit(font, 10), unit(font, 1), 0, 0)
        folder = shown(problem.path.parent)
        _line(painter, option, left, folder, small, tokens.muted, Qt.TextElideMode.ElideMiddle)
        tones = {"warning": tokens.warning_text, "error": tokens.error_text}
        colour = tones.get(index.data(Role.TONE), tokens.muted)
        below = inside.translated(0, _second_line(font))
        _line(painter, option, below, str(index.data(Role.ABOUT)), small, colour)


def _second_line(font: QFont) -> float:
    return QFontMetricsF(font).height() * 1.2


def _line(
    painter: QPainter,
    option: QStyleOptionViewItem,
    box: QRectF,
    text: str,
    font: QFont,
    colour: str,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    metrics = QFontMetricsF(font)
    if box.width() < metrics.averageCharWidth() * 4:
        return
    painter.setFont(font)
    painter.setPen(QColor(colour))
    toward = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    flags = toward | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
    place = QStyle.visualRect(option.direction, option.rect, box.toAlignedRect())
    painter.drawText(place, flags, metrics.elidedText(text, cut, box.width()))
