"""The list of what can be written: its rows and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from docmind.ui.search.completion import Proposal
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import tr

Index = QModelIndex | QPersistentModelIndex
PROPOSAL = Qt.ItemDataRole.UserRole + 1


class ProposalsModel(QAbstractListModel):
    """Rows are proposals."""

    def __init__(self) -> None:
        super().__init__()
        self._proposals: tuple[Proposal, ...] = ()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What is offered."""
        return self._proposals

    def show(self, proposals: Sequence[Proposal]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._proposals = tuple(proposals)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of proposals; 0 below a row."""
        return 0 if parent is not None and parent.isValid() else len(self._proposals)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The proposal and its texts."""
        if not index.isValid() or not 0 <= index.row() < len(self._proposals):
            return None
        proposal = self._proposals[index.row()]
        if role == PROPOSAL:
            return proposal
        if role == Qt.ItemDataRole.DisplayRole:
            return proposal.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(proposal)
        return None


def spoken(proposal: Proposal) -> str:
    """A proposal as it is read aloud."""
    if not proposal.facts:
        return proposal.title
    return tr("{value}, {facts}").format(value=proposal.title, facts=proposal.facts)


class ProposalDelegate(QStyledItemDelegate):
    """Title at the beginning, facts at the end; the row that Tab would take says so."""

    takes_tab = -1  # the row; none below 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with room around it."""
        return QSize(unit(option.font, 100), row_height(option))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, title, facts, key."""
        proposal: Proposal | None = index.data(PROPOSAL)
        if proposal is None:
            return
        font, tokens = option.font, tokens_now()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(tokens.accent) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_background if chosen else tokens.hover))
            radius = unit(font, 6)
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -1, -2), radius, radius)
        margin = unit(font, 8)
        inside = option.rect.adjusted(margin, 0, -margin, 0)
        if index.row() == self.takes_tab:
            inside = self._paint_key(painter, option, inside, chosen=chosen)
        inside = self._paint_end(painter, option, inside, proposal.facts)
        painter.setPen(QColor(tokens.accent_text if chosen else tokens.text))
        painter.setFont(font)
        title = QFontMetrics(font).elidedText(
            proposal.title, Qt.TextElideMode.ElideRight, inside.width()
        )
        place = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeading)
        painter.drawText(inside, place | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()

    def _paint_key(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, *, chosen: bool
    ) -> QRect:
        """A small key at the end; returns the room before it."""
        font = scaled_font(option.font, 11 / 13)
        key, tokens = tr("Tab"), tokens_now()
        wide = QFontMetrics(font).horizontalAdvance(key) + unit(font, 12)
        high = QFontMetrics(font).height() + unit(font, 2)
        box = QRect(inside.right() - wide, inside.center().y() - high // 2, wide, high)
        box = QStyle.visualRect(option.direction, inside, box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.panel if chosen else tokens.chip))
        painter.drawRoundedRect(box, unit(font, 5), unit(font, 5))
        painter.setPen(QColor(tokens.muted))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        return _before(option, inside, wide + unit(font, 8))

    def _paint_end(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, facts: str
    ) -> QRect:
        """The facts; returns the room before them."""
        if not facts:
            return inside
        font = scaled_font(option.font, 12 / 13)
        metrics = QFontMetrics(font)
        most = min(metrics.horizontalAdvance(facts) + 2, inside.width() * 3 // 5)
        painter.setFont(font)
        painter.setPen(QColor(tokens_now().muted))
        said = metrics.elidedText(facts, Qt.TextElideMode.ElideMiddle, most)
        place = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignTrailing)
        painter.drawText(inside, place | Qt.AlignmentFlag.AlignVCenter, said)
        return _before(option, inside, most + unit(font, 10))


def _before(option: QStyleOptionViewItem, inside: QRect, taken: int) -> QRect:
    """What is left of a row when its end is taken."""
    return QStyle.visualRect(option.direction, inside, inside.adjusted(0, 0, -taken, 0))


def row_height(option: QStyleOptionViewItem) -> int:
    """Height of a row in pixels."""
    return unit(option.font, 29)
