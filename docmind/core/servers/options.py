"""What a model worker is told of the server that runs its model."""

from __future__ import annotations

from dataclasses import dataclass

from docmind.core.settings import ServerSettings

SERVER_PURPOSES = {
    "ollama": "vectors from Ollama",
    "openai": "vectors from the embedding server",
    "server": "putting results in order",
}
"""What texts are sent to each kind of server for."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """``address`` is the base of its calls, ``model`` the server's name of the model.

    ``secret`` names the key that is sent along (see ``servers.secrets``), never the key itself.
    Whether texts may go there is not told here: ``servers.consent`` looks it up for each call.
    ``answer_seconds`` is the patience with an answer, ``load_seconds`` with the first one, for
    which the server may have to load the model.
    """

    address: str
    model: str
    secret: str = ""
    keep_alive: str = ""
    answer_seconds: float = 60.0
    load_seconds: float = 300.0


def server_address(kind: str, servers: ServerSettings) -> str:
    """Where the server of that kind ("ollama", "openai", "server" for rerankers) answers; "" where
    none is set."""
    addresses = {
        "ollama": servers.ollama_address,
        "openai": servers.openai_address,
        "server": servers.rerank_address,
    }
    return addresses.get(kind, "").strip()
