"""One facet in the sidebar: its name, its values as rows, and a way to see more of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from docmind.ui.search.facet_head import FacetHead
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.side_row import SideRow
from docmind.ui.widgets.theme import unit
from docmind.ui.widgets.wording import plain_tip, tr

MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row as it is shown: ``value`` is given back when it is pressed; "" is that of the row for
    all results, which is shown whatever else is."""

    value: str
    text: str
    count: str
    tip: str
    chosen: bool


class FacetGroup(QWidget):
    """Rows are buttons that stay; an answer only changes what they say."""

    picked = Signal(str, bool)  # the value of a row, and whether it is one more
    folded = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        self.title = title
        self._all: Sequence[GroupRow] = ()
        self._seen: list[GroupRow] = []
        self._whole = False
        self.rows: list[SideRow] = []
        self.head = FacetHead(title, self)
        self.head.folded.connect(self._on_folded)
        self.head.cleared.connect(lambda: self.picked.emit("", False))
        self.more = QPushButton(self)
        self.more.hide()  # and nameless until there is more to show
        look(self.more, "link")
        self.more.clicked.connect(self._turn)
        foot = QHBoxLayout()
        foot.setContentsMargins(unit(font, 8), 0, unit(font, 8), unit(font, 4))
        foot.addWidget(self.more)
        foot.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, unit(font, 6))
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addLayout(foot)
        self.show_rows(())

    @property
    def is_folded(self) -> bool:
        """Whether its values are hidden, but for those that are chosen."""
        return not self.head.fold.isChecked()

    def set_folded(self, folded: bool) -> None:
        """Hide its values, or show them."""
        self.head.fold.setChecked(not folded)

    def show_rows(self, rows: Sequence[GroupRow]) -> None:
        """Show these values; the first few, and those that are chosen."""
        self._all = rows
        self._seen = seen = [row for place, row in enumerate(rows) if self._is_seen(place, row)]
        while len(self.rows) < len(seen):
            self._add_row()
        for button, row in zip(self.rows, seen, strict=False):
            self._say(button, row)
        for place, button in enumerate(self.rows):
            button.setVisible(place < len(seen))
        self.head.clear.setVisible(any(row.chosen and row.value for row in rows))
        longer = len(seen) < len(rows) or (self._whole and len(rows) > MOST_ROWS)
        self.more.setVisible(longer and not self.is_folded)
        self.more.setText(tr("Show less") if self._whole else tr("Show more"))
        spoken = tr("{name}: show less") if self._whole else tr("{name}: show more")
        self.more.setAccessibleName(spoken.format(name=self.title))

    def _is_seen(self, place: int, row: GroupRow) -> bool:
        if self.is_folded:
            return row.chosen and bool(row.value)
        return self._whole or place < MOST_ROWS or row.chosen or not row.value

    def _say(self, button: SideRow, row: GroupRow) -> None:
        button.setText(row.text)
        button.setAccessibleName(tr("{name}: {value}").format(name=self.title, value=row.text))
        button.setToolTip(plain_tip(row.tip))
        button.setChecked(row.chosen)
        button.show_row(row.count, selected=row.chosen)

    def _add_row(self) -> None:
        row = SideRow("", self)
        row.setCheckable(True)
        place = len(self.rows)
        row.clicked.connect(lambda: self._pick(place))
        self.rows.append(row)
        self._column.insertWidget(place + 1, row)

    def _pick(self, place: int) -> None:
        row = self._seen[place]
        self.rows[place].setChecked(row.chosen)  # until the answer says otherwise
        with_it = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.picked.emit(row.value, bool(with_it))

    def _turn(self) -> None:
        self._whole = not self._whole
        self.show_rows(self._all)

    def _on_folded(self, folded: bool) -> None:
        self.show_rows(self._all)
        self.folded.emit(folded)
