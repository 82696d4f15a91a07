"""Pictures by what they show: a model of their own, a store of their own, beside those of texts.

It is there only when a picture model is installed; a library without pictures never loads it.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from blake3 import blake3

from docmind.core.catalog.catalog import Catalog
from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import DocMindError, ModelError
from docmind.core.events import ChildRestarted, Event, Notice
from docmind.core.extract.picture_source import picture_types
from docmind.core.index.gate import Gate
from docmind.core.index.noted import PICTURES
from docmind.core.index.reading import Reading
from docmind.core.index.space import calibrated, load_options, open_space, remove_spaces
from docmind.core.index.workshop import Workshop
from docmind.core.paths import Library
from docmind.core.schema_models import PictureStatus
from docmind.core.settings import Settings
from docmind.core.store.base import Candidate, Filter, Leg, Store
from docmind.core.vectors import Embeddings, Float32, PassageVectors, UInt8

_LOOK_UP_EVERY = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class PictureRooms:
    """What a job that looks at pictures works with; ``side`` is what the model takes."""

    reading: Reading
    worker: ModelWorker
    identity: ModelIdentity
    store: Store
    gate: Gate
    side: int
    library: Path
    min_free_bytes: int
    publish: Callable[[Event], None]


class Gallery:
    """The picture model and its store. Thread-safe; searches may come at any time."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        catalog: Catalog,
        workshop: Workshop,
        publish: Callable[[Event], None],
    ) -> None:
        self._library = library
        self._settings = settings
        self._catalog = catalog
        self._models = workshop.models
        self._reading = workshop.reading
        self._cache = workshop.cache
        self._meter = workshop.meter
        self._publish = publish
        self._gate = Gate()
        self._lock = threading.RLock()
        self._identity: ModelIdentity | None = None
        self._store: Store | None = None
        self._worker: ModelWorker | None = None
        self._looked_up, self._there = -_LOOK_UP_EVERY, False

    @property
    def media_types(self) -> str:
        """Files that may hold pictures, beside pictures, as a JSON list."""
        return json.dumps(picture_types() if self._settings.pictures.inside_documents else [])

    def bring_up(self) -> None:
        """Open the store when there is one. Raises ``StoreError``."""
        noted = self._catalog.meta(PICTURES)
        if noted:
            self._identity = msgspec.json.decode(noted, type=ModelIdentity)
            self._open()

    def _open(self) -> None:
        assert self._identity is not None
        store, renewed = open_space(self._library.pictures, self._identity)
        if renewed:
            self._catalog.forget_pictures({})
            self._publish(Notice("warning", "The index of pictures was damaged. It is made again."))
        self._store = store

    # -- what is there ---------------------------------------------------------------------------

    def missing(self) -> str:
        """What is needed before pictures can be looked at, in a sentence; "" when nothing is."""
        asked = self._settings.pictures
        if not asked.enabled:
            return "Looking at pictures is switched off in the settings."
        try:
            state = self._models.state(asked.model_name)
        except DocMindError as error:
            return f"{error.title}. {error.hint}"
        if state.does != "pictures":
            return f"{state.title} does not look at pictures. Choose another pictures.model_name."
        if state.state == "installed":
            return ""
        if state.state == "damaged":
            return f"{state.title} is damaged: {state.note}"
        return f"{state.title} is not installed; with it pictures are found by what they show."

    def status(self) -> PictureStatus:
        """How many were looked at."""
        seen, files, pictures = self._catalog.picture_counts(self.media_types)
        model = self._settings.pictures.model_name
        return PictureStatus(model, files, seen, pictures, self.missing())

    def has_work(self) -> bool:
        """Whether there are pictures to look at, and a model that can."""
        return not self.missing() and bool(self._catalog.unseen_files(self.media_types, 1))

    # -- for searching ---------------------------------------------------------------------------

    def identity(self) -> ModelIdentity | None:
        """The space of the store; None while no picture is known, or none may be looked for."""
        if self._store is None or not self._settings.pictures.enabled or not self._is_there():
            return None
        return self._identity

    def _is_there(self) -> bool:
        """Whether the model that looked at the pictures can still be asked; looked up once in a
        while, not at every keystroke."""
        now = time.monotonic()
        if now - self._looked_up > _LOOK_UP_EVERY:
            self._looked_up, self._there = now, not self.missing()
        return self._there

    def retrieve(
        self, legs: Sequence[Leg], limit: int, where: Filter | None
    ) -> dict[str, list[Candidate]]:
        """Candidates from the store, by picture."""
        with self._gate.search():
            if self._store is None:
                return {leg.name: [] for leg in legs}
            return self._store.retrieve(legs, limit, where)

    def embed_text(self, text: str) -> Embeddings:
        """Where pictures of what is described would be. Raises ``ModelError``."""
        return self._checked_worker().embed_query(text)

    def stored(self, ids: Sequence[str]) -> dict[str, PassageVectors]:
        """The vectors of pictures that were looked at, by their points' ids."""
        with self._gate.search():
            return {} if self._store is None else self._store.vectors(ids)

    def side(self) -> int:
        """Pixels along the side of the pictures that the model takes; starts it. Raises
        ``ModelError``."""
        return self._checked_worker().picture_side

    def embed_picture(self, pixels: UInt8) -> Float32:
        """float32[d] of one picture, uint8[side, side, 3]. Raises ``ModelError``."""
        found: Float32 = self._checked_worker().embed_pictures(pixels[np.newaxis]).dense[0]
        return found

    def _checked_worker(self) -> ModelWorker:
        worker = self.worker()
        self._check(worker.start())
        return worker

    def worker(self) -> ModelWorker:
        """The model's process, not necessarily started. Raises ``ModelError``."""
        with self._lock:
            if self._worker is None:
                self._worker = self._make_worker()
            return self._worker

    def renew_model(self) -> None:
        """Have the model start anew where it is in memory, in the runtime that is there now."""
        worker = self._worker
        if worker is not None:
            worker.renew()

    def _make_worker(self) -> ModelWorker:
        card, folder = self._models.resolve(self._settings.pictures.model_name)
        if folder is None:
            folder = self._models.folder(card.id)  # raises, saying how to get it
        options = load_options(self._settings.embedding, folder, None)
        return ModelWorker(
            card.provider,
            options,
            self._library.logs / "pictures.log",
            lambda reason: self._publish(ChildRestarted("picture model", reason)),
            lambda place: self._publish(Notice("warning", place.why)),
            idle_seconds=self._settings.embedding.idle_minutes * 60,
            use=self._meter.of(card.provider, options),
        )

    def _check(self, found: ModelIdentity) -> None:
        if self._identity is not None and found.space != self._identity.space:
            raise ModelError("Pictures were looked at by another model and are looked at again")

    # -- for jobs --------------------------------------------------------------------------------

    def rooms(self) -> PictureRooms:
        """Everything a job needs. With another model than before everything is begun anew.

        Raises ``ModelError``, ``StoreError``.
        """
        with self._lock:
            worker = self.worker()
            card, folder = self._models.resolve(self._settings.pictures.model_name)
            identity = calibrated(worker.start(), card, folder)
            if self._identity is None or self._identity.space != identity.space:
                self._begin(identity)
            assert self._store is not None
            return PictureRooms(
                self._reading,
                worker,
                identity,
                self._store,
                self._gate,
                worker.picture_side,
                self._library.root,
                self._settings.engine.min_free_disk_mb * 2**20,
                self._publish,
            )

    def _begin(self, identity: ModelIdentity) -> None:
        noted = {PICTURES: msgspec.json.encode(identity).decode()}
        with self._gate.write():
            if self._store is not None:
                self._store.close()
                self._store = None
            self._catalog.forget_pictures(noted)
            self._identity = identity
            self._open()
        remove_spaces(self._library.pictures, {identity.space})

    def vectors(self, rooms: PictureRooms, pixels: UInt8) -> Float32:
        """float32[n, d] of pictures, from the cache where they were seen before (a file that was
        moved or copied costs nothing)."""
        keys = [f"picture {blake3(one.tobytes()).hexdigest()}" for one in pixels]
        known = self._cache.get(rooms.identity.space, keys)
        fresh = [index for index, row in enumerate(known) if row is None]
        rooms.worker.use.spared(len(known) - len(fresh))
        dense = np.zeros((len(keys), rooms.identity.dimension), dtype=np.float32)
        for index, row in enumerate(known):
            if row is not None:
                dense[index] = row
        if fresh:
            made = rooms.worker.embed_pictures(pixels[fresh]).dense
            self._cache.put(rooms.identity.space, [keys[index] for index in fresh], made)
            dense[fresh] = made.astype(np.float16)
        lengths = np.linalg.norm(dense, axis=1, keepdims=True)
        found: Float32 = dense / np.maximum(lengths, np.float32(1e-12))
        return found

    def close(self) -> None:
        """End the model's process, flush and close the store."""
        if self._worker is not None:
            self._worker.close()
        with self._gate.write():
            if self._store is not None:
                self._store.close()
                self._store = None


def strangers(catalog: Catalog, rooms: PictureRooms) -> list[str]:
    """Points of pictures that are not known (any more)."""
    return sorted(rooms.store.ids() - catalog.picture_ids())
