"""BGE-M3 as other programs' code expects an embedding model, without their libraries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docmind.core import settings
from docmind.core.embed.base import LoadOptions, ModelIdentity
from docmind.core.embed.bge_m3 import BgeM3
from docmind.core.models.store import ModelStore


class BgeM3Embedding:
    """Texts to lists of numbers, under LlamaIndex's names of methods."""

    def __init__(self, model: BgeM3, identity: ModelIdentity) -> None:
        self.model = model
        self.identity = identity

    def get_text_embedding(self, text: str) -> list[float]:
        """The vector of a passage."""
        return self.get_text_embedding_batch([text])[0]

    def get_text_embedding_batch(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of passages, in the order given."""
        vectors: list[list[float]] = self.model.embed_passages(texts).dense.tolist()
        return vectors

    def get_query_embedding(self, query: str) -> list[float]:
        """The vector of a question."""
        vector: list[float] = self.model.embed_query(query).dense[0].tolist()
        return vector


def get_bgem3_embedding(
    folder: Path | None = None, device: str = "auto", precision: str = "auto"
) -> BgeM3Embedding:
    """BGE-M3 from ``folder`` (None: where DocMind installed it), with batches and threads as the
    settings say. Raises ``ModelError``."""
    chosen = settings.load().embedding
    model = BgeM3()
    identity = model.load(
        LoadOptions(
            folder=folder if folder is not None else ModelStore().folder("bge-m3"),
            device=device,
            threads=chosen.threads,
            precision=precision,
            batch_gpu=chosen.batch_size_gpu,
            batch_cpu=chosen.batch_size_cpu,
            batch_tokens_gpu=chosen.batch_tokens_gpu,
        )
    )
    return BgeM3Embedding(model, identity)
