"""The models that are tried: those that are installed, else tiny ones that come along."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docmind.core import paths
from docmind.core.conformance.stand_in import MODEL, SLOW, stand_in
from docmind.core.embed.base import Embedder, LoadOptions
from docmind.core.errors import DocMindError
from docmind.core.models.store import ModelStore
from docmind.core.rerank.base import Reranker
from docmind.core.servers.options import ServerOptions

TEXTS = (
    "the committee had a report about the boundary layer of wings",
    "man eating food",
    "",
    "search engine " * 300,
    "быстрая лиса 人工 知能 🦊",
    "the committee had a report about the boundary layer of wings",
)
"""Short, long, empty and foreign ones; the first and the last are the same."""

HUGE = "a report on the boundary layer of a wing in a slipstream " * 18_000
"""A text of about a million characters, in one piece."""

TINY = "Tried with a tiny model of random weights; its own are not on this computer."
STOOD_IN = "Tried with a stand-in for a server; none was asked."
CLOSE = 2e-4
"""How far two runs of one text may lie apart: sums are added up in another order."""


def resources() -> Path:
    """The small models and files that come along for this."""
    return paths.resources_dir() / "conformance"


@contextmanager
def options_for(
    provider: type[Embedder] | type[Reranker],
) -> Iterator[tuple[LoadOptions, LoadOptions, str]]:
    """(options that this provider is loaded with on the processor, the same with a model that takes
    long where there is one, a sentence on what it is tried with)."""
    if provider.needs_server:
        with stand_in() as address:
            base = address if provider.name == "ollama" else f"{address}/v1"
            quick, slow = (
                LoadOptions(device="cpu", server=ServerOptions(base, model))
                for model in (MODEL, SLOW)
            )
            yield quick, slow, STOOD_IN
        return
    name = getattr(provider, "rides_on", "") or provider.name
    if not provider.needs_folder and name == provider.name:
        yield LoadOptions(device="cpu"), LoadOptions(device="cpu"), ""
        return
    with model_for(name) as (folder, which):
        options = LoadOptions(folder, device="cpu")
        yield options, options, which


@contextmanager
def model_for(provider: str) -> Iterator[tuple[Path, str]]:
    """(folder of a model that this provider loads, a sentence on which one it is).

    A tiny one has a cache of its own for the while: the graphs of real ones stay where they are.
    """
    store = ModelStore()
    for card in store.known():
        if card.provider == provider and not card.built_in:
            try:
                installed = store.folder(card.id)
            except DocMindError:
                continue  # it is not on this computer, or damaged, which the doctor tells
            yield installed, f"Tried with {card.title}."
            return
    with tempfile.TemporaryDirectory(prefix="docmind-") as cache, _cache(cache):
        yield resources() / "models" / provider, TINY


@contextmanager
def _cache(folder: str) -> Iterator[None]:
    name = "DOCMIND_CACHE_DIR"
    before = os.environ.get(name)
    os.environ[name] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
