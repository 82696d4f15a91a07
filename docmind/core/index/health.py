"""How each provider of models is: those here, and the servers that are set."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from docmind.core.embed.base import Embedder, LoadOptions
from docmind.core.index.space import server_options
from docmind.core.registry import providers
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.worker import rerankers
from docmind.core.schema_models import ProviderHealth
from docmind.core.settings import ServerSettings


def provider_health(settings: ServerSettings) -> tuple[ProviderHealth, ...]:
    """Embedders, then rerankers, by name. A server on another computer is only asked where a person
    lets texts go there."""
    known: dict[str, type[Embedder] | type[Reranker]] = {
        **providers("docmind.core.embed", Embedder),
        **rerankers(),
    }
    with ThreadPoolExecutor(4, thread_name_prefix="health") as threads:
        return tuple(threads.map(lambda one: _health(one, settings), known.values()))


def _health(provider: type[Embedder] | type[Reranker], settings: ServerSettings) -> ProviderHealth:
    if not provider.needs_server:
        return provider.health()
    return provider.health(LoadOptions(server=server_options(provider.name, "", settings)))
