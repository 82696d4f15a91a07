"""A reranker gives a float32 score for each passage, in the order given, the same every time."""

from __future__ import annotations

import numpy as np

from docmind.core.conformance.cancelling import MUCH, try_cancel
from docmind.core.conformance.models import HUGE, TEXTS, options_for
from docmind.core.conformance.outcome import NotRun, expect
from docmind.core.embed.calls import rerank_order
from docmind.core.embed.devices import has_torch
from docmind.core.rerank.base import Reranker

_QUERY = "boundary layer report"
_CLOSE = 1e-3


def try_reranker(provider: type[Reranker]) -> str:
    """Load it on the processor and look at its scores. Returns what it was tried with. Raises
    ``NotRun`` for one that needs PyTorch where there is none."""
    if provider.needs_torch and not has_torch():
        raise NotRun("It needs PyTorch, which a models runtime brings.")
    with options_for(provider) as (options, slow, which):
        reranker = provider()
        try:
            identity = reranker.load(options)
            _try_scores(reranker)
        finally:
            reranker.unload()
        worker = provider.rides_on or provider.name
        try_cancel(worker, slow, lambda worker: worker.ask(rerank_order(_QUERY, MUCH)))
        return f"{which} {identity.runtime}.".strip()


def _try_scores(reranker: Reranker) -> None:
    scores = reranker.rerank(_QUERY, TEXTS)
    expect(scores.dtype == np.float32, "scores are float32")
    expect(scores.shape == (len(TEXTS),), "there is a score for each passage")
    expect(bool(np.isfinite(scores).all()), "scores are numbers")
    expect(abs(float(scores[0] - scores[-1])) < _CLOSE, "equal passages have equal scores")
    again = reranker.rerank(_QUERY, TEXTS)
    expect(bool((again == scores).all()), "the same again gives the same")
    backwards = reranker.rerank(_QUERY, TEXTS[::-1])[::-1]
    expect(bool(np.allclose(backwards, scores, atol=_CLOSE)), "scores come in the order given")
    huge = reranker.rerank(_QUERY, [HUGE])
    expect(bool(np.isfinite(huge).all()), "a huge passage has a score")
    expect(reranker.rerank(_QUERY, []).shape == (0,), "no passages give no scores")
