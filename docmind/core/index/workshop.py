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
from docmind.core.embed.asking import EmbeddingModel
from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.cache import EmbeddingCache
from docmind.core.embed.cached import CachedEmbedder
from docmind.core.embed.checked import CheckedModel
from docmind.core.embed.eviction import Room
from docmind.core.embed.frames import Place
from docmind.core.embed.meter import Meter
from docmind.core.errors import DocMindError, ModelError
from docmind.core.events import Event, Notice, SourcesChanged
from docmind.core.extract.pool import EXTRACTION_VERSION
from docmind.core.index.chain import ModelChain, ended_with
from docmind.core.index.commit import sweep
from docmind.core.index.gate import Gate
from docmind.core.index.health import provider_health
from docmind.core.index.noted import IDENTITY, MODEL, kept_spaces
from docmind.core.index.probes import KnownSpaces
from docmind.core.index.questions import questions_of
from docmind.core.index.reading import Reading
from docmind.core.index.rooms import Rooms
from docmind.core.index.space import (
    Space,
    calibrated,
    matches,
    open_space,
    reranker_options,
)
from docmind.core.index.transports import Transports
from docmind.core.models.store import ModelStore
from docmind.core.paths import Library
from docmind.core.rerank.chosen import ChosenReranker, TextModel
from docmind.core.schema_models import ProviderHealth
from docmind.core.servers.names import SERVER_TITLES, server_model
from docmind.core.settings import Settings
from docmind.core.store.base import Candidate, Filter, Leg, Store
from docmind.core.vectors import Embeddings, PassageVectors

_MIB = 2**20
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
        self.meter = Meter()
        self.gate = Gate()
        most = settings.embedding.cache_mb * _MIB
        room = Room(most, lambda: kept_spaces(catalog), self.gate.give_way)
        self.cache = EmbeddingCache(embedding_cache or library.embedding_cache, room)
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
        self._chain: ModelChain | None = None
        self._building = threading.RLock()
        self._warming: threading.Thread | None = None
        self.spaces = KnownSpaces(catalog, lambda text: publish(Notice("info", text)))
        self.transports = Transports(
            self.models, settings, self.spaces, self.meter, library.logs, publish
        )
        self._questions = questions_of(catalog, lambda: publish(SourcesChanged()))
        self.transports.well = self._questions.well
        self.reranker = ChosenReranker(
            settings.search.reranker,
            TextModel(self.identity, lambda: self.space().worker, self.place),
            self.transports.worker,
            reranker_options(settings),
            self.models,
        )

    def bring_up(self, restore: Callable[[], None], warm: bool) -> None:
        """Open the store of the space this library was made with; with ``warm`` also start the
        model, in the background. ``restore`` is asked for when it lacks something, now or later.

        Raises ``StoreError``.
        """
        self._restore = restore
        remembered = self._catalog.meta(IDENTITY)
        if remembered and (self._catalog.counts()[0] or not self._may_begin_anew()):
            self._identity = msgspec.json.decode(remembered, type=ModelIdentity)
            self._open_store()
        if warm:
            self._warm_up()

    def _may_begin_anew(self) -> bool:
        """Whether an empty library may take another model than it had: the settings name another
        one, or several of which the first that can be had is taken. A full one takes another only
        when that is asked for (``model_orders``)."""
        asked = self._settings.embedding
        wanted = self.models.id_of(asked.model_name)
        return self._catalog.meta(MODEL) not in ("", wanted) or bool(asked.fallback)

    def _warm_up(self) -> None:
        worker = self.space().worker  # which ``close`` finds, however soon it comes
        self._warming = threading.Thread(
            target=self._warm, args=(worker,), name="warm-up", daemon=True
        )
        self._warming.start()

    def _warm(self, worker: EmbeddingModel) -> None:
        try:
            worker.start()
        except DocMindError as error:
            self._questions.failed(error)
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
                self._identity = self._measured(self._identity)
                self._chain = self.transports.chain(self.model_name, self._identity)
                self._space = Space(self.model_name, self._chain, self._identity, self._store)
            return self._space

    def _measured(self, identity: ModelIdentity | None) -> ModelIdentity | None:
        """With what was measured of the model since."""
        with contextlib.suppress(DocMindError):  # it is gone, and another transport may answer
            if identity is not None:
                return calibrated(identity, *self.models.resolve(self.model_name))
        return identity

    def worker_for(self, name: str) -> CheckedModel:
        """That model in a process of its own, not started, to make a space of its own. Raises
        ``ModelError`` when it is not there."""
        return self.transports.model(name)

    def provider_health(self) -> tuple[ProviderHealth, ...]:
        """How each provider of models is; asks servers, with little patience."""
        found = provider_health(self._settings.servers)
        is_back = any(health.host and health.state == "ready" for health in found)
        if is_back and self._chain is not None:
            self._chain.wake()
        return found

    def renew_models(self) -> None:
        """Have the models that are in memory start anew, in the runtime that is there now."""
        space = self._space
        if space is not None:
            space.worker.renew()
        self.reranker.renew()

    def identity_of(self, name: str, worker: CheckedModel) -> ModelIdentity:
        """Of that model, started now, with what was measured of it. Raises ``ModelError``."""
        card, folder = self.models.resolve(name)
        return calibrated(worker.start(), card, folder)

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
        """Raises ``ModelError`` when no transport of the index's space answers."""
        with self._questions.asking():
            return self.space().worker.embed_query(text)

    def embed_texts(self, texts: Sequence[str]) -> Embeddings:
        """The vectors of passages that are not kept. Raises as ``embed_query`` does."""
        self.space()
        assert self._chain is not None
        return self._chain.embed_alike(texts)

    def identity(self) -> ModelIdentity | None:
        """The space of the store, None before the first file was read."""
        return self._identity

    def place(self) -> Place:
        """Where the model runs, or ran last."""
        space = self._space
        with contextlib.suppress(ModelError):
            if space is not None:
                return space.worker.place
        served = server_model(self.model_name)  # it was not started yet, or it cannot be
        return Place(SERVER_TITLES[served.kind]) if served is not None else Place()

    def missing(self) -> str:
        """Why questions cannot be answered by meaning, in a sentence; "" when they can be."""
        if trouble := self._questions.trouble:
            return trouble
        try:
            self.models.resolve(self.model_name)
        except DocMindError as error:
            if not self.transports.usable(self.model_name):
                return f"{error.title}. {error.hint}".strip()
        return ""

    @property
    def changed_model(self) -> str:
        """The library's model, where it was found to be another by now; "" where it was not."""
        return self.model_name if self._questions.model_changed else ""

    # -- for jobs --------------------------------------------------------------------------------

    def rooms(self) -> Rooms:
        """Everything a job needs, started on first use. Raises ``ModelError``, ``StoreError``."""
        with self._building:
            if self._rooms is None:
                space = self.space()
                if self._identity is None:
                    self._begin(space)
                else:
                    space.worker.start()
                self._rooms = self.rooms_for(space)
            return self._rooms

    def _begin(self, space: Space) -> None:
        """The first file is about to be read: the first model that can be had is the library's
        from now on."""
        assert self._chain is not None
        self._chain.start()
        model, remark = self._chain.given_up(), self._chain.why
        identity = self.identity_of(model.name, model)
        self.spaces.begin(model.name, identity, model.told, model.probes)
        self._identity = space.identity = identity
        space.model = model.name
        self._open_store()
        space.store = self._store
        space.worker = self._chain = self.transports.chain(model.name, identity, model, remark)

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
            hang_up=space.worker.hang_up,
        )

    def hang_up(self) -> None:
        """Wait no longer for a model on a server."""
        if self._space is not None:
            self._space.worker.hang_up()

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
            assert isinstance(space.worker, CheckedModel)
            space.worker = self._chain = self.transports.chain(
                space.model, space.identity, space.worker
            )
            old_store, self._store = self._store, space.store
            self._identity, self._rooms = space.identity, None
            self.turn += 1
        if old_store is not None:
            old_store.close()
        if before is not None:
            before.worker.close()
        self._questions.well()

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
        if self._warming is not None and space is not None:
            ended_with(self._warming, space.worker.close)
        self.cache.close()
        with self.gate.write():
            if self._store is not None:
                self._store.close()
                self._store = None
