"""The children and the store of an open library: brought up when needed, put away at the end."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import msgspec

from docmind.core import lexical
from docmind.core.catalog.catalog import Catalog
from docmind.core.chunk.chunker import Chunker
from docmind.core.discover.ignore import WalkRules
from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.cache import EmbeddingCache
from docmind.core.embed.cached import CachedEmbedder
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import DocMindError, ModelError, UsageError
from docmind.core.events import ChildRestarted, Event, Notice
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.pool import EXTRACTION_VERSION, ExtractionPool
from docmind.core.extract.reading import check
from docmind.core.index.commit import sweep
from docmind.core.index.gate import Gate
from docmind.core.index.recognition import PageReader
from docmind.core.index.rooms import Rooms
from docmind.core.index.space import matches, open_space
from docmind.core.paths import Library
from docmind.core.recognise.base import RecognitionLimits
from docmind.core.recognise.choice import choose
from docmind.core.recognise.process import RecogniserProcess
from docmind.core.schema import Document
from docmind.core.settings import Settings
from docmind.core.store.base import Candidate, Filter, Leg, Store
from docmind.core.vectors import Embeddings

_MIB = 2**20
# What a person asked to be read although it is too large or too slow may take.
_ALLOWED_TIMES = 10
_ALLOWED_BYTES = 16 * 2**30
_SPACE = "identity"  # catalog key: the embedding space that the store holds


class Workshop:
    """Model worker, readers and store. Thread-safe; searches may come at any time."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        catalog: Catalog,
        publish: Callable[[Event], None],
        embedding_cache: Path | None,
    ) -> None:
        self._library = library
        self._settings = settings
        self._catalog = catalog
        self._publish = publish
        self._gate = Gate()
        self._restore: Callable[[], None] = lambda: None
        self._store: Store | None = None
        self._identity: ModelIdentity | None = None
        self._pool: ExtractionPool | None = None
        self._recogniser: RecogniserProcess | None = None
        self._passwords: dict[Path, str] = {}
        self._rooms: Rooms | None = None
        self._building = threading.RLock()
        self._worker = ModelWorker(
            settings.embedding.model_name,
            settings.embedding.device,
            settings.embedding.threads,
            library.logs / "model.log",
            lambda reason: publish(ChildRestarted("model worker", reason)),
        )
        self._cache = EmbeddingCache(embedding_cache or library.embedding_cache)
        self._warming: threading.Thread | None = None

    def bring_up(self, restore: Callable[[], None], warm: bool) -> None:
        """Open the store of the space this library was made with; with ``warm`` also start the
        model, in the background. ``restore`` is asked for when it lacks something, now or later.

        Raises ``StoreError``.
        """
        self._restore = restore
        remembered = self._catalog.meta(_SPACE)
        if remembered:
            self._open_store(msgspec.json.decode(remembered, type=ModelIdentity))
        if warm:
            self._warming = threading.Thread(target=self._warm, name="warm-up", daemon=True)
            self._warming.start()

    def _warm(self) -> None:
        try:
            self._worker.start()
        except DocMindError as error:
            self._publish(Notice("warning", f"{error} Search goes on by words."))

    def _open_store(self, identity: ModelIdentity) -> None:
        store, renewed = open_space(self._library.store, identity)
        sweep(self._catalog, store, self._gate)
        self._store, self._identity = store, identity
        if renewed or not matches(self._catalog, store):
            self._publish(Notice("warning", "The index was damaged. It is being restored."))
            self._restore()

    # -- for searching ---

    def retrieve(
        self, legs: Sequence[Leg], limit: int, where: Filter | None
    ) -> dict[str, list[Candidate]]:
        """Candidates from the store, before any waiting write."""
        with self._gate.search():
            if self._store is None:
                return {leg.name: [] for leg in legs}
            return self._store.retrieve(legs, limit, where)

    def embed_query(self, text: str) -> Embeddings:
        """Raises ``ModelError`` when the model cannot answer or is not the index's own."""
        identity = self._worker.start()
        if self._identity is not None and identity.space != self._identity.space:
            raise DocMindError(
                "The chosen model is not the one this library was read with",
                hint="Look for changes to read it again with the chosen one.",
            )
        return self._worker.embed_query(text)

    def identity(self) -> ModelIdentity | None:
        """The space of the store, None before the first file was read."""
        return self._identity

    def model(self) -> tuple[str, str]:
        """(name, device) for the status line."""
        try:
            return self._worker.identity.name, self._worker.device
        except ModelError:  # not started yet, or it cannot be
            return self._settings.embedding.model_name, "cpu"

    # -- for jobs ---

    def rooms(self) -> Rooms:
        """Everything a job needs, started on first use. Raises ``ModelError``, ``StoreError``."""
        with self._building:
            if self._rooms is None:
                self._rooms = self._build()
            return self._rooms

    def _build(self) -> Rooms:
        identity = self._worker.start()
        if self._identity is None or self._identity.space != identity.space:
            self._change_space(identity)
        assert self._store is not None
        chunking = self._settings.chunking
        best = identity.passage_tokens or identity.max_tokens
        most = min(chunking.max_tokens or best, identity.max_tokens)
        extraction = f"x{EXTRACTION_VERSION};"
        # two at least: one slow file must not hold up the others
        workers = self._settings.extraction.workers or max(2, min(4, (os.cpu_count() or 2) - 1))
        return Rooms(
            catalog=self._catalog,
            store=self._store,
            gate=self._gate,
            reader=_Readers(self, workers),
            embedder=CachedEmbedder(self._worker, self._cache),
            chunker=Chunker(self._worker.tokenizer_json(), most, chunking.overlap_tokens),
            rules=self.rules,
            extraction=extraction,
            pipeline=f"{extraction}c{most}-{chunking.overlap_tokens};t1;"
            f"l{lexical.LEXICAL_VERSION};s{identity.space}",
            library=self._library.root,
            min_free_bytes=self._settings.engine.min_free_disk_mb * _MIB,
            window=workers * 3 + 2,
            publish=self._publish,
        )

    def _change_space(self, identity: ModelIdentity) -> None:
        """Another model: an empty store beside the old one; the job reads everything into it."""
        with self._gate.write():
            if self._store is not None:
                self._store.close()
                self._store = None
            self._catalog.forget_points()
            self._catalog.set_meta(_SPACE, msgspec.json.encode(identity).decode())
        self._open_store(identity)

    def remember_password(self, path: Path, password: str) -> None:
        """Use it for this file until the engine ends. It is never written down."""
        self._passwords[path] = password

    def limits(self, path: Path, allowed: bool) -> ExtractionLimits:
        """What reading this file may take."""
        asked = self._settings.extraction
        limits = ExtractionLimits(
            seconds=asked.timeout_seconds,
            memory_bytes=asked.memory_mb * _MIB,
            file_bytes=asked.max_file_mb * _MIB,
            characters=asked.max_characters,
            password=self._passwords.get(path, ""),
        )
        if not allowed:
            return limits
        return replace(
            limits,
            seconds=limits.seconds * _ALLOWED_TIMES,
            memory_bytes=limits.memory_bytes * 2,
            file_bytes=max(limits.file_bytes, _ALLOWED_BYTES),
        )

    def pool(self, workers: int) -> ExtractionPool:
        """The reading processes, started with the first file."""
        with self._building:
            if self._pool is None:
                self._pool = ExtractionPool(
                    workers,
                    ExtractionLimits(),
                    self._library.logs / "reader.log",
                    lambda reason: self._publish(ChildRestarted("reader", reason)),
                )
            return self._pool

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

    def page_reader(self) -> PageReader:
        """What recognises text in pictures. Raises ``UsageError`` when nothing is installed."""
        with self._building:
            if self._recogniser is None:
                name, reason = choose(self._settings.recognition.engine)
                if not name:
                    raise UsageError("Text in pictures cannot be recognised", detail=reason)
                asked = self._settings.recognition
                self._recogniser = RecogniserProcess(
                    name,
                    1,
                    self._library.logs / "recognition.log",
                    RecognitionLimits(pages=asked.max_pages, least_side=asked.min_side_px),
                )
            return _PageReader(self._recogniser, self._passwords)

    def sweep(self) -> None:
        """Delete garbage points now."""
        if self._store is not None:
            sweep(self._catalog, self._store, self._gate)

    def close(self) -> None:
        """End the children, flush and close the store."""
        if self._pool is not None:
            self._pool.close()
        if self._recogniser is not None:
            self._recogniser.close()
        self._worker.close()
        if self._warming is not None:
            self._warming.join()
        self._cache.close()
        with self._gate.write():
            if self._store is not None:
                self._store.close()
                self._store = None


class _PageReader:
    """Recognises text in files that a password was given for, too."""

    def __init__(self, process: RecogniserProcess, passwords: Mapping[Path, str]) -> None:
        self._process = process
        self._passwords = passwords

    def pages(self, path: Path, numbers: Sequence[int] | None) -> Iterator[tuple[int, str]]:
        return self._process.pages(path, numbers, self._passwords.get(path, ""))

    def kill(self) -> None:
        self._process.kill()


class _Readers:
    """Starts the reading processes only when a file really has to be extracted."""

    def __init__(self, workshop: Workshop, workers: int) -> None:
        self._workshop = workshop
        self._workers = workers

    def check(self, path: Path, allowed: bool = False) -> None:
        check(path, self._workshop.limits(path, allowed))

    def submit(self, path: Path, allowed: bool = False) -> Future[Document]:
        limits = self._workshop.limits(path, allowed)
        return self._workshop.pool(self._workers).submit(path, limits)
