"""Texts to vectors in calls of a size that the server takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from docmind.core.errors import ProviderError
from docmind.core.servers.failures import TooManyAtOnce
from docmind.core.vectors import Embeddings, Float32

Call = Callable[[Sequence[str]], Embeddings]
"""Vectors of one batch, float32[n, d] normalised, in its order; puts templates around the texts
itself, so that a text that is split has them around each part."""

MOST_TEXTS = 32
"""What Text Embeddings Inference takes in a call; more only makes a call longer elsewhere."""
_SHORTEST_PART = 8  # characters; a model that finds even that too long is not helped
_NO_DIRECTION = 1e-4


@dataclass
class BatchSize:
    """How many texts go out in a call at most; becomes smaller when the server wants fewer."""

    most: int = MOST_TEXTS


def embedded(
    texts: Sequence[str], call: Call, dimension: int, size: BatchSize | None = None
) -> Embeddings:
    """float32[n, d] in the order given; ``tokens`` are summed.

    A batch that the server finds too large goes out in halves; a single text that is too long is
    split between words, and the vectors of its parts are averaged by their length and renormalised.
    A text of blanks only is never sent: its vector is (1, 0, 0, ...). Raises ``ProviderError``.
    """
    size = size or BatchSize()
    dense = np.zeros((len(texts), dimension), dtype=np.float32)
    filled = [index for index, text in enumerate(texts) if text.strip()]
    tokens = start = 0
    while start < len(filled):
        chosen = filled[start : start + size.most]
        found = _run([texts[index] for index in chosen], call, size)
        dense[chosen] = found.dense
        tokens += found.tokens
        start += len(chosen)
    blank = [index for index, text in enumerate(texts) if not text.strip()]
    dense[blank, :1] = 1.0
    return Embeddings(dense=dense, tokens=tokens)


def _run(texts: Sequence[str], call: Call, size: BatchSize) -> Embeddings:
    """The vectors of one batch, in as many calls as it takes."""
    try:
        return call(texts)
    except ProviderError as error:
        parts = _halves(texts) if error.code == "context_length_exceeded" else ()
        if not parts:
            raise
        if len(texts) > 1 and isinstance(error, TooManyAtOnce):
            size.most = min(size.most, len(parts[0]))
    found = [_run(part, call, size) for part in parts]
    dense = np.concatenate([part.dense for part in found])
    if len(texts) == 1:
        dense = _averaged(dense, [len(part[0]) for part in parts])
    return Embeddings(dense=dense, tokens=sum(part.tokens for part in found))


def _halves(texts: Sequence[str]) -> tuple[Sequence[str], ...]:
    """Two smaller batches, or the two parts of a single text; nothing when it cannot be split."""
    if len(texts) > 1:
        half = (len(texts) + 1) // 2
        return texts[:half], texts[half:]
    text = texts[0].strip()
    if len(text) < 2 * _SHORTEST_PART:
        return ()
    middle = len(text) // 2
    # between words where there are any near the middle
    before, after = text.rfind(" ", 0, middle), text.find(" ", middle)
    near = [place for place in (before, after) if len(text) // 4 < place < len(text) * 3 // 4]
    place = min(near, key=lambda one: abs(one - middle), default=middle)
    return [text[:place]], [text[place:]]


def _averaged(parts: Float32, lengths: Sequence[int]) -> Float32:
    """float32[1, d]: the mean of the parts' vectors, weighed by their lengths, renormalised."""
    mean = np.average(parts, axis=0, weights=lengths)
    norm = float(np.linalg.norm(mean))
    # opposite vectors have no mean: then the longer part speaks for the text
    chosen = mean / norm if norm > _NO_DIRECTION else parts[int(np.argmax(lengths))]
    return np.asarray(chosen, dtype=np.float32)[np.newaxis]
