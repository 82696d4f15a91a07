"""The head of an answer, put in order by a model that reads query and passage together.

It has a wall-clock budget and fails open: whatever goes wrong, what was found stands as it was
found, and the plan says why. How many passages it may read follows from the seconds that one took
on this computer. ``head`` has the rules of the order.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from docmind.core.errors import DocMindError, ModelError
from docmind.core.schema import ChunkRecord, Hit, Query, SearchAnswer
from docmind.core.schema_rerank import Reranked
from docmind.core.search.bounds import bounded, readable
from docmind.core.search.head import LEAST, MOST, Pace, may_move, reordered
from docmind.core.search.parse import parse
from docmind.core.vectors import Float32

log = logging.getLogger(__name__)

AGAIN = 60.0  # seconds until one that failed or was too slow is tried again
HUNG = 10.0  # seconds after which an answer is not waited for in the background either
CHARACTERS = 4000  # of a passage, and of the query
MODES = ("auto", "meaning")
_STANDS = "so the results stand as they were found."

Ask = Callable[[Query], SearchAnswer]
Chunks = Callable[[Sequence[str]], Mapping[str, ChunkRecord]]
"""Passages by the ids of their points; unknown ids are left out."""


class RerankAccess(Protocol):
    """The reranker in use (``rerank.chosen``)."""

    @property
    def title(self) -> str:
        """What it is called; "" when there is none."""

    @property
    def missing(self) -> DocMindError | None:
        """Why the one that was asked for cannot be used."""

    @property
    def ready(self) -> bool:
        """Whether its model is in memory."""

    def start(self) -> None:
        """Bring its model into memory. Raises ``DocMindError``."""

    def rerank(self, query: str, passages: Sequence[str], timeout: float) -> Float32:
        """float32[n], higher is better. Raises ``DocMindError``."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """How many passages may be read, or why none; ``lasting`` where that will not pass by itself
    in a moment."""

    passages: int
    note: str = ""
    lasting: bool = False


class Reranking:
    """Searches, and puts the head in order where that is asked for. Thread-safe.

    ``ask`` searches, ``chunks`` gives the texts of passages; ``budget`` is in seconds and begins
    when the search is done. Loading never delays an answer: the first search begins it.
    """

    def __init__(
        self, ask: Ask, chunks: Chunks, reranker: RerankAccess, budget: float, again: float = AGAIN
    ) -> None:
        self._ask = ask
        self._chunks = chunks
        self._reranker = reranker
        self._budget = budget
        self._again = again
        self._pace = Pace()
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._work: Future[Float32] | None = None
        self._rests_until = 0.0
        self._failure: DocMindError | None = None
        self._told: set[str] = set()
        self._closed = False

    def close(self) -> None:
        """Let the thread that waits for the reranker go."""
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def search(self, query: Query) -> SearchAnswer:
        """The answer, its head in order. Raises what the search raises, and nothing else."""
        plain = replace(query, rerank=False)
        title = self._reranker.title if query.rerank and query.sort == "relevance" else ""
        if not title or query.limit < 1 or query.mode not in MODES or query.like is not None:
            return self._ask(plain)
        reach = self._reach(title)
        answer = self._ask(replace(plain, limit=max(query.limit, reach.passages)))
        try:
            answer = self._put_in_order(query, answer, title, reach)
        except Exception as error:  # noqa: BLE001 - whatever it is, what was found stands
            log.warning("reranking failed: %s", error)
            note = f"{title} failed, {_STANDS}"
            answer = told(answer, Reranked(title, note=note))
        return replace(answer, hits=answer.hits[: query.limit])

    def wait_until_ready(self, text: str, passages: Sequence[str], timeout: float) -> bool:
        """Load the reranker and measure it with these, at least one; True when it can be asked.
        For measurements, which must not begin without it."""
        until = time.monotonic() + timeout
        self._begin(text, list(passages))
        work = self._work
        if work is not None:
            try:
                work.result(max(until - time.monotonic(), 0.0))
            except Exception as error:  # noqa: BLE001 - the state below tells
                log.warning("the reranker is not there: %s", error)
        title = self._reranker.title
        return bool(title) and self._reach(title).passages > 0

    # -- how much may be asked -------------------------------------------------------------------

    def _reach(self, title: str) -> _Reach:
        failure = self._reranker.missing or self._failure
        if failure is not None:
            return _Reach(0, f"{failure.title}, {_STANDS}", lasting=True)
        if not self._pace.known or not self._reranker.ready:
            return _Reach(0, f"{title} is being loaded, {_STANDS}")
        fits = self._pace.fits(self._budget)
        if fits >= LEAST:
            return _Reach(fits)
        budget = round(self._budget * 1000)
        return _Reach(0, f"{title} is too slow here for {budget} milliseconds, {_STANDS}", True)

    def _put_in_order(
        self, query: Query, answer: SearchAnswer, title: str, reach: _Reach
    ) -> SearchAnswer:
        text = bounded(parse(readable(answer.plan.searched or query.text)))[0].wanted[:CHARACTERS]
        if not any(map(str.isalnum, text)):
            return answer
        texts = self._texts(answer.hits, reach.passages or LEAST)
        passages = list(texts.values())
        if reach.note:
            if passages:
                self._begin(text, passages)
            return self._excused(answer, title, reach)
        if len(passages) < 2:
            return answer
        began = time.perf_counter()
        scores, note = self._scores(title, text, passages)
        took = round((time.perf_counter() - began) * 1000, 3)
        if scores is None:
            return told(answer, Reranked(title, milliseconds=took, note=note))
        hits = reordered(answer.hits, dict(zip(texts, map(float, scores), strict=True)))
        moved = sum(
            one.file_id != other.file_id for one, other in zip(hits, answer.hits, strict=True)
        )
        return told(replace(answer, hits=hits), Reranked(title, len(texts), moved, took))

    def _excused(self, answer: SearchAnswer, title: str, reach: _Reach) -> SearchAnswer:
        """Say why it was not asked: among the notes too where that lasts, but not every time."""
        with self._lock:
            is_new = reach.lasting and reach.note not in self._told
            if is_new:
                self._told.add(reach.note)
        if is_new:
            plan = replace(answer.plan, notes=(*answer.plan.notes, reach.note))
            answer = replace(answer, plan=plan)
        return told(answer, Reranked(title, note=reach.note))

    def _texts(self, hits: Sequence[Hit], most: int) -> dict[int, str]:
        """Place -> best passage of the first hits that may move, as far as it is known."""
        places = [place for place, hit in enumerate(hits[:MOST]) if may_move(hit)][:most]
        chunks = self._chunks([hits[place].best.point_id for place in places])
        return {
            place: chunks[key].text[:CHARACTERS]
            for place in places
            if (key := hits[place].best.point_id) in chunks
        }

    # -- asking it ---------------------------------------------------------------------------------

    def _scores(self, title: str, text: str, passages: list[str]) -> tuple[Float32 | None, str]:
        """(scores, a sentence instead of scores when there are none in time)."""
        work = self._submit(lambda: self._asked(text, passages))
        if work is None:
            return None, f"{title} is still busy with an earlier question, {_STANDS}"
        try:
            return work.result(self._budget), ""
        except FutureTimeout:
            return None, f"{title} did not answer in time, {_STANDS}"
        except DocMindError as error:
            return None, f"{error.title}, {_STANDS}"

    def _asked(self, text: str, passages: list[str]) -> Float32:
        try:
            began = time.perf_counter()
            scores = self._checked(text, passages)
            took = time.perf_counter() - began
            if took > self._budget:
                # it may have been started anew meanwhile, or there are long passages
                self._measure(text, passages)
            else:
                self._pace.seen(took, len(passages))
        except DocMindError as error:
            self._fail(error)
            raise
        return scores

    def _begin(self, text: str, passages: list[str]) -> None:
        """Load it and measure it in the background, unless it shall rest or is busy."""
        if time.monotonic() >= self._rests_until and self._reranker.missing is None:
            self._submit(lambda: self._bring_up(text, passages))

    def _bring_up(self, text: str, passages: list[str]) -> Float32:
        try:
            self._reranker.start()
            self._checked(text, passages[:LEAST])  # the first time costs more than any later
            return self._measure(text, passages)
        except DocMindError as error:
            self._fail(error)
            raise

    def _measure(self, text: str, passages: list[str]) -> Float32:
        """Learn the pace from the longest passages."""
        longest = sorted(passages, key=len, reverse=True)[:LEAST]
        began = time.perf_counter()
        scores = self._checked(text, longest)
        self._pace.measured(time.perf_counter() - began, len(longest))
        self._failure = None
        if self._pace.fits(self._budget) < LEAST:
            self._rests_until = time.monotonic() + self._again
        return scores

    def _checked(self, text: str, passages: list[str]) -> Float32:
        if self._closed:
            raise ModelError("The reranker was stopped")
        try:
            scores = np.asarray(self._reranker.rerank(text, passages, HUNG), dtype=np.float32)
        except DocMindError:
            raise
        except Exception as error:
            raise ModelError("The reranker failed", detail=f"{error}.") from error
        if scores.shape != (len(passages),):
            raise ModelError("The reranker gave a wrong number of scores")
        if not np.isfinite(scores).all():
            raise ModelError("The reranker gave scores that are no numbers")
        return scores

    def _fail(self, error: DocMindError) -> None:
        if self._closed:
            return  # nobody asks any more
        log.warning("the reranker failed: %s", error)
        self._failure = error
        self._rests_until = time.monotonic() + self._again

    def _submit(self, work: Callable[[], Float32]) -> Future[Float32] | None:
        """Begin on the reranker's thread; None while it is busy."""
        with self._lock:
            if self._closed or (self._work is not None and not self._work.done()):
                return None
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, thread_name_prefix="rerank")
            self._work = self._pool.submit(work)
            return self._work


def told(answer: SearchAnswer, reranked: Reranked) -> SearchAnswer:
    """The answer with what the reranker did in its plan, and the time it took."""
    took = round(answer.took_ms + reranked.milliseconds, 3)
    return replace(
        answer,
        plan=replace(answer.plan, reranked=reranked),
        took_ms=took,
        timings=(*answer.timings, ("rerank", reranked.milliseconds)),
    )
