"""Paints the rows of the results, with the layout of each card kept until something changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from docmind.core import Hit
from docmind.ui.search.card import Card, CardStyle, lay_out, paint, paint_line
from docmind.ui.search.model import Role
from docmind.ui.search.reasons import breadcrumb
from docmind.ui.search.thumbnails import Thumbnails
from docmind.ui.widgets.theme import SCHEMES, Scheme, scheme_now
from docmind.ui.widgets.unread import Unread
from docmind.ui.widgets.wording import tr

KEPT_CARDS = 300


class CardDelegate(QStyledItemDelegate):
    """One delegate for all rows; every row has the same height."""

    def __init__(self, font: QFont, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = CardStyle(font)
        self._sources: tuple[Path, ...] = ()
        self._unread = Unread()
        self.thumbnails = Thumbnails(self)
        self._cards: OrderedDict[tuple[int, int, Scheme], tuple[Hit, Card]] = OrderedDict()

    def set_font(self, font: QFont) -> None:
        """Measure everything anew for another font."""
        self._style = CardStyle(font)
        self._cards.clear()

    def set_sources(self, sources: Sequence[Path]) -> None:
        """The sources breadcrumbs start from."""
        if tuple(sources) != self._sources:
            self._sources = tuple(sources)
            self._cards.clear()

    def set_unread(self, unread: Unread) -> None:
        """What to say of files that were found by their name alone."""
        if unread != self._unread:
            self._unread = unread
            self._cards.clear()

    def forget(self) -> None:
        """Drop every laid-out card (another answer is shown)."""
        self._cards.clear()
        self.thumbnails.forget_waiting()

    @property
    def card_height(self) -> int:
        """Height of every row, in logical pixels."""
        return self._style.height

    @property
    def sources(self) -> tuple[Path, ...]:
        """The sources breadcrumbs start from."""
        return self._sources

    def is_on_copies(self, hit: Hit, width: int, at: QPointF) -> bool:
        """Whether a point of a row ``width`` pixels wide lies on the chip that tells of copies."""
        card = self._card(hit, width, scheme_now())
        return any(one.chip.copies and one.box.contains(at) for one in card.chips)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same for every row, so that the view asks for one."""
        return QSize(200, self._style.height)

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
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(tokens.accent_background if selected else tokens.chip))
            focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(tokens.accent), 1) if focused else Qt.PenStyle.NoPen)
            side, below = self._style.outer, self._style.between
            ground = box.adjusted(side, 1.5, -side, 1.5 - below)
            painter.drawRoundedRect(ground, self._style.radius, self._style.radius)
            painter.restore()
        if index.data(Role.BELOW_LINE):
            paint_line(painter, box, tr("Weaker matches"), self._style, tokens)
        card = self._card(hit, round(box.width()), scheme)
        paint(painter, box, card, self._style, tokens, selected, self._thumbnail(hit, painter))

    def _thumbnail(self, hit: Hit, painter: QPainter) -> QImage | None:
        if hit.kind != "image" or hit.container is not None:  # a member is no file on disk
            return None
        ratio = painter.device().devicePixelRatioF()
        wide, high = self._style.badge_wide, self._style.badge_high
        return self.thumbnails.get(hit, round(wide * ratio), round(high * ratio))

    def _card(self, hit: Hit, width: int, scheme: Scheme) -> Card:
        key = (id(hit), width, scheme)
        kept = self._cards.get(key)
        if kept is not None and kept[0] is hit:
            self._cards.move_to_end(key)
            return kept[1]
        place = breadcrumb(hit, self._sources)
        known = self._unread.reasons.get(hit.path, "")  # such as: it is only pictures
        instead = known if hit.read else self._unread.why(hit.path)
        card = lay_out(hit, place, width, self._style, SCHEMES[scheme], instead)
        self._cards[key] = (hit, card)
        if len(self._cards) > KEPT_CARDS:
            self._cards.popitem(last=False)
        return card
