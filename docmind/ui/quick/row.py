"""Paints a result of quick search: its kind, its title, and where it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from docmind.core import Hit
from docmind.ui.search.model import Role, shown_line
from docmind.ui.search.reasons import badge, breadcrumb
from docmind.ui.widgets.theme import ON_BADGE, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import isolated, shown

Index = QModelIndex | QPersistentModelIndex


class QuickRow(QStyledItemDelegate):
    """Two lines beside a badge; every row has the same height."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._font = parent.font()
        self._sources: tuple[Path, ...] = ()
        base = self._font
        self._title = scaled_font(base, 14 / 13, bold=True)
        self._small = scaled_font(base, 12 / 13)
        self._letters = scaled_font(base, 9.5 / 13, bold=True)
        self._pad = unit(base, 8)

    def set_sources(self, sources: Sequence[Path]) -> None:
        """The sources breadcrumbs start from."""
        self._sources = tuple(sources)

    @property
    def height(self) -> int:
        """Height of every row, in logical pixels."""
        lines = QFontMetrics(self._title).height() + QFontMetrics(self._small).height()
        return lines + 2 * self._pad + unit(self._font, 3)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for every row."""
        return QSize(unit(self._font, 200), self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the chosen row, then badge and texts, from the leading side."""
        hit = index.data(Role.HIT)
        if not isinstance(hit, Hit):
            return
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            radius = unit(self._font, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens_now().accent_background))
            painter.drawRoundedRect(box, radius, radius)
        self._paint_badge(painter, option, hit)
        self._paint_texts(painter, option, hit)
        painter.restore()

    def _paint_badge(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        letters, colour = badge(hit)
        wide, high = unit(self._font, 38), unit(self._font, 22)
        whole = option.rect
        place = QRect(whole.left() + self._pad, whole.center().y() - high // 2 + 1, wide, high)
        place = QStyle.visualRect(option.direction, whole, place)
        radius = unit(self._font, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(place, radius, radius)
        painter.setPen(QColor(ON_BADGE))
        painter.setFont(self._letters)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letters)

    def _paint_texts(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        whole, tokens = option.rect, tokens_now()
        side = self._pad + unit(self._font, 38) + unit(self._font, 11)
        room = whole.width() - side - self._pad
        place = isolated(breadcrumb(hit, self._sources))
        snippet = isolated(shown_line(hit.best.snippet))
        lines = (
            (self._title, tokens.text, shown(hit.title) or shown(hit.path.name)),
            (self._small, tokens.muted, f"{place}   {snippet}" if snippet else place),
        )
        top = whole.top() + self._pad
        for font, colour, text in lines:
            top += self._paint_line(painter, option, (side, top, room), font, colour, text)

    def _paint_line(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: tuple[int, int, int],
        font: QFont,
        colour: str,
        text: str,
    ) -> int:
        """One line at (leading side, top, width). Returns how much lower the next one begins."""
        metrics = QFontMetrics(font)
        side, top, room = place
        box = QRect(option.rect.left() + side, top, room, metrics.height())
        painter.setFont(font)
        painter.setPen(QColor(colour))
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QStyle.visualRect(option.direction, option.rect, box), align, cut)
        return metrics.height() + unit(self._font, 3)
