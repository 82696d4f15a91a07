"""How a model on a server is named: ``ollama:bge-m3``, ``openai:all-minilm``."""

from __future__ import annotations

from typing import Literal, NamedTuple

ServerKind = Literal["ollama", "openai"]
SERVER_TITLES: dict[ServerKind, str] = {"ollama": "Ollama", "openai": "the embedding server"}


class ServerModelName(NamedTuple):
    """``kind`` names the provider that speaks with the server, ``model`` is the server's word."""

    kind: ServerKind
    model: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.model}"


def server_reranker(name: str) -> str:
    """The model that ``server:MODEL`` names, "" for the name of any other reranker."""
    before, _, model = name.partition(":")
    return model.strip() if before.strip().casefold() == "server" else ""


def server_model(name: str) -> ServerModelName | None:
    """The two parts of such a name; None for the name of a local model. Ollama's tag "latest" is
    left out: it says nothing."""
    before, colon, model = name.partition(":")
    for kind in SERVER_TITLES:
        if colon and before.strip().casefold() == kind and model.strip():
            plain = model.strip()
            if kind == "ollama":
                plain = plain.removesuffix(":latest")
            return ServerModelName(kind, plain)
    return None
