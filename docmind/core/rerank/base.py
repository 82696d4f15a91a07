"""What every reranker is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity
from docmind.core.schema_models import ProviderHealth
from docmind.core.vectors import Float32


class Reranker(ABC):
    """Says how well passages answer a query, reading both. One instance is used by one thread.

    Class attributes state what is known of the model without loading it; ``load`` does the heavy
    imports and must be called first.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    rides_on: ClassVar[str] = ""
    """The embedder whose model in memory it uses, where it has none of its own."""

    needs_folder: ClassVar[bool] = False
    """True when ``LoadOptions.folder`` must name the model's files."""

    needs_server: ClassVar[bool] = False
    """True when ``LoadOptions.server`` must say who runs the model."""

    needs_torch: ClassVar[bool] = False
    """True when it needs PyTorch on the processor too."""

    most_tokens: ClassVar[int]
    """What it reads of a query and a passage together; the rest is cut off."""

    @classmethod
    def recognises(cls, folder: Path) -> bool:
        """Whether the files in ``folder`` look like a model of this kind, at a glance."""
        return False

    @classmethod
    def health(cls, options: LoadOptions = DEFAULTS) -> ProviderHealth:
        """As ``Embedder.health``."""
        return ProviderHealth(cls.name, cls.title, "ready")

    @abstractmethod
    def load(
        self, options: LoadOptions = DEFAULTS, beside: Embedder | None = None
    ) -> ModelIdentity:
        """Bring the model into memory; ``beside`` is the embedder that is there already.
        ``dimension`` is 1. Raises ``ModelError`` when the model is missing or damaged."""

    @abstractmethod
    def rerank(self, query: str, passages: Sequence[str]) -> Float32:
        """float32[n], higher is better, in the order given; no passages give none. Scores compare
        the passages of one query, nothing else."""

    def unload(self) -> None:  # noqa: B027 - one that uses another's model holds nothing
        """Give up what it holds: memory, threads, the line to a server. ``load`` brings it back."""

    @property
    def device(self) -> str:
        """Where it runs: cpu, cuda, mps."""
        return "cpu"

    @property
    def why(self) -> str:
        """Why it runs there, in a sentence."""
        return "It always runs on the processor."
