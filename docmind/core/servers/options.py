"""What a model worker is told of the server that runs its model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """``address`` is the base of its calls, ``model`` the server's name of the model.

    ``allowed`` are the hosts (as ``addresses.host_of`` writes them) to which a person lets texts
    go; this computer is always allowed. ``secret`` names the key that is sent along (see
    ``servers.secrets``), never the key itself. ``answer_seconds`` is the patience with an answer,
    ``load_seconds`` with the first one, for which the server may have to load the model.
    """

    address: str
    model: str
    allowed: tuple[str, ...] = ()
    secret: str = ""
    keep_alive: str = ""
    answer_seconds: float = 60.0
    load_seconds: float = 300.0
