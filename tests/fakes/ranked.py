"""Hits with nothing but their place, their score and the reasons they are shown for."""

from __future__ import annotations

from pathlib import Path

from docmind.core.schema import Hit, Passage, Reason, Span

NOTHING = Span(0, 0)


def hit(number: int, score: float, *why: Reason, read: bool = True, point: str = "p") -> Hit:
    best = Passage(None, "", NOTHING, "", (), score, NOTHING, point_id=point and f"{point}{number}")
    return Hit(
        number + 1, number, Path(f"{number}.txt"), "", "document", "", 0, 0, None, score, best,
        why or (Reason("words", 0.5),), read=read,
    )  # fmt: skip
