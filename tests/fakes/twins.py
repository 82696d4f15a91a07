"""A model that is both in a fake Ollama and here: the same vectors by two transports, until a test
has the server's be another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from fakes.ollama_models import Model

from docmind.core.embed.hashing import DIMENSION, Hashing
from docmind.core.models.cards import CARD_FILE, ModelCard, card_json
from docmind.core.vectors import Float32

NAME = "twin"
ON_SERVER = f"ollama:{NAME}"
"""As a server's model without a card."""


def hashed(text: str) -> Float32:
    """float32[384] as the model ``hashing`` gives it."""
    row: Float32 = Hashing().embed_passages([text]).dense[0]
    return row


@dataclass(frozen=True)
class Twin(Model):
    """Its vectors are those of ``here``, turned by ``turn`` numbers: with 0 the same."""

    name: str = f"{NAME}:latest"
    architecture: str = "bert"
    dimension: int = DIMENSION
    context: int = 8192
    pooling: int | None = 1
    turn: int = 0
    here: Callable[[str], Float32] = field(default=hashed, compare=False)

    def vector(self, text: str) -> Any:
        return np.roll(self.here(text), self.turn)


def bring_card(models: Path, same_space: str, dimension: int = DIMENSION) -> str:
    """A card that says that the server's model has the vectors of a model here; its id."""
    folder = models / NAME
    folder.mkdir(parents=True)
    card = ModelCard(
        id=NAME,
        provider="ollama",
        title="The twin in Ollama",
        does="text",
        summary="Invented.",
        dimension=dimension,
        server_model=NAME,
        same_space=same_space,
    )
    (folder / CARD_FILE).write_text(card_json(card))
    return NAME
