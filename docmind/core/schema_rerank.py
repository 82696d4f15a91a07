"""What a reranker did to an answer, in the words everybody shares."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reranked:
    """``reranker`` is its title. It read ``passages``, the best of as many documents at the head,
    in ``milliseconds``; ``moved`` documents stand elsewhere for it. ``note`` says in a sentence why
    everything stands as it was found, "" when it was asked and answered."""

    reranker: str
    passages: int = 0
    moved: int = 0
    milliseconds: float = 0.0
    note: str = ""
