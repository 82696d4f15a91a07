"""What names the embedding space of a model from a folder of sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.text import filled
from docmind.core.models.sentence_layout import SentenceLayout

_BEST_TOKENS = 512  # longer passages blur what they say, whatever a model can read


@dataclass(frozen=True, slots=True)
class Width:
    """What ``allowed_dimensions`` wants to know of a model that has no card."""

    title: str
    dimension: int
    matryoshka: tuple[int, ...]


def templates(options: LoadOptions, layout: SentenceLayout) -> tuple[str, str]:
    """(around a query, around a passage): what a person or a card said, else the folder."""
    return (
        options.query_template or layout.query_template,
        options.passage_template or layout.passage_template,
    )


def space_digest(parts: Sequence[str]) -> str:
    """sha256 (hex) of what makes two vectors comparable beside pooling and templates: checksums of
    weights and tokenizer, steps."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def passage_tokens(tokenizer: Any, template: str, max_tokens: int) -> int:
    """The length of passages, special tokens included, that leaves room for their template."""
    around = len(tokenizer.encode(filled(template, ""), add_special_tokens=False).ids)
    return max(min(_BEST_TOKENS, max_tokens - (around if template else 0)), 8)
