"""How the search field works with what the engine tells: what it offers, and what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.core import FacetName, Status
from docmind.ui.bridge import Answered
from docmind.ui.search.narrowing import narrowed

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow


class FieldWiring(QObject):
    """Joins the search field and what stands around it in one window."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of the field do."""
        return {
            "offer_filters": self._window.completion.open,
            "how_found": self._window.results.plan.toggle,
        }

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        window.completion.opened.connect(window.history.hide)
        window.asking.answered.connect(self._on_answer)
        window.bridge.status_came.connect(self._on_status)
        window.facets.picked.connect(self._narrow)
        for name, group in window.facets.groups.items():
            pane = f"facet_{name}"
            group.set_folded(not window.session.pane_visible(pane))
            group.folded.connect(
                lambda folded, pane=pane: window.session.keep_pane_visible(pane, not folded)
            )
        window.results.plan.setToolTip(window.actions_table["how_found"].toolTip())

    def _narrow(self, name: FacetName, value: str, more: bool) -> None:
        edit = self._window.field.edit
        edit.setText(narrowed(edit.text(), name, value, more=more))

    def _on_answer(self, answered: Answered) -> None:
        self._window.completion.show_answer(answered.query.text, answered.answer)

    def _on_status(self, status: Status) -> None:
        window = self._window
        pictures = status.pictures
        window.field.set_sees(pictures is not None and not pictures.missing)
        folders = [(source.path.as_posix(), source.path.name) for source in status.sources]
        window.completion.show_folders(folders)
