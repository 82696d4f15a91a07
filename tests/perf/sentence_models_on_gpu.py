"""A model of sentence-transformers on a graphics card: equal to the processor's, and how fast.

Run: python tests/perf/sentence_models_on_gpu.py [FOLDER]

Without a folder one of MiniLM's size with random weights is made. At the end the card's memory is
limited to 900 MB and all texts are asked for at once: batches must shrink, and vectors stay equal.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from fakes.bge_m3_folder import WORDS, Size, write_folder

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.sentence_transformers_folder import SentenceTransformersFolder

SIZE = Size(384, 6, 12, 1536, 600, 514)
TEXTS, PART = 4_000, 200
LEFT = 900e6


def main() -> int:
    """Print the figures. Returns the exit status."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _made(Path(made))
        texts = _texts()
        plain, _ = Loaded(folder, "cpu").vectors(texts[:PART])
        card = Loaded(folder, "cuda")
        found, seconds = card.vectors(texts)
        closest = float(np.sum(plain * found[:PART], axis=1).min())
        print(f"{card.told}; lowest cosine to the processor {closest:.7f}")
        print(f"{TEXTS / seconds:,.0f} passages/s, a query {card.query_ms():.1f} ms")
        _crowd()
        crowded = Loaded(folder, "cuda", batch_gpu=TEXTS, batch_tokens_gpu=1_000_000)
        again, _ = crowded.vectors(texts)
        closest = float(np.sum(again * found, axis=1).min())
        print(f"with 900 MB: {crowded.told}, lowest cosine {closest:.7f}")
    return 0


class Loaded:
    """A model on a device."""

    def __init__(self, folder: Path, device: str, **options: int) -> None:
        self._model = SentenceTransformersFolder()
        identity = self._model.load(LoadOptions(folder, device=device, **options))
        self._runtime = identity.runtime

    @property
    def told(self) -> str:
        """Where it runs, and how."""
        return f"{self._runtime} on {self._model.device}"

    def vectors(self, texts: list[str]) -> tuple[np.ndarray, float]:
        """(vectors, seconds)."""
        self._model.embed_passages(texts[:64])
        began = time.perf_counter()
        found = self._model.embed_passages(texts).dense
        return found, time.perf_counter() - began

    def query_ms(self) -> float:
        """Milliseconds for a short question."""
        began = time.perf_counter()
        for _ in range(50):
            self._model.embed_query("which report is about the boundary layer")
        return (time.perf_counter() - began) * 20


def _made(folder: Path) -> Path:
    write_folder(folder, SIZE, safetensors=True)
    for head in folder.glob("*_linear.pt"):
        head.unlink()
    stated = {"pooling_mode": "mean", "embedding_dimension": SIZE.dimension}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(stated), encoding="utf-8")
    return folder


def _texts() -> list[str]:
    rng = np.random.default_rng(0)
    return [" ".join(rng.choice(WORDS, size=int(n))) for n in rng.integers(5, 400, size=TEXTS)]


def _crowd() -> None:
    import torch

    _, total = torch.cuda.mem_get_info()
    torch.cuda.set_per_process_memory_fraction(LEFT / total)


if __name__ == "__main__":
    sys.exit(main())
