"""How the search field works with what the engine tells: what it offers, and what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow


class FieldWiring(QObject):
    """Joins the search field and what stands around it in one window."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of the field do."""
        return {"how_found": self._window.results.plan.toggle}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        window.results.plan.setToolTip(window.actions_table["how_found"].toolTip())
