"""The reranker in use: which one it is, whether it is there, and how it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from docmind.core.embed.asking import EmbeddingModel
from docmind.core.embed.base import DEFAULTS, LoadOptions, ModelIdentity
from docmind.core.embed.calls import rerank_order
from docmind.core.embed.devices import CPU
from docmind.core.embed.frames import Place
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import DocMindError, ModelError
from docmind.core.models.store import ModelStore
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.named import HINT, NamedReranker, named_reranker
from docmind.core.rerank.worker import rerankers
from docmind.core.servers.names import server_reranker
from docmind.core.vectors import Float32

OFF = "off"


@dataclass(frozen=True, slots=True)
class TextModel:
    """The model that the library is read with, as far as a reranker needs it: its space (None
    before the first file was read), its process, and where it runs (the processor, until it was
    started)."""

    identity: Callable[[], ModelIdentity | None]
    worker: Callable[[], EmbeddingModel]
    place: Callable[[], Place]


class ChosenReranker:
    """``wanted`` is the setting: "" takes the one that the library's model brings along where it
    runs on a graphics card, "off" none; a name, a model of ``models`` or an absolute folder
    insists. One that is not there is looked for again: it may be installed meanwhile.

    ``start_worker`` makes a process (not started) for a reranker with a model of its own. Every
    method may be called from any thread.
    """

    def __init__(
        self,
        wanted: str,
        model: TextModel,
        start_worker: Callable[[str, LoadOptions], ModelWorker],
        options: LoadOptions,
        models: ModelStore | None = None,
    ) -> None:
        self._wanted = wanted.strip()
        self._model = model
        self._start_worker = start_worker
        self._options = options
        self._models = models or ModelStore()
        self._looking = threading.Lock()
        self._named: NamedReranker | None = None
        self._own: ModelWorker | None = None
        self._missing: DocMindError | None = None
        self._look()

    @property
    def model(self) -> str:
        """The id of the model of the store that is used; "" where it is none of those."""
        return self._named.model if self._named is not None else ""

    @property
    def title(self) -> str:
        """What it is called; "" when there is none, and none was asked for."""
        if self._named is not None:
            return self._named.title
        if self._missing is not None:
            return self._wanted
        automatic = self._automatic()
        return automatic.title if automatic else ""

    @property
    def told(self) -> str:
        """Its title for people, with what is wrong where it cannot be used."""
        missing = self.missing
        return self.title if missing is None else f"{self.title}: {missing.title}"

    @property
    def missing(self) -> DocMindError | None:
        """Why the one that was asked for cannot be used; None when it can be."""
        if self._missing is not None:
            self._look()
        named = self._named
        if named is None or not named.kind.rides_on:
            return self._missing
        known = self._model.identity()
        if known is not None and known.name == named.kind.rides_on:
            return None
        return ModelError(
            f"{named.title} needs a library that is read with {named.kind.rides_on}", hint=HINT
        )

    @property
    def ready(self) -> bool:
        """Whether its model is in memory."""
        try:
            worker = self._worker()
        except DocMindError:
            return False  # the library's model is gone
        return worker is not None and worker.loaded

    def start(self) -> None:
        """Bring its model into memory, unless it is there. Raises ``DocMindError``."""
        self._asked().start()

    def rerank(self, query: str, passages: Sequence[str], timeout: float) -> Float32:
        """A score for each passage, higher is better: float32[n]. Raises ``DocMindError``."""
        found = self._asked().ask(rerank_order(query, passages), timeout).dense
        return np.asarray(found, dtype=np.float32).reshape(-1)

    def worker_for(self, name: str) -> ModelWorker:
        """A process for a model of the store or a folder, not started, beside what is in use.
        Raises ``DocMindError`` when it is not there."""
        return self._worker_of(named_reranker(name, self._models))

    def close(self) -> None:
        """End its process, where it has one."""
        if self._own is not None:
            self._own.close()

    def renew(self) -> None:
        """Start its process anew, where it has one, in the runtime that is there now."""
        if self._own is not None:
            self._own.renew()

    def _asked(self) -> ModelWorker | EmbeddingModel:
        worker = self._worker()
        if worker is None:
            raise self.missing or ModelError("There is no reranker")
        return worker

    def _worker(self) -> ModelWorker | EmbeddingModel | None:
        if self.missing is not None:
            return None
        if self._own is not None:
            return self._own
        if self._named is None and self._automatic() is None:
            return None
        return self._model.worker()

    def _look(self) -> None:
        """Find what is wanted, and make its process where it has one of its own."""
        with self._looking:
            if self._named is not None or self._wanted in ("", OFF):
                return
            try:
                named = _found(self._wanted, self._models, self._options)
            except DocMindError as error:
                self._missing = error
                return
            if not named.kind.rides_on:
                self._own = self._worker_of(named)
            self._named, self._missing = named, None

    def _worker_of(self, named: NamedReranker) -> ModelWorker:
        return self._start_worker(named.kind.name, _own_options(named, self._options))

    def _automatic(self) -> type[Reranker] | None:
        """What the library's model brings along, where its device makes that affordable."""
        known = self._model.identity()
        if self._wanted == OFF or known is None or self._model.place().device == CPU:
            return None
        return next((one for one in rerankers().values() if one.rides_on == known.name), None)


def _found(wanted: str, models: ModelStore, options: LoadOptions) -> NamedReranker:
    """Raises ``DocMindError``, also where a reranker on a server has no address."""
    model = server_reranker(wanted)
    if not model:
        return named_reranker(wanted, models)
    if options.server is None or not options.server.address:
        raise ModelError(
            "No address is set for the reranking server",
            hint="Set servers.rerank_address, such as http://127.0.0.1:7997/v1.",
        )
    kind = next(one for one in rerankers().values() if one.needs_server)
    return NamedReranker(kind, None, f"{kind.title} {model}")


def _own_options(named: NamedReranker, options: LoadOptions) -> LoadOptions:
    """As the settings say, but for what is said of the library's model alone."""
    return LoadOptions(
        named.folder,
        options.device,
        options.threads,
        on_processor="torch" if named.kind.needs_torch else DEFAULTS.on_processor,
        server=options.server if named.kind.needs_server else None,
    )
