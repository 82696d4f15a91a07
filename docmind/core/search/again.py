"""What is asked once more when the first answer is not good enough: with words set right, without
the filters that nothing passes, among more candidates."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from docmind.core.schema import Query, SearchAnswer
from docmind.core.search.answer import Search
from docmind.core.search.correct import Correction, Corrector, corrected_text, instead, offering
from docmind.core.search.parse import Condition
from docmind.core.search.relax import relaxations, relaxed

WIDER = 2  # times as many candidates
WIDEN_WITHIN = 0.02  # seconds after which nobody waits for it: it takes as long once more


class Asking(Protocol):
    """The two halves of a search."""

    def prepare(self, query: Query, began: float, left_out: Collection[Condition] = ()) -> Search:
        """The query as understood, without the conditions ``left_out``."""

    def answer(self, search: Search, began: float) -> SearchAnswer:
        """The answer to it, whatever it is worth."""


class SecondPass:
    """Improves answers. ``began`` is when the search began (``time.perf_counter``);
    ``widen_within`` how many seconds later more candidates are still asked for."""

    def __init__(
        self, asking: Asking, corrector: Corrector, widen_within: float = WIDEN_WITHIN
    ) -> None:
        self._asking = asking
        self._corrector = corrector
        self._widen_within = widen_within

    def improved(
        self, search: Search, answer: SearchAnswer, languages: Sequence[str], began: float
    ) -> SearchAnswer:
        """The best that can be said: ``answer`` itself when it is close."""
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
        elif weak:
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
        late = time.perf_counter() - began > self._widen_within
        typing = search.query.mode == "words"  # asked at every key, with the whole answer to follow
        if late or typing or not search.features.script_known:  # more of what is chance
            return answer
        again = self._asking.prepare(search.query, began)
        again.limit *= WIDER
        wider = self._asking.answer(again, began)
        return wider if wider.close else answer
