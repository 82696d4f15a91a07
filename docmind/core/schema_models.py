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
    """A model that can be had, or is there. ``does`` text or pictures; ``size`` in bytes on disk
    or to be downloaded. ``state``: built in, installed, partial (a download that was stopped),
    damaged, or absent. ``used``: this library answers with it; ``device`` and ``note`` say where
    it runs now and why ("" while it does not run)."""

    id: str
    title: str
    does: str
    summary: str
    languages: tuple[str, ...]
    licence: str
    size: int
    state: Literal["built in", "installed", "partial", "damaged", "absent"]
    dimension: int
    memory_mb: tuple[tuple[str, int], ...] = ()
    runs_on: tuple[str, ...] = ()
    source: str = ""
    folder: Path | None = None
    used: bool = False
    device: str = ""
    note: str = ""


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
