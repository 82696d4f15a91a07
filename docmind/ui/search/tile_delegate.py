"""Paints the cells of the picture grid."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from docmind.core import Hit
from docmind.ui.search.model import Role
from docmind.ui.search.reasons import badge
from docmind.ui.search.thumbnails import Thumbnails
from docmind.ui.search.tile import TileStyle, paint_tile
from docmind.ui.widgets.theme import tokens_now
from docmind.ui.widgets.wording import shown


class TileDelegate(QStyledItemDelegate):
    """One delegate for all cells; ``is_offline`` tells what lies on a drive that is not there."""

    def __init__(
        self,
        font: QFont,
        thumbnails: Thumbnails,
        is_offline: Callable[[Hit], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = TileStyle(font)
        self._thumbnails = thumbnails
        self._is_offline = is_offline
        self._cell = QSize(1, 1)

    def set_font(self, font: QFont) -> None:
        """Measure everything anew for another font."""
        self._style = TileStyle(font)

    @property
    def side(self) -> int:
        """How far the cells are from the edges of the view, in pixels."""
        return self._style.outer

    def cell(self, width: int) -> QSize:
        """The size of every cell in a view ``width`` pixels wide."""
        self._cell = self._style.cell(width)
        return self._cell

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same for every cell."""
        return self._cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a picture with its name, and a ring around those that are chosen."""
        hit = index.data(Role.HIT)
        if not isinstance(hit, Hit):
            return
        cell, state, view = QRectF(option.rect), option.state, option.widget
        flag = QStyle.StateFlag
        paint_tile(
            painter,
            cell,
            shown(hit.path.name),
            self._picture(hit, self._style.picture(cell), painter),
            badge(hit)[0],
            self._style,
            tokens_now(),
            selected=bool(state & flag.State_Selected),
            current=view.currentIndex() == index if isinstance(view, QAbstractItemView) else False,
            hovered=bool(state & flag.State_MouseOver),
            faint=self._is_offline(hit),
        )

    def _picture(self, hit: Hit, box: QRectF, painter: QPainter) -> QImage | None:
        if self._is_offline(hit):
            return None
        ratio = painter.device().devicePixelRatioF()
        return self._thumbnails.get(hit, round(box.width() * ratio), round(box.height() * ratio))
