"""Has a model do a little of its work, for a person who wants to see that it can."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from docmind.core.embed.calls import rerank_order
from docmind.core.embed.text import SENTENCE
from docmind.core.index.workshop import Workshop
from docmind.core.models.cards import ModelCard

T = TypeVar("T")
_QUESTION = "What does the fox do?"
_OTHER = "Bread is made of flour, water and salt."


def tried(workshop: Workshop, card: ModelCard, name: str) -> str:
    """Load the model that ``name`` names, have it read a sentence or compare two with a question,
    and say how that went. Raises ``DocMindError``."""
    return _compares(workshop, card, name) if card.does == "order" else _reads(workshop, card, name)


def _reads(workshop: Workshop, card: ModelCard, name: str) -> str:
    worker = workshop.worker_for(name)
    try:
        identity, loaded = _timed(worker.start)
        _, read = _timed(lambda: worker.embed_query(SENTENCE))
        return (
            f"{card.title} works: {identity.dimension} dimensions, {identity.runtime}. "
            f"{worker.place.why} Loaded in {loaded:.1f} s, "
            f"read a sentence in {read * 1000:.0f} ms."
        )
    finally:
        worker.close()


def _compares(workshop: Workshop, card: ModelCard, name: str) -> str:
    worker = workshop.reranker.worker_for(name)
    try:
        identity, loaded = _timed(worker.start)
        order = rerank_order(_QUESTION, [SENTENCE, _OTHER])
        _, read = _timed(lambda: worker.ask(order))
        return (
            f"{card.title} works: {identity.runtime}. "
            f"{worker.place.why} Loaded in {loaded:.1f} s, "
            f"compared two sentences with a question in {read * 1000:.0f} ms."
        )
    finally:
        worker.close()


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began
