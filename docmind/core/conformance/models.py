"""The models that are tried: those that are installed, else tiny ones that come along."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docmind.core import paths
from docmind.core.errors import DocMindError
from docmind.core.models.store import ModelStore

TEXTS = (
    "the committee had a report about the boundary layer of wings",
    "man eating food",
    "",
    "search engine " * 300,
    "быстрая лиса 人工 知能 🦊",
    "the committee had a report about the boundary layer of wings",
)
"""Short, long, empty and foreign ones; the first and the last are the same."""

TINY = "Tried with a tiny model of random weights; its own are not on this computer."
CLOSE = 2e-4
"""How far two runs of one text may lie apart: sums are added up in another order."""


def resources() -> Path:
    """The small models and files that come along for this."""
    return paths.resources_dir() / "conformance"


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
