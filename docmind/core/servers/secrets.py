"""The keys of servers: from the environment only, so far."""

from __future__ import annotations

import os

from docmind.core.errors import ProviderError

VARIABLES = {
    "ollama": "DOCMIND_OLLAMA_API_KEY",
    "openai": "DOCMIND_OPENAI_API_KEY",
    "server": "DOCMIND_SERVER_API_KEY",
}
"""By the name a provider asks for its key with."""


def secret_for(name: str, host: str) -> str:
    """The key for that provider at ``host``, "" where there is none.

    Raises ``ProviderError`` (unauthorized) for one that no header can carry.
    """
    key = os.environ.get(VARIABLES.get(name, ""), "").strip()
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise ProviderError(
            f"The key for {host} cannot be sent",
            detail="It holds blanks, or letters outside ASCII.",
            hint=f"Check {VARIABLES[name]}.",
            code="unauthorized",
        )
    return key
