"""A model by itself, without a library: for other programs' code."""

from __future__ import annotations

from dataclasses import replace

from docmind.core import settings as all_settings
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import UsageError
from docmind.core.index.space import load_options, with_card
from docmind.core.models.store import ModelStore


def open_model(name: str = "", device: str = "", dimensions: int | None = None) -> ModelWorker:
    """A model for text in a process of its own, which is started by the first call and ended by
    ``close`` (or after some minutes without work).

    ``name`` is an id ("bge-m3"), a repository, a model on a server ("ollama:bge-m3") or the
    absolute folder of any model; "" and what is left out otherwise is as the settings say. Raises
    ``UsageError`` for a model that does not exist, ``ModelError`` for one that is not here.
    """
    settings = all_settings.load()
    store = ModelStore()
    name = name or settings.embedding.model_name
    card, folder = store.resolve(name)
    if card.does != "text":
        raise UsageError(f"{card.title} gives no vectors of texts")
    if folder is None and not card.built_in and not card.server_model:
        folder = store.folder(name)  # raises, saying how to get it
    options = load_options(settings.embedding, folder)
    if dimensions is not None:
        options = replace(options, dimensions=dimensions)
    if device:
        options = replace(options, device=device)
    return ModelWorker(
        card.provider,
        with_card(options, card, settings.servers),
        idle_seconds=settings.embedding.idle_minutes * 60,
    )
