"""A checked cross-encoder with the places of its weights.

Nothing in the folder is run: weights are read as numbers, never unpickled into objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from docmind.core.embed.weights import Stored, stored_tensors
from docmind.core.models.checks_cross_encoder import (
    CrossEncoderConfig,
    check_shapes,
    read_config,
    short,
    weights_in,
)


@dataclass(frozen=True, slots=True)
class CrossEncoderFacts(CrossEncoderConfig):
    """What is needed to compute. ``tensors`` go by the names of transformers' encoder without
    "bert." or "roberta." before them, the two matrices after it by "head.dense" and "head.out"."""

    tensors: Mapping[str, Stored]


def check_cross_encoder(folder: Path) -> CrossEncoderFacts:
    """Look at config, weights and tokenizer. Raises ``ModelError`` that says what is wrong."""
    config = read_config(folder)
    found = stored_tensors(weights_in(folder))
    tensors = {short(name, config.kind): one for name, one in found.items()}
    check_shapes(config, {name: one.shape for name, one in tensors.items()}, folder)
    known = {one.name: getattr(config, one.name) for one in fields(config)}
    return CrossEncoderFacts(**known, tensors=tensors)
