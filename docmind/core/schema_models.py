"""The words about models that every room shares (see ``schema``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class ModelChange:
    """Another model's index being built beside the one in use. ``model`` is its id, ``done`` and
    ``total`` count files; ``waiting`` says why it does not go on by itself ("" when it does)."""

    model: str
    title: str
    done: int
    total: int
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class ModelEstimate:
    """What answering with another model would take, before it begins. ``passages`` to be made,
    of which ``known`` need no computing; ``seconds`` on ``device``; ``disk_bytes`` for the new
    index, ``old_bytes`` that removing the old one gives back later, ``free_bytes`` on the disk."""

    model: str
    title: str
    files: int
    passages: int
    known: int
    seconds: float
    disk_bytes: int
    old_bytes: int
    free_bytes: int
    device: str
    why: str


@dataclass(frozen=True, slots=True)
class PictureStatus:
    """Pictures found by what they show: ``seen`` of ``files`` that may hold some were looked at,
    ``pictures`` are known. ``missing`` says what is needed first ("" when nothing is)."""

    model: str
    files: int
    seen: int
    pictures: int
    missing: str = ""


@dataclass(frozen=True, slots=True)
class ModelState:
    """A model that can be had, or is there.

    ``does`` text, pictures, or order (of results); ``size`` in bytes on disk or to be downloaded.
    ``state``: built in, installed, partial (a download that was stopped), damaged, absent, or
    server (it runs there; ``ProviderHealth`` tells how that is). ``used``: this library answers
    with it; ``device`` and ``note`` say where it runs now and why ("" while it does not run).
    ``provider`` is what runs it, ``context`` the most tokens it reads; ``query_template`` and
    ``matryoshka`` as in its card."""

    id: str
    title: str
    does: str
    summary: str
    languages: tuple[str, ...]
    licence: str
    size: int
    state: Literal["built in", "installed", "partial", "damaged", "absent", "server"]
    dimension: int
    memory_mb: tuple[tuple[str, int], ...] = ()
    runs_on: tuple[str, ...] = ()
    source: str = ""
    folder: Path | None = None
    used: bool = False
    device: str = ""
    note: str = ""
    provider: str = ""
    modalities: tuple[str, ...] = ()
    context: int = 0
    query_template: str = ""
    matryoshka: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ServerModel:
    """A model that a server has. ``size`` in bytes, ``dimension`` and ``context`` in numbers and
    tokens: 0 where the server does not tell. ``embeds`` is None where it does not tell that."""

    name: str
    size: int = 0
    dimension: int = 0
    context: int = 0
    embeds: bool | None = None


@dataclass(frozen=True, slots=True)
class ProviderHealth:
    """How a provider of models is. ``host`` is "" for one that runs here.

    ``state``: ready, unreachable, not allowed (texts may not go to that host), not set (no
    address), key refused, or failed. ``note`` is a sentence on it, ``version`` the server's own.
    """

    provider: str
    title: str
    state: Literal["ready", "unreachable", "not allowed", "not set", "key refused", "failed"]
    host: str = ""
    note: str = ""
    version: str = ""
    models: tuple[ServerModel, ...] = ()


@dataclass(frozen=True, slots=True)
class ProviderUse:
    """What a provider did since the engine started: ``calls`` with ``texts`` and ``tokens`` (0
    where it does not tell) in ``seconds``; ``errors`` are (code, count); ``cache_hits`` are texts
    whose vectors were there already."""

    provider: str
    model: str
    calls: int = 0
    texts: int = 0
    tokens: int = 0
    seconds: float = 0.0
    errors: tuple[tuple[str, int], ...] = ()
    cache_hits: int = 0


@dataclass(frozen=True, slots=True)
class CacheUse:
    """The embedding cache: ``vectors`` in ``size`` bytes of at most ``limit`` (0 = no limit);
    ``hits`` and ``misses`` since the engine started."""

    vectors: int
    size: int
    limit: int
    hits: int = 0
    misses: int = 0


@dataclass(frozen=True, slots=True)
class RuntimeState:
    """A models runtime (PyTorch, FlagEmbedding and open_clip, apart from the program) that can be
    had, or is there. ``name`` names it in calls; ``variant`` is cpu or cuda. ``state``: absent,
    ready, outdated (made for another DocMind, or a newer one is offered) or broken. ``size_bytes``
    on disk, 0 while not known; ``download_bytes`` of what is offered for download, 0 where it can
    only be imported from a file. ``why`` is a sentence about the state."""

    name: str
    variant: str
    title: str
    state: Literal["absent", "ready", "outdated", "broken"]
    size_bytes: int
    download_bytes: int
    version: str
    why: str
