"""A model in a process of its own, kept alive: ``ModelWorker``."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from docmind.core.embed.base import ModelIdentity, empty
from docmind.core.embed.child import Answer, Child, ChildDied
from docmind.core.embed.frames import (
    Failed,
    FrameError,
    Load,
    Loaded,
    Passages,
    Question,
    Request,
    Vectors,
    unpack,
)
from docmind.core.embed.text import speakable
from docmind.core.errors import ModelError
from docmind.core.vectors import Embeddings

log = logging.getLogger(__name__)

BATCH_SECONDS = 0.2
IN_FLIGHT = 2
DEATHS, DEATHS_WITHIN = 5, 60.0
TRIES = 5
REMEMBERED_QUERIES = 256


class ModelWorker:
    """An embedder behind a pipe, restarted when it dies. Every method may be called from any
    thread; a call that a death interrupts is repeated and answers as if nothing had happened.

    ``threads`` 0 takes all cores. ``on_restart(reason)`` is called on the watching thread.
    """

    def __init__(
        self,
        provider: str,
        device: str = "auto",
        threads: int = 0,
        log_file: Path | None = None,
        on_restart: Callable[[str], None] | None = None,
    ) -> None:
        self._load = (provider, device, threads)
        self._log_file = log_file
        self._on_restart = on_restart
        self._changed = threading.Condition()
        self._watch: threading.Thread | None = None
        self._spawned: Child | None = None
        self._loaded: Loaded | None = None
        self._failure: ModelError | None = None
        self._closing = False
        self._life = 0
        self._deaths: deque[float] = deque()
        self._queries: OrderedDict[str, Embeddings] = OrderedDict()
        self._characters_per_second = 10_000.0

    def start(self) -> ModelIdentity:
        """Start the process and load the model, unless that is done. Raises ``ModelError``."""
        self._ready(self._call())
        return self.identity

    @property
    def identity(self) -> ModelIdentity:
        """Of the loaded model. Raises ``ModelError`` before ``start``."""
        return self._fact().identity

    @property
    def device(self) -> str:
        """Where the model runs: cpu, cuda, mps. Raises ``ModelError`` before ``start``."""
        return self._fact().device

    @property
    def pid(self) -> int | None:
        """The worker's process id, or None while it does not run."""
        with self._changed:
            child = self._spawned
        return child.process.pid if child is not None and child.alive else None

    def tokenizer_json(self) -> str:
        """The model's tokenizer (empty where it has no local one). Raises ``ModelError`` before
        ``start``."""
        return self._fact().tokenizer

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d] in the order given. Raises ``ModelError``."""
        call = self._call()
        self._ready(call)
        if not texts:
            return empty(self.identity.dimension)
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        waiting: deque[tuple[list[str], Future[Answer]]] = deque()
        parts: list[Embeddings] = []
        for batch in self._batches([texts[index] for index in order]):
            if len(waiting) == IN_FLIGHT:
                parts.append(self._collect(call, *waiting.popleft()))
            waiting.append((batch, self._send(call, batch)))
        parts.extend(self._collect(call, batch, future) for batch, future in waiting)
        return _in_order(parts, order)

    def embed_query(self, text: str, timeout: float | None = None) -> Embeddings:
        """``dense`` float32[1, d]; the last 256 queries are remembered. ``timeout`` in seconds
        covers waiting for a worker that is being started. Raises ``ModelError``."""
        with self._changed:
            known = self._queries.get(text)
            if known is not None:
                self._queries.move_to_end(text)
                return known
        spoken = speakable(text)
        vectors = self._ask(self._call(timeout), lambda number: Question(number, spoken))
        vectors.dense.flags.writeable = False
        with self._changed:
            self._queries[text] = vectors
            while len(self._queries) > REMEMBERED_QUERIES:
                self._queries.popitem(last=False)
        return vectors

    def close(self) -> None:
        """End the process and get its memory back. Calls under way fail with ``ModelError``; a
        later call starts the process again."""
        with self._changed:
            self._closing = True
            self._life += 1
            watch, child = self._watch, self._spawned
            self._queries.clear()
            self._changed.notify_all()
        if child is not None:
            child.close()
        if watch is not None and watch is not threading.current_thread():
            watch.join()
        with self._changed:
            self._closing = False
            self._spawned = None

    def _fact(self) -> Loaded:
        with self._changed:
            if self._loaded is None:
                raise ModelError("The model was not started yet")
            return self._loaded

    # asking

    def _batches(self, texts: Sequence[str]) -> Iterator[list[str]]:
        """Runs of ``texts`` that take about ``BATCH_SECONDS`` each at the speed seen so far."""
        batch: list[str] = []
        size = 0
        for text in texts:
            limit = self._characters_per_second * BATCH_SECONDS
            if batch and size + len(text) > limit:
                yield batch
                batch, size = [], 0
            batch.append(speakable(text))
            size += len(text) + 20
        yield batch

    def _call(self, timeout: float | None = None) -> _Call:
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._changed:
            return _Call(self._life, deadline)

    def _send(self, call: _Call, batch: list[str]) -> Future[Answer]:
        return self._ready(call).request(lambda number: Passages(number, batch))

    def _collect(self, call: _Call, batch: list[str], future: Future[Answer]) -> Embeddings:
        try:
            reply, body = future.result()
        except ChildDied:
            return self._ask(call, lambda number: Passages(number, batch))
        if isinstance(reply, Vectors) and reply.seconds > 0:
            speed = sum(map(len, batch)) / reply.seconds
            self._characters_per_second += 0.2 * (speed - self._characters_per_second)
        return _embeddings(reply, body)

    def _ask(self, call: _Call, make: Callable[[int], Request]) -> Embeddings:
        for _ in range(TRIES):
            future = self._ready(call).request(make)
            try:
                return _embeddings(*future.result(call.left()))
            except ChildDied:
                continue
            except FutureTimeout:
                raise _too_slow() from None
        raise ModelError(
            "The model stopped again and again on the same passage",
            detail=f"It was tried {TRIES} times.",
            hint="The log of the model worker may say why.",
            path=self._log_file,
        )

    def _ready(self, call: _Call) -> Child:
        """A loaded child, started now if there is none."""
        with self._changed:
            while True:
                if self._closing or call.life != self._life:
                    raise ModelError("The model was stopped")
                child = self._spawned
                if child is not None and child.alive and child.answered:
                    return child
                if self._watch is None:
                    self._begin_watch()
                left = call.left()
                if left == 0.0:
                    raise _too_slow()
                self._changed.wait(left)
                if self._failure is not None:
                    raise self._failure

    def _begin_watch(self) -> None:
        self._failure = None
        self._watch = threading.Thread(target=self._keep_alive, name="model watch", daemon=True)
        self._watch.start()

    # keeping alive: one thread starts every child, because Linux ends a child with the thread
    # (not only the process) that started it

    def _keep_alive(self) -> None:
        failure: ModelError | None = None
        try:
            while not self._closing:
                child = self._launch()
                self._wait_for_end(child)
                if not self._closing:
                    self._after_death(child)
        except ModelError as error:
            failure = error
        except OSError as error:
            failure = ModelError("The model worker could not be started", detail=f"{error}.")
        with self._changed:
            self._failure = failure
            self._watch = None
            self._changed.notify_all()

    def _launch(self) -> Child:
        child = Child(self._log_file, self._announce)
        with self._changed:
            self._spawned = child
            closing = self._closing
        if closing:
            child.close()
            return child
        provider, device, threads = self._load
        loading = child.request(lambda number: Load(number, provider, device, threads))
        try:
            reply, _ = loading.result()
        except ChildDied:
            return child
        if not isinstance(reply, Loaded):
            child.close()
            failed = cast(Failed, reply)
            raise ModelError(failed.title, failed.detail, failed.hint)
        with self._changed:
            self._loaded = reply
        self._announce()
        return child

    def _wait_for_end(self, child: Child) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not child.alive)

    def _announce(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _after_death(self, child: Child) -> None:
        """Say that it died and wait a little longer each time in a row. Raises ``ModelError``
        when it dies too often without having done anything."""
        reason = child.reason()
        now = time.monotonic()
        if child.answered > 1:
            self._deaths.clear()
        while self._deaths and now - self._deaths[0] > DEATHS_WITHIN:
            self._deaths.popleft()
        self._deaths.append(now)
        log.warning("model worker %s", reason)
        if len(self._deaths) > DEATHS:
            raise ModelError(
                "The model does not stay alive",
                detail=f"It {reason}, {len(self._deaths)} times within a minute.",
                hint="Memory may be short. The log of the model worker may say why.",
                path=self._log_file,
            )
        if self._on_restart is not None:
            try:
                self._on_restart(reason)
            except Exception:  # a listener's fault must not cost the model
                log.exception("on_restart failed")
        with self._changed:
            pause = 0.1 * 2 ** (len(self._deaths) - 1) if len(self._deaths) > 1 else 0.0
            self._changed.wait_for(lambda: self._closing, pause)


@dataclass(frozen=True, slots=True)
class _Call:
    """One call from outside: it belongs to the life between two ``close``, and may be in haste."""

    life: int
    deadline: float | None

    def left(self) -> float | None:
        """Seconds left, not below zero; None without a deadline."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())


def _too_slow() -> ModelError:
    return ModelError("The model did not answer in time")


def _embeddings(reply: object, body: bytes) -> Embeddings:
    if isinstance(reply, Vectors):
        try:
            return unpack(reply, body)
        except FrameError as error:
            raise ModelError("The model's answer is damaged", detail=f"{error}.") from None
    if isinstance(reply, Failed):
        raise ModelError(reply.title, reply.detail, reply.hint)
    raise ModelError("The model gave an unexpected answer")


def _in_order(parts: Sequence[Embeddings], order: Sequence[int]) -> Embeddings:
    """The parts joined, with row ``i`` of the whole put to place ``order[i]``."""
    joined = np.concatenate([part.dense for part in parts])
    dense = np.empty_like(joined)
    dense[np.asarray(order)] = joined
    rows = [row for part in parts for row in part.sparse]
    placed = sorted(zip(order, rows, strict=False), key=lambda pair: pair[0])
    return Embeddings(dense=dense, sparse=tuple(row for _, row in placed))
