"""What the window shows while nothing is asked: how much there is, what was asked, how to ask."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.side_row import SideRow
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import counted, tr

RECENT_SHOWN = 6


class IdlePage(QWidget):
    """There is something to search, and nothing is asked yet."""

    asked = Signal(int)  # the place of a recent search

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        font = self.font()
        self._title = QLabel(self)
        self._title.setFont(scaled_font(font, 18 / 13, bold=True))
        self._text = QLabel(self)
        look(self._text, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(unit(font, 24),) * 4)
        column.setSpacing(unit(font, 8))
        column.addStretch(2)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(unit(font, 22))
        sides = QHBoxLayout()
        sides.setSpacing(unit(font, 48))
        sides.addStretch(1)
        self._recent = self._recent_side()
        sides.addWidget(self._recent, 0, Qt.AlignmentFlag.AlignTop)
        sides.addWidget(self._ways_side(), 0, Qt.AlignmentFlag.AlignTop)
        sides.addStretch(1)
        column.addLayout(sides)
        column.addStretch(3)
        self.show_count(None)
        self.show_reading(False)
        self.show_recent(())

    def _recent_side(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading(tr("Recent searches")))
        self.rows = [SideRow("", side) for _ in range(RECENT_SHOWN)]
        for place, row in enumerate(self.rows):
            row.clicked.connect(lambda _checked=False, place=place: self.asked.emit(place))
            row.setFixedWidth(unit(self.font(), 240))
            column.addWidget(row)
        return side

    def _ways_side(self) -> QWidget:
        side = QWidget(self)
        grid = QGridLayout(side)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(unit(self.font(), 12))
        grid.setVerticalSpacing(unit(self.font(), 7))
        heading = self._heading(tr("Ways to ask"))
        heading.setContentsMargins(0, 0, 0, unit(self.font(), 2))
        grid.addWidget(heading, 0, 0, 1, 2)
        for row, (example, meaning) in enumerate(
            (
                (tr('"notice period"'), tr("these words, exactly so")),
                (tr("lease -draft"), tr("without a word")),
                (tr("invoice type:pdf"), tr("one type of file")),
                (tr("harbour kind:image"), tr("pictures only")),
                (tr("notice in:contracts"), tr("inside a folder")),
            ),
            1,
        ):
            left, right = QLabel(example, side), QLabel(meaning, side)
            look(left, "key")
            look(right, "muted")
            grid.addWidget(left, row, 0, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(right, row, 1)
        return side

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text, self)
        heading.setFont(scaled_font(self.font(), 11.5 / 13, bold=True))
        side = unit(self.font(), 8)
        heading.setContentsMargins(side, 0, side, unit(self.font(), 6))
        look(heading, "section")
        return heading

    def show_count(self, files: int | None) -> None:
        """Say how many files can be searched; None while that is not known yet."""
        if not files:  # none are read yet
            self._title.setText(tr("Search your files"))
        else:
            self._title.setText(counted(files, "Search {count} file", "Search {count} files"))

    def show_reading(self, reading: bool) -> None:
        """Whether more files are coming in right now."""
        text = tr("Type words, or ask in a sentence.")
        if reading:
            text = tr("Still reading. What has been read can be found already: type words, or ask "
                      "in a sentence.")  # fmt: skip
        self._text.setText(text)

    def show_recent(self, texts: Sequence[str]) -> None:
        """The recent searches, newest first."""
        for row, text in zip(self.rows, [*texts, *[""] * RECENT_SHOWN], strict=False):
            row.setText(text)
            row.setAccessibleName(tr("Search again: {text}").format(text=text))
            row.setVisible(bool(text))
        self._recent.setVisible(bool(texts))
