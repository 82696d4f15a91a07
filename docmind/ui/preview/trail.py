"""Stepping through what stands in a document: the matches of the query, or of the find bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from docmind.core import DocumentMatches, Hit, Span
from docmind.ui.bridge import Bridge
from docmind.ui.preview.find_bar import FindBar
from docmind.ui.preview.match_steps import MatchSteps
from docmind.ui.preview.places import Place, Places
from docmind.ui.widgets.timing import one_shot

PAUSE_MS = 120  # a person who goes down the results asks for no matches on the way


class Trail(QObject):
    """Asks where the words stand once a document rests, and steps from place to place.

    ``came``: the places are others than before. ``gone_to`` says which one to show.
    """

    came = Signal()
    gone_to = Signal(object)  # Place

    def __init__(
        self, bridge: Bridge, steps: MatchSteps, find_bar: FindBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._steps = steps
        self._find_bar = find_bar
        self._hit: Hit | None = None
        self._query = ""
        self._places = Places()  # of the query
        self._found: Places | None = None  # of the find bar
        self._asked = self._asked_found = 0
        self._is_known = False
        self._waits: int | None = None  # a step that was asked for before the places came
        self._from: tuple[int | None, int] = (None, 0)
        self._stepped = False
        self._pause = one_shot(self, PAUSE_MS, self._ask)
        find_bar.wanted.connect(self._ask_found)
        bridge.matches_came.connect(self._on_matches)

    def follow(self, hit: Hit, query: str) -> None:
        """Begin anew for another result."""
        self._hit, self._query = hit, query
        self._places, self._found = Places(), None
        self._asked = self._asked_found = 0
        self._is_known = self._stepped = False
        self._waits = None
        self._pause.stop()
        self._steps.hide()
        if self._find_bar.text:
            self._find_bar.show_places(Places())

    def leave(self) -> None:
        """There is no document."""
        self._hit = None
        self._pause.stop()
        self._steps.hide()

    def look(self) -> None:
        """The document is shown: look for the places soon, unless they are known."""
        if self._hit is not None and not self._is_known and not self._asked:
            self._pause.start()

    @property
    def finds(self) -> bool:
        """Whether the find bar's places are the ones to show."""
        return self._found is not None and bool(self._find_bar.text)

    @property
    def leads(self) -> bool:
        """Whether a person steps from place to place."""
        return self.finds or self._stepped

    def marks(self, page: int | None) -> tuple[Span | None, tuple[Span, ...]]:
        """(the present place, all places) of a page."""
        places = self._now
        here = places.current
        current = here.span if here is not None and self.leads and here.page == page else None
        return current, places.on_page(page)

    def step(self, by: int, page: int | None, offset: int) -> None:
        """Go to the place after or before the present one, from a position in the document where
        there is none. While the places are on their way it is gone to when they come."""
        if self._hit is None or not self._hit.read:
            return
        if not self._is_known and not self.finds:
            self._waits, self._from = by, (page, offset)
            self._pause.stop()
            self._ask()
            return
        place = self._now.step(by, page, offset)
        self._show()
        if place is not None:
            self._stepped = True
            self.gone_to.emit(place)

    def stray(self) -> None:
        """The person turned the page: the next step goes on from there."""
        self._stepped = False
        self._now.begin(None, None)
        self._show()

    def leave_find(self) -> None:
        """The find bar was closed: the query's places count again."""
        self._found = None
        self._show()

    # ---- asking --------------------------------------------------------------------------------

    @property
    def _now(self) -> Places:
        return self._found if self._found is not None and self.finds else self._places

    def _ask(self) -> None:
        if self._hit is not None and not self._asked and not self._is_known:
            self._asked = self._bridge.matches(self._hit, self._query, literally=False)
        if self._hit is not None and self._find_bar.text and self._found is None:
            self._ask_found(self._find_bar.text)

    def _ask_found(self, text: str) -> None:
        if self._hit is None or not self._hit.read:
            return
        if text:
            self._asked_found = self._bridge.matches(self._hit, text, literally=True)
        else:
            self._found, self._asked_found = None, 0
            self._find_bar.show_places(Places())
            self.came.emit()

    def _on_matches(self, asked: int, matches: DocumentMatches) -> None:
        hit = self._hit
        if hit is None:
            return
        if asked == self._asked_found:
            self._found = Places.of(matches)
            self._found.begin(hit.best.page, None)
            self._show()
            self.came.emit()
            if len(self._found):
                self.step(1, hit.best.page, hit.best.focus.start)
        elif asked == self._asked:
            passages = [Place(one.page, one.focus) for one in (hit.best, *hit.passages)]
            self._places = Places.of(matches, passages if hit.best.snippet else ())
            self._places.begin(hit.best.page, hit.best.focus)
            self._is_known = True
            self._show()
            self._take_waiting()

    def _take_waiting(self) -> None:
        by, self._waits = self._waits, None
        if by is not None:
            self.step(by, *self._from)

    def _show(self) -> None:
        self._steps.show_places(self._places)
        self._steps.setVisible(len(self._places) > 1 and not self.finds)
        if self._find_bar.text:
            self._find_bar.show_places(self._found or Places())
