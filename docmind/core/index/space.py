"""An embedding space: a model in a process of its own, and the store of its vectors."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from docmind.core.catalog.catalog import Catalog
from docmind.core.embed.asking import EmbeddingModel
from docmind.core.embed.base import Embedder, LoadOptions, ModelIdentity
from docmind.core.embed.measured import with_figures, with_measured
from docmind.core.errors import StoreDamaged
from docmind.core.models.cards import ModelCard
from docmind.core.models.matryoshka import allowed_dimensions
from docmind.core.registry import provider
from docmind.core.servers.names import server_reranker
from docmind.core.servers.options import ServerOptions, server_address
from docmind.core.settings import EmbeddingSettings, ServerSettings, Settings
from docmind.core.store.base import SpaceConfig, Store
from docmind.core.store.qdrant_edge import QdrantEdge

_INT8 = "int8"


@dataclass(slots=True)
class Space:
    """``model`` as the model store names it. ``identity`` and ``store`` are None before the first
    file was read."""

    model: str
    worker: EmbeddingModel
    identity: ModelIdentity | None = None
    store: Store | None = None


def load_options(
    settings: EmbeddingSettings, folder: Path | None, known: ModelIdentity | None = None
) -> LoadOptions:
    """How a model is loaded: as the settings say, but for an index that is ``known`` in its
    precision, as wide as its vectors and with its words around texts: vectors of two kinds are not
    mixed."""
    asked = LoadOptions(
        folder=folder,
        device=settings.device,
        threads=settings.threads,
        precision=settings.precision,
        batch_gpu=settings.batch_size_gpu,
        batch_cpu=settings.batch_size_cpu,
        batch_tokens_gpu=settings.batch_tokens_gpu,
        on_processor=settings.on_processor,
        dimensions=settings.dimensions,
        query_template=settings.query_template,
        passage_template=settings.passage_template,
    )
    if known is None:
        return asked
    return replace(
        asked,
        precision=_INT8 if known.precision == _INT8 else "full",
        dimensions=known.dimension if known.shortened else 0,
        query_template=known.query_template,
        passage_template=known.passage_template,
    )


def with_card(options: LoadOptions, card: ModelCard, servers: ServerSettings) -> LoadOptions:
    """The same, with what the model's card says of its templates, its server, and PyTorch where it
    runs on nothing else. Raises ``ModelError`` for fewer numbers than it was trained to give."""
    if card.dimension or not card.server_model:  # else only the server knows, and is asked first
        allowed_dimensions(card, options.dimensions)  # before anything is computed
    if provider("docmind.core.embed", Embedder, card.provider).needs_torch:  # type: ignore[type-abstract]
        options = replace(options, on_processor="torch")
    options = replace(
        options,
        query_template=card.query_template or options.query_template,
        passage_template=card.passage_template or options.passage_template,
    )
    if not card.server_model:
        return options
    return replace(options, server=server_options(card.provider, card.server_model, servers))


def reranker_options(settings: Settings) -> LoadOptions:
    """How a reranker with a model of its own is loaded, and its server where it runs on one."""
    options = load_options(settings.embedding, None)
    model = server_reranker(settings.search.reranker)
    if not model:
        return options
    return replace(options, server=server_options("server", model, settings.servers))


def server_options(kind: str, model: str, servers: ServerSettings) -> ServerOptions:
    """How the server of that kind ("ollama", "openai", "server" for rerankers) is asked for a
    model. Its address is "" where none is set."""
    return ServerOptions(
        address=server_address(kind, servers),
        model=model,
        secret=kind,
        keep_alive=servers.ollama_keep_alive if kind == "ollama" else "",
        answer_seconds=servers.answer_seconds,
        load_seconds=servers.load_seconds,
    )


def calibrated(identity: ModelIdentity, card: ModelCard, folder: Path | None) -> ModelIdentity:
    """The identity with what was measured of this model, where something was."""
    if folder is not None:
        return with_measured(identity, folder)
    return with_figures(identity, card.calibration(identity.precision))


def open_space(folder: Path, identity: ModelIdentity) -> tuple[Store, bool]:
    """The store of this space, and whether it had to be made anew because it was damaged.

    A damaged store is kept aside, never deleted. Raises ``LibraryLocked`` and ``StoreError``.
    """
    home = folder / identity.space
    config = SpaceConfig(identity.dimension, identity.space, identity.learned)
    store = QdrantEdge()
    try:
        store.open(home, config)
        if store.probe():
            return store, False
        store.close()
    except StoreDamaged:
        pass
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    home.rename(home.with_name(f"{home.name}.damaged-{stamp}"))
    store = QdrantEdge()
    store.open(home, config)
    return store, True


def matches(catalog: Catalog, store: Store) -> bool:
    """True when the store holds as many points as the catalog knows of."""
    return store.count() == catalog.counts()[1]


def allocated(folder: Path) -> int:
    """Bytes really taken on disk: the store's files are sparse."""
    total = 0
    for base, _, names in os.walk(folder):
        for name in names:
            try:
                stat = (Path(base) / name).stat()
            except OSError:
                continue  # removed meanwhile
            total += getattr(stat, "st_blocks", 0) * 512 or stat.st_size
    return total


def remove_spaces(folder: Path, kept: set[str]) -> int:
    """Remove the stores of all spaces but those ``kept``. Returns the bytes given back."""
    given = 0
    for home in folder.iterdir() if folder.is_dir() else ():
        if home.name not in kept and ".damaged-" not in home.name and home.is_dir():
            size = allocated(home)
            shutil.rmtree(home, ignore_errors=True)
            given += size if not home.exists() else 0
    return given
