"""The calls about kept searches, on a lane of their own: writing them down holds nothing else."""

from __future__ import annotations

from PySide6.QtCore import Signal

from docmind.core import Mode, Query
from docmind.ui.engine_lanes import EngineLanes

SEARCH_LANE = "kept searches"


class SearchCalls(EngineLanes):
    """The part of the bridge that is about the history of searches and the saved ones."""

    searches_came = Signal(object)  # Searches
    searches_erased = Signal(int)
    search_refused = Signal(object)  # DocMindError of saving, renaming, removing, erasing

    def ask_searches(self) -> None:
        """Ask which searches are kept: ``searches_came`` follows."""
        self._call(
            SEARCH_LANE, lambda engine: engine.searches(), self.searches_came.emit, key="searches"
        )

    def remember_search(self, query: Query) -> None:
        """The person acted on this search."""
        self._call(SEARCH_LANE, lambda engine: engine.remember_search(query), _nothing)

    def erase_search(self, text: str) -> None:
        """Take one search out of the history."""
        self._call(
            SEARCH_LANE,
            lambda engine: engine.forget_searches(text),
            _nothing,
            self.search_refused.emit,
        )

    def erase_history(self) -> None:
        """Erase the whole history: ``searches_erased`` follows."""
        self._call(
            SEARCH_LANE,
            lambda engine: engine.forget_searches(),
            self.searches_erased.emit,
            self.search_refused.emit,
        )

    def save_search(self, name: str, text: str, mode: Mode) -> None:
        """Keep a search under a name."""
        self._call(
            SEARCH_LANE,
            lambda engine: engine.save_search(name, text, mode),
            _nothing,
            self.search_refused.emit,
        )

    def rename_saved_search(self, name: str, new_name: str) -> None:
        """Give a saved search another name."""
        self._call(
            SEARCH_LANE,
            lambda engine: engine.rename_saved_search(name, new_name),
            _nothing,
            self.search_refused.emit,
        )

    def remove_saved_search(self, name: str) -> None:
        """Forget a saved search."""
        self._call(
            SEARCH_LANE,
            lambda engine: engine.remove_saved_search(name),
            _nothing,
            self.search_refused.emit,
        )


def _nothing(_result: object) -> None:
    """An event tells what changed."""
