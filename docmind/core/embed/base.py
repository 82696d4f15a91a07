"""What every embedder is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from docmind.core.vectors import Embeddings, Float32


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """What makes two vectors comparable. ``digest`` is sha256 (hex) of the weights; ``scripts``
    are the ISO 15924 scripts the model can know (empty = all): ("Latn",) for an English model;
    ``languages`` the ISO 639-1 languages it was trained for (empty = all of its scripts).
    ``knows_meaning`` is False where vectors only compare the spelling of words. ``floor`` is the
    cosine below which even the closest passage has nothing to do with a query (0 = not known).
    ``passage_tokens`` is the length of passages, special tokens included, at which the model
    finds best (0 = ``max_tokens``)."""

    name: str
    digest: str
    dimension: int
    max_tokens: int
    precision: str = "fp32"
    scripts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    knows_meaning: bool = True
    floor: float = 0.0
    passage_tokens: int = 0

    @property
    def space(self) -> str:
        """A folder-safe name of the embedding space."""
        return f"{self.name}-{self.digest[:12]}-{self.dimension}-{self.precision}"


class Embedder(ABC):
    """Text (later images) to vectors. One instance is used by one thread at a time.

    Class attributes state cheap facts; ``load`` does the heavy imports and must be called first.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    modalities: ClassVar[tuple[str, ...]] = ("text",)
    query_beside_passages: ClassVar[bool] = False
    """True when ``embed_query`` may run on one thread while ``embed_passages`` runs on another."""

    @abstractmethod
    def load(self, device: str = "auto", threads: int = 0) -> ModelIdentity:
        """Bring the model into memory. Raises ``ModelError`` when it is missing or damaged."""

    @abstractmethod
    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d], rows L2-normalised, in the order given. Longer texts are cut
        at ``max_tokens``; an empty list gives shape (0, d)."""

    def embed_query(self, text: str) -> Embeddings:
        """``dense`` float32[1, d]; models with a query prompt override it."""
        return self.embed_passages([text])

    def embed_images(self, paths: Sequence[Path]) -> Float32:
        """float32[n, d] of pictures; only where ``modalities`` names "image"."""
        raise NotImplementedError(f"{self.name} does not read pictures")

    def tokenizer_json(self) -> str:
        """The ``tokenizers`` JSON by which passages are counted and cut."""
        raise NotImplementedError(f"{self.name} has no local tokenizer")

    @property
    def device(self) -> str:
        """Where it runs: cpu, cuda, mps."""
        return "cpu"


def empty(dimension: int) -> Embeddings:
    """No vectors of the right width."""
    return Embeddings(dense=np.zeros((0, dimension), dtype=np.float32))
