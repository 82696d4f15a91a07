"""The searches of quick search, on a lane of their own: the window's own search goes on beside."""

from __future__ import annotations

from PySide6.QtCore import Signal

from docmind.core import Query
from docmind.ui.calls.lanes import EngineLanes

QUICK_LANE = "quick search"


class QuickCalls(EngineLanes):
    """The part of the bridge that quick search asks."""

    quick_came = Signal(int, object)  # request, SearchAnswer
    quick_failed = Signal(int, object)  # request, DocMindError

    def quick_search(self, request: int, query: Query) -> None:
        """Ask; ``quick_came`` or ``quick_failed`` follows with the number of the request. One that
        still waits for its turn is dropped for a newer one."""
        self._call(
            QUICK_LANE,
            lambda engine: engine.search(query),
            lambda answer: self.quick_came.emit(request, answer),
            lambda error: self.quick_failed.emit(request, error),
            key="search",
        )
