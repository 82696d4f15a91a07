"""What a model worker is asked, and its answers put together (see ``process``)."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from docmind.core.embed.frames import (
    Failed,
    FrameError,
    Passages,
    Pictures,
    Question,
    Request,
    Rerank,
    Vectors,
    unpack,
)
from docmind.core.embed.text import speakable
from docmind.core.errors import ModelError
from docmind.core.vectors import Embeddings, UInt8


@dataclass(frozen=True, slots=True)
class Call:
    """One call from outside: it belongs to the life between two ``close``, and may be in haste."""

    life: int
    deadline: float | None

    def left(self) -> float | None:
        """Seconds left, not below zero; None without a deadline."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())


def too_slow() -> ModelError:
    return ModelError("The model did not answer in time")


def stopped_again(tries: int, log_file: Path | None) -> ModelError:
    return ModelError(
        "The model stopped again and again on the same work",
        detail=f"It was tried {tries} times.",
        hint="The log of the model worker may say why.",
        path=log_file,
    )


@dataclass(frozen=True, slots=True)
class Order:
    """A request and its body; ``size`` counts the characters of passages, to learn the speed."""

    make: Callable[[int], Request]
    body: bytes = b""
    size: int = 0


def batches(texts: Sequence[str], most: Callable[[], float]) -> Iterator[list[str]]:
    """Runs of ``texts`` of so many characters; ``most`` is asked anew for each text."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > most():
            yield batch
            batch, size = [], 0
        batch.append(speakable(text))
        size += len(text) + 20
    yield batch


class Remembered:
    """The vectors of the last questions. Every method may be called from any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Embeddings] = OrderedDict()

    def get(self, text: str) -> Embeddings | None:
        """Those of a question, None when it was not asked lately."""
        with self._lock:
            known = self._known.get(text)
            if known is not None:
                self._known.move_to_end(text)
            return known

    def put(self, text: str, vectors: Embeddings) -> None:
        """Keep them, and nobody may write into them."""
        vectors.dense.flags.writeable = False
        with self._lock:
            self._known[text] = vectors
            while len(self._known) > self._most:
                self._known.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._known.clear()


def passages_order(texts: list[str]) -> Order:
    return Order(lambda number: Passages(number, texts), size=sum(map(len, texts)))


def pictures_order(pixels: UInt8) -> Order:
    count, side = pixels.shape[:2]
    return Order(lambda number: Pictures(number, count, side), pixels.tobytes())


def question_order(text: str) -> Order:
    spoken = speakable(text)
    return Order(lambda number: Question(number, spoken))


def rerank_order(query: str, passages: Sequence[str]) -> Order:
    spoken, texts = speakable(query), [speakable(text) for text in passages]
    return Order(lambda number: Rerank(number, spoken, texts))


def unpacked(reply: object, body: bytes) -> Embeddings:
    if isinstance(reply, Vectors):
        try:
            return unpack(reply, body)
        except FrameError as error:
            raise ModelError("The model's answer is damaged", detail=f"{error}.") from None
    if isinstance(reply, Failed):
        raise reply.error
    raise ModelError("The model gave an unexpected answer")


def in_order(parts: Sequence[Embeddings], order: Sequence[int]) -> Embeddings:
    """The parts joined, with row ``i`` of the whole put to place ``order[i]``."""
    joined = np.concatenate([part.dense for part in parts])
    dense = np.empty_like(joined)
    dense[np.asarray(order)] = joined
    rows = [row for part in parts for row in part.sparse]
    placed = sorted(zip(order, rows, strict=False), key=lambda pair: pair[0])
    tokens = sum(part.tokens for part in parts)
    return Embeddings(dense=dense, sparse=tuple(row for _, row in placed), tokens=tokens)
