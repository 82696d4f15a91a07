"""How the preview works together with the rest: pages, zoom, matches, what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow


class PreviewWiring(QObject):
    """Answers the actions of the preview of one window."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of the preview do."""
        preview = self._window.preview
        return {
            "previous_page": lambda: preview.turn(-1),
            "next_page": lambda: preview.turn(1),
            "previous_match": lambda: self._step(-1),
            "next_match": lambda: self._step(1),
            "find_in_document": self._find,
            "zoom_in": lambda: preview.stage.zoom_by(1.25),
            "zoom_out": lambda: preview.stage.zoom_by(0.8),
            "zoom_fit": preview.stage.zoom_fit,
            "toggle_preview": lambda: preview.setVisible(preview.isHidden()),
        }

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        window.preview.mend_pressed.connect(lambda: window.sheets.show("problems"))
        window.desktop.page_program_found.connect(window.preview.set_opens_pages)
        # the child that draws takes a moment to start: it is ready when the first answer is
        window.asking.busy.connect(lambda _busy: window.desk.prepare())

    def _find(self) -> None:
        if self._window.sheets.current is None:
            self._window.preview.begin_finding()

    def _step(self, by: int) -> None:
        if self._window.sheets.current is None:
            self._window.preview.show()
            self._window.preview.step_match(by)
