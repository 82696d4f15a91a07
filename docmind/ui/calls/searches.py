"""The calls about kept searches, on a lane of their own: writing them down holds nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from docmind.core import EngineApi, Mode, Query
from docmind.ui.calls.lanes import not_ready
from docmind.ui.calls.quick import QuickCalls

SEARCH_LANE = "kept searches"


class SearchCalls(QuickCalls):
    """The part of the bridge that is about the history of searches and the saved ones.

    What a call changes comes back as ``searches_came``, like what others changed.
    """

    searches_came = Signal(object)  # Searches
    searches_erased = Signal(int)
    search_refused = Signal(object)  # DocMindError of saving, renaming, removing, erasing

    def ask_searches(self) -> None:
        """Ask which searches are kept."""
        self._call(
            SEARCH_LANE, lambda engine: engine.searches(), self.searches_came.emit, key="searches"
        )

    def remember_search(self, query: Query) -> None:
        """The person acted on this search."""
        self._call(SEARCH_LANE, lambda engine: engine.remember_search(query), _nothing)

    def erase_search(self, text: str) -> None:
        """Take one search out of the history."""
        self._change(lambda engine: engine.forget_searches(text))

    def erase_history(self) -> None:
        """Erase the whole history: ``searches_erased`` follows."""
        self._change(lambda engine: engine.forget_searches(), self.searches_erased.emit)

    def save_search(self, name: str, text: str, mode: Mode) -> None:
        """Keep a search under a name."""
        self._change(lambda engine: engine.save_search(name, text, mode))

    def rename_saved_search(self, name: str, new_name: str) -> None:
        """Give a saved search another name."""
        self._change(lambda engine: engine.rename_saved_search(name, new_name))

    def remove_saved_search(self, name: str) -> None:
        """Forget a saved search."""
        self._change(lambda engine: engine.remove_saved_search(name))

    def _change(
        self, call: Callable[[EngineApi], Any], done: Callable[[Any], None] | None = None
    ) -> None:
        if self.is_open:
            self._call(SEARCH_LANE, call, done or _nothing, self.search_refused.emit)
        else:
            self.search_refused.emit(not_ready())


def _nothing(_result: object) -> None:
    """An event tells what changed."""
