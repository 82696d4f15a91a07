"""The sentence that carries a passage's meaning, for documents that words did not find.

Every sentence of the passage is embedded like a query, and the one nearest to the query is taken:
the passage's own vector says that it is near, not where.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from docmind.core import lexical
from docmind.core.schema import Hit, Span
from docmind.core.search.answer import Search
from docmind.core.search.copies import Folded
from docmind.core.search.ports import EmbedQuery
from docmind.core.search.present import SENTENCE_END, SNIPPET, make_passage
from docmind.core.search.retrieve import QueryEmbedder
from docmind.core.search.verify import Candidates
from docmind.core.search.weak import COVERED

SECONDS = 0.25  # for all sentences of one answer
MOST_HITS = 10
MOST_SENTENCES = 16  # of one passage
_SHORTEST = 10  # code points; what is shorter ("3.", "Yes.") belongs to what follows
_REMEMBERED = 2048  # sentences


def sentences(text: str) -> list[Span]:
    """The sentences of a text, none longer than a snippet, with white space left out around them;
    not more than ``MOST_SENTENCES``."""
    found: list[Span] = []
    start = 0
    for end in _ends(text):
        at = start + len(text[start:end]) - len(text[start:end].lstrip())
        if end < len(text) and end - at < _SHORTEST:
            continue
        found.extend(_pieces(text, at, end))
        start = end
    return found[:MOST_SENTENCES]


def _ends(text: str) -> Iterator[int]:
    for stop in SENTENCE_END.finditer(text):
        yield stop.end()
    yield len(text)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, cut between words where it is too long to be shown."""
    while start < end:
        stop = end
        if end - start > SNIPPET:
            stop = start + SNIPPET
            space = max(text.rfind(sign, start + 1, stop) for sign in " \n")
            stop = space if space > start else stop
        shown = text[start:stop].rstrip()
        if shown:
            yield Span(start, start + len(shown))
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())


class SentenceFinder:
    """Finds the sentence nearest to a query. Never raises, and never waits longer than
    ``seconds``: what was not looked at by then has no sentence."""

    def __init__(self, embed_query: EmbedQuery, seconds: float = SECONDS) -> None:
        self._embedder = QueryEmbedder(embed_query, seconds, remembered=_REMEMBERED)
        self._seconds = seconds

    def nearest(
        self,
        query: npt.NDArray[np.float32],
        space: str,
        texts: Sequence[str],
        give_way: Callable[[], None] = lambda: None,
    ) -> list[Span | None]:
        """For each text its sentence nearest to ``query`` (``float32[d]``, normalised, of the
        model named by ``space``); None for those after the time was up."""
        until = time.monotonic() + self._seconds
        found: list[Span | None] = []
        for text in texts:
            best, spans = -2.0, sentences(text)
            nearest = spans[0] if len(spans) == 1 else None
            for span in spans if len(spans) > 1 else ():
                give_way()
                future = self._embedder.start(text[span.start : span.end], space)
                left = max(until - time.monotonic(), 0.0)
                vectors, _ = self._embedder.finish(future, left)
                if vectors is None:
                    return found + [None] * (len(texts) - len(found))
                likeness = float(vectors.dense[0] @ query)
                if likeness > best:
                    best, nearest = likeness, span
            found.append(nearest)
        return found

    def close(self) -> None:
        """Let the thread that waits for the model go."""
        self._embedder.close()


def with_sentences(
    hits: Sequence[Hit],
    shown: Sequence[Folded],
    candidates: Candidates,
    search: Search,
    marker: lexical.Marker,
    finder: SentenceFinder,
) -> tuple[Hit, ...]:
    """``hits``, those that only meaning explains showing the sentence that carries it."""
    identity, query = search.identity, search.meaning
    if identity is None or query is None or not identity.knows_meaning:
        return tuple(hits)
    coverage = lexical.Coverage(search.asked.wanted)
    led = [
        index
        for index, folded in enumerate(shown[: len(hits)])
        if "dense" in folded.lead.parts
        and not folded.lead.exact
        and coverage.of(hits[index].best.snippet) < COVERED
    ][:MOST_HITS]
    chunks = [candidates.known(shown[index].lead)[0] for index in led]
    spans = finder.nearest(query, identity.space, [chunk.text for chunk in chunks], search.give_way)
    found = list(hits)
    for index, chunk, span in zip(led, chunks, spans, strict=True):
        if span is not None:
            best = make_passage(chunk, marker, hits[index].best.score, sentence=span)
            found[index] = replace(hits[index], best=best)
    return tuple(found)
