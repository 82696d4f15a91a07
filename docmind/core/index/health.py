"""How each provider of models is: those here, and the servers that are set."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from docmind.core.addresses import host_of, is_this_computer, origin_of
from docmind.core.embed.base import Embedder, LoadOptions
from docmind.core.index.space import server_options
from docmind.core.registry import providers
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.worker import rerankers
from docmind.core.schema_models import ProviderHealth
from docmind.core.settings import ServerSettings


def provider_health(settings: ServerSettings, used: Sequence[str]) -> tuple[ProviderHealth, ...]:
    """Embedders, then rerankers, by name. ``used`` names the providers in use: only those are
    asked on another computer, and only where texts may go there."""
    known: dict[str, type[Embedder] | type[Reranker]] = {
        **providers("docmind.core.embed", Embedder),
        **rerankers(),
    }
    with ThreadPoolExecutor(4, thread_name_prefix="health") as threads:
        return tuple(threads.map(lambda one: _health(one, settings, used), known.values()))


def _health(
    provider: type[Embedder] | type[Reranker], settings: ServerSettings, used: Sequence[str]
) -> ProviderHealth:
    if not provider.needs_server:
        return provider.health(LoadOptions())
    server = server_options(provider.name, "", settings)
    if not server.address:
        return ProviderHealth(
            provider.name, provider.title, "not set", note="No address is set for it."
        )
    host = host_of(server.address)
    if not is_this_computer(origin_of(server.address)[1]) and provider.name not in used:
        note = "It is on another computer and not in use, so it was not asked."
        if host in server.allowed:
            return ProviderHealth(provider.name, provider.title, "ready", host, note)
        return ProviderHealth(provider.name, provider.title, "not allowed", host, note)
    return provider.health(LoadOptions(server=server))
