"""What a person is told of a server before texts go there, and keeping their word on it."""

from __future__ import annotations

from docmind.core.errors import UsageError
from docmind.core.servers.consent import ServerTerms, allowed_now, server_terms
from docmind.core.servers.names import server_model, server_reranker
from docmind.core.servers.options import server_address
from docmind.core.settings import Settings, load
from docmind.core.settings_file import save

_SETTING = "servers.text_may_go_to"


def server_terms_of(name: str, settings: Settings | None = None) -> ServerTerms | None:
    """The terms of the server that runs the model or reranker of that name; None for a model that
    runs here, and where no address is set.

    Raises ``ProviderError`` for an address that is never asked, ``UsageError`` as
    ``settings.load`` does.
    """
    found = server_model(name)
    kind = found.kind if found is not None else "server" if server_reranker(name) else ""
    servers = (settings or load()).servers
    address = server_address(kind, servers)
    return server_terms(address, servers.text_may_go_to) if address else None


def allow_server(host: str) -> None:
    """Let texts of files and questions go to that host, from now on.

    Raises ``UsageError`` for what is no host, or where the environment decides; ``DocMindError``
    when the settings cannot be written.
    """
    plain = _host(host)
    allowed = allowed_now()
    if plain not in allowed:
        save({_SETTING: (*allowed, plain)})


def forbid_server(host: str) -> None:
    """Take that word back: no text goes there any more from now on, also from models that were
    started before. Raises as ``allow_server`` does."""
    plain = _host(host)
    rest = tuple(one for one in allowed_now() if one != plain)
    save({_SETTING: rest or None})


def _host(host: str) -> str:
    """The host as it is compared. Raises ``UsageError``."""
    plain = host.strip().casefold()
    if not plain or not plain.isprintable() or any(sign in plain for sign in "/@? "):
        raise UsageError(
            f"{host.strip()[:100] or 'Nothing'} is no host",
            hint="It must look like gpu.example or gpu.example:8443",
        )
    return plain
