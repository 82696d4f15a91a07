"""The button in the preview's header that holds what is done less often."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, tokens_now
from docmind.ui.widgets.wording import tr


class MoreButton(QToolButton):
    """Opens a menu of actions of the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("More"))
        self.setToolTip(tr("More that can be done with this result"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.setMenu(menu)
        look(self, "step")
        self._draw_icon()

    def offer(self, *groups: Sequence[QAction]) -> None:
        """Fill the menu anew, with a line between the groups."""
        menu = self.menu()
        menu.clear()
        for group in groups:
            if not menu.isEmpty() and group:
                menu.addSeparator()
            menu.addActions(list(group))

    def _draw_icon(self) -> None:
        side = icon_size(self.font(), 14)
        self.setIcon(icon("more", tokens_now().text, side.width()))
        self.setIconSize(side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()
