"""The reranker in use: which one it is, whether it is there, and how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from docmind.core.embed.asking import EmbeddingModel
from docmind.core.embed.base import LoadOptions, ModelIdentity
from docmind.core.embed.calls import rerank_order
from docmind.core.embed.devices import CPU
from docmind.core.embed.frames import Place
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import DocMindError, ModelError
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.worker import rerankers
from docmind.core.servers.names import server_reranker
from docmind.core.vectors import Float32

OFF = "off"
_HINT = (
    "Set search.reranker to the folder of a cross-encoder, to server:MODEL, to off, or leave it "
    "empty."
)


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
    runs on a graphics card, "off" none; a name or an absolute folder insists.

    ``start_worker`` makes a process (not started) for a reranker with a model of its own. Every
    method may be called from any thread.
    """

    def __init__(
        self,
        wanted: str,
        model: TextModel,
        start_worker: Callable[[str, LoadOptions], ModelWorker],
        options: LoadOptions,
    ) -> None:
        self._wanted = wanted.strip()
        self._model = model
        self._own: ModelWorker | None = None
        self._kind: type[Reranker] | None = None
        self._missing: DocMindError | None = None
        if self._wanted not in ("", OFF):
            try:
                self._kind = _kind_of(self._wanted)
                _require_address(self._kind, options)
            except DocMindError as error:
                self._missing = error
        if self._missing is None and self._kind is not None and not self._kind.rides_on:
            folder = Path(self._wanted).expanduser() if self._kind.needs_folder else None
            server = options.server if self._kind.needs_server else None
            own = LoadOptions(folder, options.device, options.threads, server=server)
            self._own = start_worker(self._kind.name, own)

    @property
    def title(self) -> str:
        """What it is called; "" when there is none, and none was asked for."""
        if self._missing is not None:
            return self._wanted
        if self._kind is None:
            automatic = self._automatic()
            return automatic.title if automatic else ""
        if self._own is not None and self._kind.needs_folder:
            return f"{self._kind.title} {Path(self._wanted).name}"
        model = server_reranker(self._wanted)
        return f"{self._kind.title} {model}" if model else self._kind.title

    @property
    def told(self) -> str:
        """Its title for people, with what is wrong where it cannot be used."""
        missing = self.missing
        return self.title if missing is None else f"{self.title}: {missing.title}"

    @property
    def missing(self) -> DocMindError | None:
        """Why the one that was asked for cannot be used; None when it can be."""
        if self._missing is not None or self._own is not None or self._kind is None:
            return self._missing
        known = self._model.identity()
        if known is not None and known.name == self._kind.rides_on:
            return None
        return ModelError(
            f"{self._kind.title} needs a library that is read with {self._kind.rides_on}",
            hint=_HINT,
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
        if self._own is not None:
            return self._own
        if self.missing is not None or (self._kind is None and self._automatic() is None):
            return None
        return self._model.worker()

    def _automatic(self) -> type[Reranker] | None:
        """What the library's model brings along, where its device makes that affordable."""
        known = self._model.identity()
        if self._wanted == OFF or known is None or self._model.place().device == CPU:
            return None
        return next((one for one in rerankers().values() if one.rides_on == known.name), None)


def _require_address(kind: type[Reranker], options: LoadOptions) -> None:
    """Raise ``ModelError`` where a reranker on a server has none."""
    if kind.needs_server and (options.server is None or not options.server.address):
        raise ModelError(
            "No address is set for the reranking server",
            hint="Set servers.rerank_address, such as http://127.0.0.1:7997/v1.",
        )


def _kind_of(wanted: str) -> type[Reranker]:
    """The reranker of that name, or the one for that folder. Raises ``ModelError``."""
    known = rerankers()
    found = known.get(wanted)
    if server_reranker(wanted):
        return next(one for one in known.values() if one.needs_server)
    if found is not None and not found.needs_server and (found.rides_on or not found.needs_folder):
        return found
    folder = Path(wanted).expanduser()
    if found is None and folder.is_absolute():
        for kind in known.values():
            if kind.recognises(folder):
                return kind
        raise ModelError("There is no reranker in this folder", hint=_HINT, path=folder)
    raise ModelError(f"There is no reranker called {wanted}", hint=_HINT)
