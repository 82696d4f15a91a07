"""Vectors cut to their first numbers: only of models that were trained for it (arXiv:2205.13147).

Any vector can be cut, and servers cut those of any model. What was not trained for it loses what
stood in the rest, and nothing tells: so it is refused before anything is computed.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from docmind.core.errors import ModelError
from docmind.core.vectors import Float32


class Stated(Protocol):
    """What is known of a model: its card, or what the checks read in its folder."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def dimension(self) -> int:
        """How many numbers its vectors have; 0 where nobody has told."""

    @property
    def matryoshka(self) -> tuple[int, ...]:
        """(least, most) numbers it was trained to be cut to; empty where it was not."""


def allowed_dimensions(stated: Stated, wanted: int) -> int:
    """To how many numbers the vectors of a model are cut where ``wanted`` are asked for; 0 leaves
    them whole: nothing or all of them was asked for.

    Raises ``ModelError`` that names the model where it was not trained for so many.
    """
    if wanted <= 0 or wanted == stated.dimension:
        return 0
    if not stated.matryoshka:
        raise ModelError(
            f"{stated.title} was not trained for shorter vectors",
            detail=f"{wanted} numbers for each passage were asked for. Nothing that is known of "
            "the model says that its vectors may be cut, and cut ones would find worse.",
            hint="Set embedding.dimensions to 0, or choose a model that was trained for it.",
        )
    least, most = stated.matryoshka[0], stated.matryoshka[-1]
    if not least <= wanted <= most:
        raise ModelError(
            f"{stated.title} was not trained for vectors of {wanted} numbers",
            detail=f"It was trained for {least} to {most}.",
            hint="Set embedding.dimensions to a number between them, or to 0 for all of them.",
        )
    return 0 if wanted == most == stated.dimension else wanted


def cut(dense: Float32, dimensions: int) -> Float32:
    """float32[n, dimensions]: the first numbers of each row, made a unit vector again; the rows as
    they are where ``dimensions`` is 0. A row that is zero there stays zero."""
    if not dimensions or dimensions == dense.shape[1]:
        return dense
    first = dense[:, :dimensions].astype(np.float32)
    lengths = np.linalg.norm(first, axis=1, keepdims=True)
    unit: Float32 = first / np.maximum(lengths, np.float32(1e-12))
    return unit
