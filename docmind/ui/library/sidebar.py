"""The left side: name of the program, sources, a way to add one, and room for facets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from docmind.ui.library.coverage import CoverageLine
from docmind.ui.library.sources import SourcesModel, SourcesView
from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.side_scroll import SideScroll
from docmind.ui.widgets.theme import icon_size, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.core import SourceStatus

ROWS_SHOWN = 12


class Sidebar(QWidget):
    """Sources with their state; ``below`` is placed under them."""

    add_pressed = Signal()

    def __init__(self, below: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "sidebar")
        font = self.font()
        self.model = SourcesModel(self)
        self.view = SourcesView(self.model, self)
        self._name = QLabel("DocMind", self)
        self._name.setFont(scaled_font(font, 15 / 13, bold=True))
        self._menu = QToolButton(self)
        self._menu.setAccessibleName(tr("Menu"))
        self._menu.setToolTip(tr("Menu"))
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look(self._menu, "icon")
        self.coverage = CoverageLine(self)
        self._none = QLabel(tr("None yet"), self)
        look(self._none, "muted")
        self._none.setContentsMargins(*(unit(font, edge) for edge in (8, 6, 8, 6)))
        self._add = QPushButton(tr("+ Add folder…"), self)
        self._add.setAccessibleName(tr("Add folder"))
        look(self._add, "link")
        self._add.clicked.connect(self.add_pressed)
        self._arrange(below)
        self.show_sources(())

    def _arrange(self, below: QWidget) -> None:
        font = self.font()
        head = QHBoxLayout()
        head.addSpacing(unit(font, 8))  # turned with the direction of reading, unlike a margin
        head.addWidget(self._name)
        head.addStretch()
        head.addWidget(self._menu)
        folders = QLabel(tr("Folders"), self)
        folders.setFont(scaled_font(font, 11.5 / 13, bold=True))
        folders.setContentsMargins(unit(font, 8), unit(font, 16), unit(font, 8), unit(font, 6))
        look(folders, "section")
        add = QHBoxLayout()
        add.setContentsMargins(unit(font, 8), unit(font, 4), unit(font, 8), unit(font, 10))
        add.addWidget(self._add)
        add.addStretch()
        side = unit(font, 12)
        head.setContentsMargins(side, 0, side, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, unit(font, 16), 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        self.scroll_area = SideScroll(side, self)
        self.scroll_area.setAccessibleName(tr("Folders"))
        whole.addWidget(self.scroll_area, 1)
        column = self.scroll_area.column
        column.addWidget(folders)
        column.addWidget(self._none)
        column.addWidget(self.view)
        column.addWidget(self.coverage)
        column.addLayout(add)
        column.addWidget(below)
        column.addStretch()
        self._column = column
        self.setMinimumWidth(unit(font, 160))
        self._draw()

    def add_below(self, widget: QWidget) -> None:
        """Place one more part under the others."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def set_menu(self, menu: QMenu) -> None:
        """The menu of all actions."""
        self._menu.setMenu(menu)

    def show_sources(self, sources: tuple[SourceStatus, ...]) -> None:
        """Show the sources of the library."""
        self.view.show_sources(sources)
        self._none.setVisible(not sources)
        self.view.setVisible(bool(sources))
        row = unit(self.font(), 29)
        self.view.setFixedHeight(row * min(len(sources), ROWS_SHOWN))

    def focus_target(self) -> QWidget:
        """Where the focus goes when a person moves to this pane."""
        return self.view if self.view.isVisibleTo(self) else self._add

    def _draw(self) -> None:
        side = icon_size(self.font(), 16)
        self._menu.setIcon(icon("menu", tokens_now().muted, side.width()))
        self._menu.setIconSize(side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_menu"):
            self._draw()

    def sizeHint(self) -> QSize:
        """As wide as in the design."""
        return QSize(unit(self.font(), 232), unit(self.font(), 600))
