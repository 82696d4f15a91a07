"""CLIP's towers on the processor: onnxruntime, several pictures at a time, without torch."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from docmind.core import paths
from docmind.core.embed.clip_graph import GRAPH_VERSION, write_picture_graph, write_text_graph
from docmind.core.embed.clip_plan import ClipPlan
from docmind.core.embed.clip_weights import picture_weights, text_weights
from docmind.core.embed.graph_parts import Home, graph_in
from docmind.core.embed.grouping import of_equal_length
from docmind.core.embed.onnx_session import open_graph
from docmind.core.embed.threads import calm, core_count
from docmind.core.vectors import Float32, UInt8

# On a core with AVX-512 a picture takes 90 ms alone, 85 in twos, 83 in fours, 81 in eights.
_TOGETHER = 4
_TEXT_TOKENS_TOGETHER = 256
_FREE_MB = 400
_NOT_STARTED = "The picture model could not be started"


class PictureRuns:
    """The picture tower. A run takes a few pictures on one thread; several run at a time, so that
    no thread waits for another inside a matrix product. Raises ``ModelError``."""

    def __init__(
        self, plan: ClipPlan, digest: str, int8: bool, threads: int = 0, together: int = _TOGETHER
    ) -> None:
        name = "pictures-int8" if int8 else "pictures"
        layers = plan.pictures.layers
        self._session = open_graph(
            graph_in(
                _home(name, digest, plan),
                lambda folder: write_picture_graph(
                    picture_weights(plan.facts.weights, layers), plan.pictures, folder, int8
                ),
            ),
            _NOT_STARTED,
        )
        self._threads = threads or core_count()
        # Quantised, a row is rounded in another way where it is the only one of a product.
        self._together = 1 if int8 else max(1, min(together, _TOGETHER))
        self._pool = ThreadPoolExecutor(
            self._threads, thread_name_prefix="pictures", initializer=calm
        )

    def vectors(self, pixels: UInt8) -> Float32:
        """float32[n, d], rows normalised, of uint8[n, side, side, 3], n at least 1."""
        size = min(self._together, -(-len(pixels) // self._threads))
        groups = [pixels[at : at + size] for at in range(0, len(pixels), size)]
        return np.concatenate(list(self._pool.map(self._run, groups)))

    def close(self) -> None:
        """End its threads, when what runs is done."""
        self._pool.shutdown()

    def _run(self, pixels: UInt8) -> Float32:
        vectors: Float32 = self._session.run(None, {"pixels": pixels})[0]
        return vectors


class TextRuns:
    """The text tower, on the calling thread. Raises ``ModelError``."""

    def __init__(self, plan: ClipPlan, digest: str) -> None:
        layers = plan.texts.layers
        self._dimension = plan.texts.dimension
        self._session = open_graph(
            graph_in(
                _home("texts", digest, plan),
                lambda folder: write_text_graph(
                    text_weights(plan.facts.weights, layers), plan.texts, folder
                ),
            ),
            _NOT_STARTED,
        )

    def vectors(self, rows: Sequence[Sequence[int]]) -> Float32:
        """float32[n, d], rows normalised, of ids from the start to the end token."""
        dense = np.empty((len(rows), self._dimension), dtype=np.float32)
        for group in of_equal_length(rows, _TEXT_TOKENS_TOGETHER, len(rows)):
            ids = np.array([rows[index] for index in group], dtype=np.int64)
            dense[group] = self._session.run(None, {"ids": ids})[0]
        return dense


def _home(tower: str, digest: str, plan: ClipPlan) -> Home:
    # The same weights with another activation or preparation are another graph.
    print_ = f"{plan.facts.quick_gelu} {plan.pictures} {plan.texts}"
    stem = f"clip-{tower}-{digest[:12]}-{_short(print_)}"
    return Home(
        folder=paths.cache_dir() / "models" / f"{stem}-v{GRAPH_VERSION}",
        lock="clip.lock",
        stale=f"{stem}-v*",
        title="The picture model could not be prepared",
        megabytes=_FREE_MB,
    )


def _short(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:8]
