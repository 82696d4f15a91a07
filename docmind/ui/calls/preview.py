"""The calls for the preview, on lanes of their own: a page never waits for another errand."""

from __future__ import annotations

from PySide6.QtCore import Signal

from docmind.core import Hit
from docmind.ui.calls.searches import SearchCalls

PAGE_LANE, MATCHES_LANE = "pages", "matches"
PREVIEW_LANES = (PAGE_LANE, MATCHES_LANE)


class PreviewCalls(SearchCalls):
    """The part of the bridge that is about what a document says.

    Numbers of requests only grow; a newer request for a page replaces one that still waits.
    """

    page_came = Signal(int, object)  # request, PageText
    page_failed = Signal(int, object)  # request, DocMindError
    matches_came = Signal(int, object)  # request, DocumentMatches

    _page_request = 0

    def page_text(self, hit: Hit, page: int | None, query: str, *, marked: bool) -> int:
        """Ask for a page of a hit's document, with the best passage marked when ``marked``."""
        self._page_request += 1
        number = self._page_request
        span = hit.best.span if marked else None
        self._call(
            PAGE_LANE,
            lambda engine: engine.page_text(hit.file_id, page, span, query),
            lambda text: self.page_came.emit(number, text),
            lambda error: self.page_failed.emit(number, error),
            key="page",
        )
        return number

    def matches(self, hit: Hit, text: str, *, literally: bool) -> int:
        """Ask where a query, or ``literally`` a text, stands in a hit's document."""
        self._page_request += 1
        number = self._page_request
        self._call(
            MATCHES_LANE,
            lambda engine: engine.matches(hit.file_id, text, literally),
            lambda found: self.matches_came.emit(number, found),
            key="found" if literally else "matches",  # neither takes the other's turn
        )
        return number
