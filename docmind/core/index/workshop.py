"""The children and the store of an open library: brought up when needed, put away at the end."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from docmind.core import lexical
from docmind.core.catalog.catalog import Catalog
from docmind.core.chunk.chunker import Chunker
from docmind.core.discover.ignore import WalkRules
from docmind.core.embed.base import LoadOptions, ModelIdentity
from docmind.core.embed.cache import EmbeddingCache
from docmind.core.embed.cached import CachedEmbedder
from docmind.core.embed.frames import Place
from docmind.core.embed.meter import Meter
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import DocMindError, ModelError
from docmind.core.events import ChildRestarted, Event, Notice, SourcesChanged
from docmind.core.extract.pool import EXTRACTION_VERSION
from docmind.core.index.commit import sweep
from docmind.core.index.gate import Gate
from docmind.core.index.health import provider_health
from docmind.core.index.reading import Reading
from docmind.core.index.rooms import Rooms
from docmind.core.index.space import (
    Space,
    calibrated,
    load_options,
    matches,
    open_space,
    with_card,
)
from docmind.core.models.store import ModelStore
from docmind.core.paths import Library
from docmind.core.rerank.chosen import ChosenReranker, TextModel
from docmind.core.schema_models import ProviderHealth
from docmind.core.settings import Settings
from docmind.core.store.base import Candidate, Filter, Leg, Store
from docmind.core.vectors import Embeddings, PassageVectors

_MIB = 2**20
IDENTITY = "identity"  # catalog key: the embedding space that the store holds
MODEL = "model"  # catalog key: the model of that space, as the model store names it
# Passages that go to the model at once: sorting many by length saves a GPU much padding.
_TOGETHER_ON_GPU = {"cuda": 1024, "mps": 1024}
_TOGETHER = 64  # a processor and a server are slower: what is done is kept sooner
_EXTRACTION = f"x{EXTRACTION_VERSION};"


class Workshop:
    """Model worker, readers and store. Thread-safe; searches may come at any time."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        catalog: Catalog,
        publish: Callable[[Event], None],
        embedding_cache: Path | None,
        models: ModelStore | None = None,
    ) -> None:
        self.models = models or ModelStore()
        self.reading = Reading(library, settings, publish)
        self.cache = EmbeddingCache(embedding_cache or library.embedding_cache)
        self.meter = Meter()
        self.gate = Gate()
        self.turn = 0
        """Grows when another index takes the place of the one in use."""
        self._library = library
        self._settings = settings
        self._catalog = catalog
        self._publish = publish
        self._restore: Callable[[], None] = lambda: None
        self._space: Space | None = None
        self._store: Store | None = None
        self._identity: ModelIdentity | None = None
        self._rooms: Rooms | None = None
        self._building = threading.RLock()
        self._warming: threading.Thread | None = None
        self.reranker = ChosenReranker(
            settings.search.reranker,
            TextModel(self.identity, lambda: self.space().worker, self.place),
            self._worker,
            load_options(settings.embedding, None),
        )

    def bring_up(self, restore: Callable[[], None], warm: bool) -> None:
        """Open the store of the space this library was made with; with ``warm`` also start the
        model, in the background. ``restore`` is asked for when it lacks something, now or later.

        Raises ``StoreError``.
        """
        self._restore = restore
        remembered = self._catalog.meta(IDENTITY)
        if remembered and (self._catalog.counts()[0] or not self._is_other_wanted()):
            self._identity = msgspec.json.decode(remembered, type=ModelIdentity)
            self._open_store()
        if warm:
            self._warm_up()

    def _is_other_wanted(self) -> bool:
        """Whether the settings name another model than the library's: an empty library takes it
        at once, a full one only when that is asked for (``model_orders``)."""
        wanted = self.models.id_of(self._settings.embedding.model_name)
        return self._catalog.meta(MODEL) not in ("", wanted)

    def _warm_up(self) -> None:
        try:
            worker = self.space().worker
        except DocMindError as error:
            self._tell_wordless(error)
            return
        self._warming = threading.Thread(
            target=self._warm, args=(worker,), name="warm-up", daemon=True
        )
        self._warming.start()

    def _warm(self, worker: ModelWorker) -> None:
        try:
            worker.start()
        except DocMindError as error:
            self._tell_wordless(error)

    def _tell_wordless(self, error: DocMindError) -> None:
        self._publish(Notice("warning", f"{error} Search goes on by words."))

    # -- the space in use ------------------------------------------------------------------------

    @property
    def model_name(self) -> str:
        """The model of this library, as the model store names it; of an empty one, the model that
        the settings name."""
        if self._identity is None:
            return self.models.id_of(self._settings.embedding.model_name)
        return self._catalog.meta(MODEL) or self._identity.name

    def space(self) -> Space:
        """The space in use, its model not necessarily started. Raises ``ModelError``."""
        space = self._space
        if space is not None:
            return space  # without waiting for a job that starts a model
        with self._building:
            if self._space is None:
                worker = self.worker_for(self.model_name, self._identity)
                if self._identity is not None:  # it may have been measured since
                    card, folder = self.models.resolve(self.model_name)
                    self._identity = calibrated(self._identity, card, folder)
                self._space = Space(self.model_name, worker, self._identity, self._store)
            return self._space

    def worker_for(self, name: str, known: ModelIdentity | None = None) -> ModelWorker:
        """A process for that model, not started. Raises ``ModelError`` when it is not there."""
        card, folder = self.models.resolve(name)
        if folder is None and not card.built_in and not card.server_model:
            folder = self.models.folder(name)  # raises, saying how to get it
        options = load_options(self._settings.embedding, folder, known)
        options = with_card(options, card, self._settings.servers)
        return self._worker(card.provider, options)

    def _worker(self, provider: str, options: LoadOptions) -> ModelWorker:
        return ModelWorker(
            provider,
            options,
            self._library.logs / "model.log",
            lambda reason: self._publish(ChildRestarted("model worker", reason)),
            self._on_move,
            idle_seconds=self._settings.embedding.idle_minutes * 60,
            use=self.meter.of(provider, options),
        )

    def provider_health(self) -> tuple[ProviderHealth, ...]:
        """How each provider of models is; asks servers, with little patience."""
        used = [self.model_name.partition(":")[0], self._settings.search.reranker.partition(":")[0]]
        return provider_health(self._settings.servers, used)

    def renew_models(self) -> None:
        """Have the models that are in memory start anew, in the runtime that is there now."""
        space = self._space
        if space is not None:
            space.worker.renew()
        self.reranker.renew()

    def identity_of(self, name: str, worker: ModelWorker) -> ModelIdentity:
        """Of that model, started now, with what was measured of it. Raises ``ModelError``."""
        card, folder = self.models.resolve(name)
        return calibrated(worker.start(), card, folder)

    def _on_move(self, place: Place) -> None:
        self._publish(Notice("warning", place.why))
        self._publish(SourcesChanged())

    def _open_store(self) -> None:
        assert self._identity is not None
        store, renewed = open_space(self._library.store, self._identity)
        sweep(self._catalog, store, self.gate)
        self._store = store
        if renewed or not matches(self._catalog, store):
            if renewed or store.count():  # else it was removed, to be made again
                self._publish(Notice("warning", "The index was damaged. It is being restored."))
            self._restore()

    # -- for searching ---------------------------------------------------------------------------

    def retrieve(
        self, legs: Sequence[Leg], limit: int, where: Filter | None
    ) -> dict[str, list[Candidate]]:
        """Candidates from the store, before any waiting write."""
        with self.gate.search():
            if self._store is None:
                return {leg.name: [] for leg in legs}
            return self._store.retrieve(legs, limit, where)

    def vectors(self, ids: Sequence[str]) -> dict[str, PassageVectors]:
        """The stored vectors of passages by their points' ids."""
        with self.gate.search():
            return {} if self._store is None else self._store.vectors(ids)

    def embed_query(self, text: str) -> Embeddings:
        """Raises ``ModelError`` when the model cannot answer or is not the index's own."""
        return self._checked_worker().embed_query(text)

    def embed_texts(self, texts: Sequence[str]) -> Embeddings:
        """The vectors of passages that are not kept. Raises as ``embed_query`` does."""
        return self._checked_worker().embed_passages(texts)

    def _checked_worker(self) -> ModelWorker:
        space = self.space()
        self._check_space(space.worker.start())
        return space.worker

    def _check_space(self, found: ModelIdentity) -> None:
        known = self._identity
        if known is not None and found.space != known.space:
            raise ModelError(
                "The model's files are not those this library was read with",
                detail=f"They are {found.space}, the library holds {known.space}.",
                hint="Bring back the files it had, or choose the model again in Models.",
            )

    def identity(self) -> ModelIdentity | None:
        """The space of the store, None before the first file was read."""
        return self._identity

    def place(self) -> Place:
        """Where the model runs, or ran last."""
        space = self._space
        with contextlib.suppress(ModelError):
            if space is not None:
                return space.worker.place
        return Place()  # not started yet, or it cannot be

    def missing(self) -> str:
        """Why questions cannot be answered by meaning, in a sentence; "" when they can be."""
        try:
            self.models.resolve(self.model_name)
        except DocMindError as error:
            return f"{error.title}. {error.hint}".strip()
        return ""

    # -- for jobs --------------------------------------------------------------------------------

    def rooms(self) -> Rooms:
        """Everything a job needs, started on first use. Raises ``ModelError``, ``StoreError``."""
        with self._building:
            if self._rooms is None:
                space = self.space()
                if self._identity is None:
                    self._begin(space)
                else:
                    self._check_space(space.worker.start())
                self._rooms = self.rooms_for(space)
            return self._rooms

    def _begin(self, space: Space) -> None:
        """The first file is about to be read: its model is the library's from now on."""
        identity = self.identity_of(space.model, space.worker)
        self._catalog.set_meta(MODEL, space.model)
        self._catalog.set_meta(IDENTITY, msgspec.json.encode(identity).decode())
        self._identity = space.identity = identity
        self._open_store()
        space.store = self._store

    def rooms_for(self, space: Space) -> Rooms:
        """The rooms around a space whose model runs and whose store is open."""
        assert space.identity is not None
        assert space.store is not None
        return Rooms(
            catalog=self._catalog,
            store=space.store,
            gate=self.gate,
            reader=self.reading,
            embedder=CachedEmbedder(space.worker, self.cache, space.worker.use),
            chunker=Chunker(
                space.worker.tokenizer_json(),
                self._passage_tokens(space.identity),
                self._settings.chunking.overlap_tokens,
            ),
            rules=self.rules,
            extraction=_EXTRACTION,
            pipeline=self.pipeline_of(space.identity),
            library=self._library.root,
            min_free_bytes=self._settings.engine.min_free_disk_mb * _MIB,
            window=self.reading.workers * 3 + 2,
            together=_TOGETHER_ON_GPU.get(space.worker.device, _TOGETHER),
            publish=self._publish,
        )

    def _passage_tokens(self, identity: ModelIdentity) -> int:
        best = identity.passage_tokens or identity.max_tokens
        return min(self._settings.chunking.max_tokens or best, identity.max_tokens)

    def pipeline_of(self, identity: ModelIdentity) -> str:
        """How files are read, cut, weighed and embedded for that space."""
        cut = f"c{self._passage_tokens(identity)}-{self._settings.chunking.overlap_tokens}"
        return f"{_EXTRACTION}{cut};t1;l{lexical.LEXICAL_VERSION};s{identity.space}"

    def open_beside(self, identity: ModelIdentity) -> Store:
        """The store of another space, made when it is not there. Raises ``StoreError``."""
        return open_space(self._library.store, identity)[0]

    def take_over(self, space: Space, commit: Callable[[], None]) -> None:
        """Let a finished space take the place of the one in use: ``commit`` makes it so in the
        catalog. Searches under way are answered anew (``turn``)."""
        with self._building, self.gate.write():
            commit()
            before, self._space = self._space, space
            old_store, self._store = self._store, space.store
            self._identity, self._rooms = space.identity, None
            self.turn += 1
        if old_store is not None:
            old_store.close()
        if before is not None:
            before.worker.close()

    @property
    def rules(self) -> WalkRules:
        """What discovery leaves out."""
        return WalkRules.of(self._settings.discovery)

    @property
    def excluded_patterns(self) -> tuple[str, ...]:
        """The patterns in force that a person chose."""
        return self._settings.discovery.exclude

    @property
    def recognises(self) -> bool:
        """Whether text in pictures is looked for without being asked each time."""
        return self._settings.recognition.enabled

    @property
    def recognises_last(self) -> bool:
        """Whether looking for text in pictures makes room for everything else."""
        return self._settings.recognition.only_when_idle

    @property
    def sees_images(self) -> bool:
        """Whether text is looked for in all pictures, not only in scanned documents."""
        return self._settings.recognition.images

    def sweep(self) -> None:
        """Delete garbage points now."""
        if self._store is not None:
            sweep(self._catalog, self._store, self.gate)

    def close(self) -> None:
        """End the children, flush and close the store."""
        self.reading.close()
        self.reranker.close()
        space = self._space
        if space is not None:
            space.worker.close()
        if self._warming is not None:
            self._warming.join()
        self.cache.close()
        with self.gate.write():
            if self._store is not None:
                self._store.close()
                self._store = None
