"""What can be asked of a model, wherever it runs and whoever computes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.calls import Order
from docmind.core.embed.frames import Place
from docmind.core.embed.meter import Use
from docmind.core.vectors import Embeddings


class EmbeddingModel(Protocol):
    """A model that embeds: ``checked.CheckedModel``, or one by several transports
    (``index.chain.ModelChain``). Every method may be called from any thread."""

    @property
    def name(self) -> str:
        """As the model store names the model that is asked."""

    @property
    def identity(self) -> ModelIdentity:
        """The space of its vectors. Raises ``ModelError`` before ``start``."""

    @property
    def place(self) -> Place:
        """Where it runs, and why. Raises ``ModelError`` before ``start``."""

    @property
    def device(self) -> str:
        """Where it runs: cpu, cuda, mps. Raises ``ModelError`` before ``start``."""

    @property
    def loaded(self) -> bool:
        """Whether it is in memory now."""

    @property
    def pid(self) -> int | None:
        """The id of its process, or None while there is none."""

    @property
    def use(self) -> Use:
        """Where it is counted what it was asked."""

    @property
    def characters_at_once(self) -> int:
        """How much text takes it about two seconds."""

    def start(self) -> ModelIdentity:
        """Have it ready for passages. Raises ``ModelError``."""

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d] in the order given. Raises ``ModelError``."""

    def embed_query(self, text: str) -> Embeddings:
        """``dense`` float32[1, d]. Raises ``ModelError``."""

    def ask(self, order: Order, timeout: float | None = None) -> Embeddings:
        """The answer to any order, within ``timeout`` seconds. Raises ``ModelError``."""

    def tokenizer_json(self) -> str:
        """By which passages are cut. Raises ``ModelError`` before ``start``."""

    def renew(self) -> None:
        """Start its process anew, where there is one."""

    def hang_up(self) -> None:
        """Wait no longer for a server."""

    def close(self) -> None:
        """End its process; a later call starts it again."""
