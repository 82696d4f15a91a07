"""The places in a document that a person steps through: where the words stand, page by page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from docmind.core import DocumentMatches, Span


@dataclass(frozen=True, slots=True)
class Place:
    """One place; ``page`` counts from 1, None in a document without pages."""

    page: int | None
    span: Span

    @property
    def order(self) -> tuple[int, int]:
        """What places are sorted by."""
        return self.page or 0, self.span.start


class Places:
    """Places in the order of the document, and which of them is the present one."""

    def __init__(self, places: Iterable[Place] = (), *, is_cut: bool = False) -> None:
        self._places = sorted(set(places), key=lambda place: place.order)
        self._orders = [place.order for place in self._places]
        self._at: int | None = None
        self.is_cut = is_cut

    @classmethod
    def of(cls, matches: DocumentMatches, passages: Iterable[Place] = ()) -> Places:
        """Every match, and each passage that holds none."""
        found = [Place(page.number, span) for page in matches.pages for span in page.spans]
        orders = sorted(place.order for place in found)

        def holds_none(passage: Place) -> bool:
            number, start = passage.order
            first = bisect_left(orders, (number, start))
            return first == len(orders) or orders[first] >= (number, passage.span.end)

        return cls([*found, *filter(holds_none, passages)], is_cut=matches.is_cut)

    def __len__(self) -> int:
        return len(self._places)

    @property
    def current(self) -> Place | None:
        """Where the person is, None before the first step."""
        return self._places[self._at] if self._at is not None else None

    @property
    def number(self) -> int:
        """The present place counted from 1, 0 when there is none."""
        return 0 if self._at is None else self._at + 1

    def begin(self, page: int | None, span: Span | None) -> None:
        """Be at the first place inside ``span``, if there is one, else between places."""
        self._at = None
        first = bisect_left(self._orders, (page or 0, span.start if span else 0))
        ends = (page or 0, span.end if span else 0)
        if first < len(self._orders) and self._orders[first] < ends:
            self._at = first

    def step(self, by: int, page: int | None, offset: int) -> Place | None:
        """Go on, or back, around the ends; from a position when the person is at no place."""
        if not self._places:
            return None
        if self._at is None:
            after = bisect_left(self._orders, (page or 0, offset))
            self._at = after - 1 if by > 0 else after
        self._at = (self._at + by) % len(self._places)
        return self.current

    def on_page(self, page: int | None) -> tuple[Span, ...]:
        """The spans of all places of a page."""
        start, end = (bisect_left(self._orders, ((page or 0) + more, -1)) for more in (0, 1))
        return tuple(place.span for place in self._places[start:end])
