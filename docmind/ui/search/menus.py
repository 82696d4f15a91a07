"""The menus over the results: that of a result, and that of its copies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPoint, QPointF, Signal
from PySide6.QtGui import QAction

from docmind.core import Hit
from docmind.ui.search.copies import CopiesMenu
from docmind.ui.search.delegate import CardDelegate
from docmind.ui.search.model import Role
from docmind.ui.search.result_menu import ResultMenu
from docmind.ui.search.view import ResultsView


class ResultMenus(QObject):
    """Opens them where a person presses; one at a time."""

    copy_opened = Signal(object)  # Path
    copy_shown = Signal(object)  # Path

    def __init__(self, view: ResultsView, delegate: CardDelegate, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._delegate = delegate
        self._offered: tuple[QAction | None, ...] = ()
        view.pressed_at.connect(self._on_press)
        view.menu_asked.connect(self._show_menu)

    def offer(self, actions: Sequence[QAction | None]) -> None:
        """What the menu of a result holds beside its copies, None between groups."""
        self._offered = tuple(actions)

    def _on_press(self, index: QModelIndex, at: QPoint) -> None:
        if self._view.itemDelegate() is not self._delegate:
            return  # pictures side by side show no chips
        hit, rect = index.data(Role.HIT), self._view.visualRect(index)
        inside, lowered = QPointF(at - rect.topLeft()), bool(index.data(Role.BELOW_LINE))
        if hit is not None and self._delegate.is_on_copies(
            hit, rect.width(), inside, is_lowered=lowered
        ):
            self._show_copies(index, at)

    def _show_copies(self, index: QModelIndex, at: QPoint) -> None:
        hit: Hit | None = index.data(Role.HIT)
        if hit is not None and hit.copies:
            self._pop_up(CopiesMenu(hit, self._delegate.sources, self._view), at)

    def _show_menu(self, index: QModelIndex, at: QPoint) -> None:
        hit: Hit | None = index.data(Role.HIT)
        if hit is None:
            return
        if not self._view.selectionModel().isSelected(index):
            self._view.setCurrentIndex(index)  # its actions are about what is chosen
        self._pop_up(ResultMenu(hit, self._delegate.sources, self._offered, self._view), at)

    def _pop_up(self, menu: CopiesMenu, at: QPoint) -> None:
        menu.open_asked.connect(self.copy_opened)
        menu.folder_asked.connect(self.copy_shown)
        menu.popup(self._view.viewport().mapToGlobal(at))
