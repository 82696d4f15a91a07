"""Opening the store of an embedding space, and what to do when it is damaged."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from docmind.core.catalog.catalog import Catalog
from docmind.core.embed.base import ModelIdentity
from docmind.core.errors import StoreDamaged
from docmind.core.store.base import SpaceConfig, Store
from docmind.core.store.qdrant_edge import QdrantEdge


def open_space(folder: Path, identity: ModelIdentity) -> tuple[Store, bool]:
    """The store of this space, and whether it had to be made anew because it was damaged.

    A damaged store is kept aside, never deleted. Raises ``LibraryLocked`` and ``StoreError``.
    """
    home = folder / identity.space
    config = SpaceConfig(dimension=identity.dimension, space=identity.space)
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
