"""What is asked once more when the first answer is not good enough: with words set right, without
the filters that nothing passes, among more candidates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from docmind.core.schema import Query, SearchAnswer
from docmind.core.search.answer import Search
from docmind.core.search.correct import Correction, Corrector, corrected_text, instead, offering
from docmind.core.search.parse import Condition
from docmind.core.search.relax import relaxations, relaxed

WIDER = 2  # times as many candidates
WIDEN_UP_TO = 50_000  # passages; it takes as long as the answer itself once more


class Asking(Protocol):
    """The two halves of a search."""

    def prepare(self, query: Query, began: float, left_out: Collection[Condition] = ()) -> Search:
        """The query as understood, without the conditions ``left_out``."""

    def answer(self, search: Search, began: float) -> SearchAnswer:
        """The answer to it, whatever it is worth."""


class SecondPass:
    """Improves answers. ``began`` is when the search began (``time.perf_counter``)."""

    def __init__(self, asking: Asking, corrector: Corrector) -> None:
        self._asking = asking
        self._corrector = corrector

    def improved(
        self,
        search: Search,
        answer: SearchAnswer,
        languages: Sequence[str],
        passages: int,
        began: float,
    ) -> SearchAnswer:
        """The best that can be said: ``answer`` itself when it is close. ``languages`` and
        ``passages`` are those of the library."""
        weak = not (answer.hits and answer.close)
        found = self._corrector.corrections(search, languages, weak=weak)
        sure = tuple(one for one in found if one.sure)
        if sure and weak and search.query.correct:
            corrected = self._corrected(search, answer, sure, began)
            if corrected is not None:
                return corrected
        offered = tuple(one for one in found if weak or one.likely)
        if not answer.hits:
            answer = self.without_filters(search, answer, began)
        elif weak and passages <= WIDEN_UP_TO:
            answer = self._widened(search, answer, began)
        return offering(answer, search.asked, offered)

    def without_filters(self, search: Search, answer: SearchAnswer, began: float) -> SearchAnswer:
        """``answer``, or one without the filters that let nothing pass."""
        if answer.hits or not search.query.relax:
            return answer
        for left_out in relaxations(search.asked):
            again = self._asking.prepare(search.query, began, left_out)
            wider = self._asking.answer(again, began)
            if wider.hits:
                return relaxed(wider, search.asked, left_out)
        return answer

    def _corrected(
        self, search: Search, answer: SearchAnswer, found: Sequence[Correction], began: float
    ) -> SearchAnswer | None:
        """The answer with words set right; None when the one to what was typed will do."""
        text = corrected_text(search.asked, found)
        again = self._asking.prepare(replace(search.query, text=text), began)
        other = self._asking.answer(again, began)
        other = self.without_filters(again, other, began)
        if not other.hits or (answer.hits and not other.close):
            return None
        return instead(other, answer, text, found)

    def _widened(self, search: Search, answer: SearchAnswer, began: float) -> SearchAnswer:
        """``answer``, or a close one from among more candidates. Only that is worth it: among more
        candidates what is not close is ordered worse (tests/quality/RANKING.md)."""
        # words are asked at every key, with the whole answer to follow; what a model that cannot
        # read the query finds is chance, and more of it no better
        if search.query.mode != "auto" or not search.features.script_known:
            return answer
        again = self._asking.prepare(search.query, began)
        again.limit *= WIDER
        wider = self._asking.answer(again, began)
        return wider if wider.close else answer
