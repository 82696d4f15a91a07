"""Which models a server has: OpenAI's list, and what some servers tell besides.

``GET {base}/models`` is OpenAI's; infinity adds ``capabilities``, llama.cpp's server ``meta``. LM
Studio tells more at ``/api/v0/models`` (its REST API v0). Text Embeddings Inference has no list but
``/info`` on its one model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from docmind.core.errors import ProviderError
from docmind.core.schema_models import ProviderHealth, ServerModel
from docmind.core.servers.client import ServerClient
from docmind.core.servers.consent import terms_now
from docmind.core.servers.facts import count_of, words_of
from docmind.core.servers.openai import bases, root_of
from docmind.core.servers.options import ServerOptions

PATIENCE = 5.0  # seconds for each question
_STATES: dict[str, Literal["unreachable", "key refused", "failed"]] = {
    "unauthorized": "key refused",
    "connection_error": "unreachable",
    "timeout": "unreachable",
}


def server_health(
    name: str,
    title: str,
    server: ServerOptions | None,
    told: Callable[[ServerOptions], ProviderHealth] | None = None,
) -> ProviderHealth:
    """How the server of a provider is, and which models it has. Asks it; never raises. ``told``
    asks a server that does not speak as OpenAI does, and may raise ``ProviderError``."""
    if server is None or not server.address:
        return ProviderHealth(name, title, "not set", note="No address is set for it.")
    host = ""
    try:
        terms = terms_now(server.address)
        host = terms.host
        if not terms.is_allowed:
            note = "Texts may not go to that computer."
            return ProviderHealth(name, title, "not allowed", host, note)
        return replace((told or _told)(server), provider=name, title=title, host=host)
    except ProviderError as error:
        state = _STATES.get(error.code, "failed")
        return ProviderHealth(name, title, state, host, note=str(error))


def _told(server: ServerOptions) -> ProviderHealth:
    """What the server says of itself. Raises ``ProviderError`` where it cannot be asked."""
    root = root_of(server.address)
    models = _models(_first(server, bases(server.address), "/models").get("data"))
    if models and all(one.embeds is None for one in models):
        models = _models(_beside(server, root, "/api/v0/models").get("data")) or models
    if models:
        return ProviderHealth("", "", "ready", models=models)
    facts = _beside(server, root, "/info")
    if "model_id" not in facts:
        return ProviderHealth("", "", "ready", note="It does not tell which models it has.")
    version = words_of(facts.get("version"))
    return ProviderHealth("", "", "ready", version=version, models=(_of_tei(facts),))


def _first(server: ServerOptions, addresses: Sequence[str], path: str) -> Mapping[str, Any]:
    """The first JSON object that is found at ``path`` below one of the addresses; empty when it is
    below none. Raises ``ProviderError`` for anything but a path that is not there."""
    for address in addresses:
        client = ServerClient(replace(server, address=address), "Looking for models", tries=1)
        try:
            found = client.get(path, PATIENCE)
        except ProviderError as error:
            if error.code != "invalid_request":
                raise
            continue
        finally:
            client.close()
        if isinstance(found, dict) and "error" not in found:  # LM Studio's "not found" has 200
            return found
    return {}


def _beside(server: ServerOptions, root: str, path: str) -> Mapping[str, Any]:
    """What some servers tell besides; empty where this one has no word for it, in whatever way it
    says so."""
    try:
        return _first(server, (root,), path)
    except ProviderError:
        return {}


def _models(listed: object) -> tuple[ServerModel, ...]:
    """The entries of a list that are models."""
    entries = listed if isinstance(listed, list) else []
    named = [one for one in entries if isinstance(one, dict) and isinstance(one.get("id"), str)]
    return tuple(_model(one) for one in named)


def _model(entry: Mapping[str, Any]) -> ServerModel:
    """One entry, with what infinity, llama.cpp's server and LM Studio add to it."""
    facts = entry.get("meta")
    facts = facts if isinstance(facts, dict) else {}
    does, kind = entry.get("capabilities"), entry.get("type")
    embeds: bool | None = None
    if isinstance(does, list):
        embeds = "embed" in does
    elif isinstance(kind, str):
        embeds = kind == "embeddings"
    return ServerModel(
        name=words_of(entry["id"]),
        size=count_of(facts.get("size")),
        dimension=count_of(facts.get("n_embd")),
        context=count_of(facts.get("n_ctx_train")) or count_of(entry.get("max_context_length")),
        embeds=embeds,
    )


def _of_tei(facts: Mapping[str, Any]) -> ServerModel:
    """The one model of a server for Text Embeddings Inference."""
    kind = facts.get("model_type")
    embeds = "embedding" in kind if isinstance(kind, dict) else None
    context = count_of(facts.get("max_input_length"))
    return ServerModel(words_of(facts["model_id"]), context=context, embeds=embeds)
