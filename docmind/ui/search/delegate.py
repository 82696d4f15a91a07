"""Paints the rows of the results, with the layout of each card kept until something changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from docmind.core import Hit
from docmind.ui.search.card import Card, CardStyle, lay_out, paint, paint_line
from docmind.ui.search.model import Role
from docmind.ui.search.reasons import breadcrumb
from docmind.ui.search.thumbnails import Thumbnails
from docmind.ui.widgets.theme import SCHEMES, Scheme, Tokens, scheme_now
from docmind.ui.widgets.unread import Unread
from docmind.ui.widgets.wording import tr

KEPT_CARDS = 300


class CardDelegate(QStyledItemDelegate):
    """One delegate for all rows; every row has the same height."""

    side = 0  # cards have an edge of their own

    def __init__(self, font: QFont, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = CardStyle(font)
        self._sources: tuple[Path, ...] = ()
        self._offline: tuple[Path, ...] = ()
        self._cell = QSize(200, self._style.height)
        self._unread = Unread()
        self.thumbnails = Thumbnails(self)
        self._cards: OrderedDict[tuple[int, int, Scheme, bool], tuple[Hit, Card]] = OrderedDict()

    def set_font(self, font: QFont) -> None:
        """Measure everything anew for another font."""
        self._style = CardStyle(font)
        self._cards.clear()

    def set_sources(self, sources: Sequence[Path]) -> None:
        """The sources breadcrumbs start from."""
        if tuple(sources) != self._sources:
            self._sources = tuple(sources)
            self._cards.clear()

    def set_offline(self, sources: Sequence[Path]) -> None:
        """The sources whose drives are not connected now."""
        if tuple(sources) != self._offline:
            self._offline = tuple(sources)
            self._cards.clear()

    def is_offline(self, hit: Hit) -> bool:
        """Whether a hit lies on a drive that is not connected now."""
        return any(hit.path.is_relative_to(source) for source in self._offline)

    def set_unread(self, unread: Unread) -> None:
        """What to say of files that were found by their name alone."""
        if unread != self._unread:
            self._unread = unread
            self._cards.clear()

    def forget(self) -> None:
        """Drop every laid-out card (another answer is shown)."""
        self._cards.clear()
        self.thumbnails.forget_waiting()

    def cell(self, width: int) -> QSize:
        """The size of every row in a view ``width`` pixels wide."""
        self._cell = QSize(max(1, width), self._style.height)
        return self._cell

    @property
    def sources(self) -> tuple[Path, ...]:
        """The sources breadcrumbs start from."""
        return self._sources

    def is_on_copies(self, hit: Hit, width: int, at: QPointF, *, is_lowered: bool = False) -> bool:
        """Whether a point of a row ``width`` pixels wide lies on the chip that tells of copies;
        ``is_lowered``: there is a line above the card."""
        if is_lowered:
            at = at - QPointF(0, self._style.lowered)
        card = self._card(hit, width, scheme_now(), QGuiApplication.isRightToLeft())
        return any(one.chip.copies and one.box.contains(at) for one in card.chips)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same for every row, so that the view asks for one."""
        return self._cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a card, with the ground of the selected one and a ring while it has focus."""
        hit = index.data(Role.HIT)
        if not isinstance(hit, Hit):
            return
        box = QRectF(option.rect)
        state = option.state
        scheme = scheme_now()
        tokens = SCHEMES[scheme]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        if index.data(Role.BELOW_LINE):
            words = tr("Weaker matches")
            paint_line(painter, box, words, self._style, tokens, is_mirrored=mirrored)
            box.adjust(0, self._style.lowered, 0, 0)
        self._paint_ground(painter, box, state, tokens)
        card = self._card(hit, round(box.width()), scheme, mirrored)
        paint(painter, box, card, self._style, tokens, selected, self._thumbnail(hit, painter))

    def _paint_ground(
        self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, tokens: Tokens
    ) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (selected or focused or hovered):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = tokens.accent_background if selected else tokens.chip
        painter.setBrush(QColor(ground) if selected or hovered else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.accent), 1) if focused else Qt.PenStyle.NoPen)
        side, below = self._style.outer, self._style.between
        around = box.adjusted(side, 1.5, -side, 1.5 - below)
        painter.drawRoundedRect(around, self._style.radius, self._style.radius)
        painter.restore()

    def _thumbnail(self, hit: Hit, painter: QPainter) -> QImage | None:
        if hit.kind != "image" or hit.container is not None:  # a member is no file on disk
            return None
        if self.is_offline(hit):
            return None
        ratio = painter.device().devicePixelRatioF()
        wide, high = self._style.badge_wide, self._style.badge_high
        return self.thumbnails.get(hit, round(wide * ratio), round(high * ratio))

    def _card(self, hit: Hit, width: int, scheme: Scheme, is_mirrored: bool = False) -> Card:
        key = (id(hit), width, scheme, is_mirrored)
        kept = self._cards.get(key)
        if kept is not None and kept[0] is hit:
            self._cards.move_to_end(key)
            return kept[1]
        place = breadcrumb(hit, self._sources)
        known = self._unread.reasons.get(hit.path, "")  # such as: it is only pictures
        instead = known if hit.read else self._unread.why(hit.path)
        card = lay_out(
            hit,
            place,
            width,
            self._style,
            SCHEMES[scheme],
            instead,
            is_mirrored=is_mirrored,
            is_offline=self.is_offline(hit),
        )
        self._cards[key] = (hit, card)
        if len(self._cards) > KEPT_CARDS:
            self._cards.popitem(last=False)
        return card
