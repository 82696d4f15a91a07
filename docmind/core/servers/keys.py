"""Which servers have a key, without showing it, and saving one for a server that is set."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

from docmind.core.errors import ProviderError, UsageError
from docmind.core.servers.consent import ServerTerms, server_terms
from docmind.core.servers.options import server_address
from docmind.core.servers.secrets import VARIABLES, remove_secret, save_secret, saved_secret
from docmind.core.settings import Settings, load

KEY_NAMES: tuple[str, ...] = tuple(VARIABLES)
"""The kinds of servers that a key is kept for: ollama, openai, server (which puts in order)."""
_SETTINGS = {
    "ollama": "servers.ollama_address",
    "openai": "servers.openai_address",
    "server": "servers.rerank_address",
}


@dataclass(frozen=True, slots=True)
class KeyState:
    """Whether there is a key for a kind of server. ``host`` is "" while no address is set;
    ``variable`` is the one that decides before the keyring. ``note`` says what is wrong with the
    address."""

    name: str
    host: str
    source: Literal["environment", "keyring", "none"]
    variable: str
    note: str = ""


def key_states(settings: Settings | None = None) -> tuple[KeyState, ...]:
    """Of every kind of server. Asks the system's keyring, which may want to be unlocked. Raises
    ``UsageError`` as ``settings.load`` does."""
    chosen = settings or load()
    return tuple(_state(name, chosen) for name in KEY_NAMES)


def save_key(name: str, key: str, settings: Settings | None = None) -> ServerTerms:
    """Have the system keep a key for the server that is set; the terms under which it will be sent.

    Raises ``UsageError`` for an unknown kind, a missing address or a key that cannot be sent,
    ``ProviderError`` for an address that is never asked, ``DocMindError`` where the system keeps
    no keys.
    """
    terms = key_terms(name, settings)
    save_secret(name, terms.host, key)
    return terms


def remove_key(name: str, settings: Settings | None = None) -> bool:
    """Have the system forget that key; whether there was one. Raises as ``save_key`` does."""
    return remove_secret(name, key_terms(name, settings).host)


def key_terms(name: str, settings: Settings | None = None) -> ServerTerms:
    """Where a key for that kind of server would be sent. Raises as ``save_key`` does."""
    if name not in VARIABLES:
        raise UsageError(
            f"There is no kind of server called {name}", hint=f"It is {', '.join(VARIABLES)}."
        )
    servers = (settings or load()).servers
    address = server_address(name, servers)
    if not address:
        raise UsageError(
            "No address is set for this server",
            detail="A key is kept for one host only.",
            hint=f"Set {_SETTINGS[name]} first.",
        )
    return server_terms(address, servers.text_may_go_to)


def _state(name: str, settings: Settings) -> KeyState:
    variable = VARIABLES[name]
    host, note = "", ""
    try:
        host = key_terms(name, settings).host
    except (UsageError, ProviderError) as error:
        note = f"{error.title}."
    if os.environ.get(variable, "").strip():
        return KeyState(name, host, "environment", variable, note)
    kept = bool(host) and bool(saved_secret(name, host))
    return KeyState(name, host, "keyring" if kept else "none", variable, note)
