"""A model in a process of its own, kept alive: ``ModelWorker``."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import msgspec

from docmind.core.embed.base import DEFAULTS, LoadOptions, ModelIdentity, empty
from docmind.core.embed.calls import (
    Call,
    Order,
    Remembered,
    batches,
    in_order,
    passages_order,
    pictures_order,
    question_order,
    stopped_again,
    too_slow,
    unpacked,
)
from docmind.core.embed.child import Answer, Child, ChildDied
from docmind.core.embed.frames import Failed, Load, Loaded, Place, Vectors
from docmind.core.embed.lives import Lives
from docmind.core.embed.meter import Use
from docmind.core.errors import ModelError
from docmind.core.vectors import Embeddings, UInt8

log = logging.getLogger(__name__)

BATCH_SECONDS = 0.2
MOMENT_SECONDS = 2.0
IN_FLIGHT = 2
PICTURES_TOGETHER = 16
TRIES = 5
REMEMBERED_QUERIES = 256


class ModelWorker:
    """An embedder behind a pipe, restarted when it dies. Every method may be called from any
    thread; a call that a death interrupts is repeated and answers as if nothing had happened.

    ``on_restart(reason)`` and ``on_move(place)``, when the model had to leave the graphics card,
    are called on threads of its own. After ``idle_seconds`` without a call (0: never) the process
    ends and gives its memory back; the next call starts it again. ``use`` counts what it is asked.
    """

    def __init__(
        self,
        provider: str,
        options: LoadOptions = DEFAULTS,
        log_file: Path | None = None,
        on_restart: Callable[[str], None] | None = None,
        on_move: Callable[[Place], None] | None = None,
        idle_seconds: float = 0.0,
        use: Use | None = None,
    ) -> None:
        self._provider = provider
        self.use = use or Use()
        self._log_file = log_file
        self._on_restart = on_restart
        self._on_move = on_move
        self._idle_seconds = idle_seconds
        self._calls = 0
        self._last_used = time.monotonic()
        self._changed = threading.Condition()
        self._watch: threading.Thread | None = None
        self._spawned: Child | None = None
        self._loaded: Loaded | None = None
        self._failure: ModelError | None = None
        self._closing = False
        self._life = 0
        self._renewed: Child | None = None
        self._renewals = self._loads = 0
        self._lives = Lives(options, log_file)
        self._queries = Remembered(REMEMBERED_QUERIES)
        self._characters_per_second = 2_000.0  # of a slow one: a fast one is soon found out

    def start(self) -> ModelIdentity:
        """Start the process and load the model, unless that is done. Raises ``ModelError``."""
        with self._in_use():
            self._ready(self._call())
        return self.identity

    @property
    def identity(self) -> ModelIdentity:
        """Of the loaded model. Raises ``ModelError`` before ``start``."""
        return self._fact().identity

    @property
    def place(self) -> Place:
        """Where the model runs, or last ran. Raises ``ModelError`` before ``start``."""
        return self._fact().place

    @property
    def device(self) -> str:
        """Where the model runs: cpu, cuda, mps. Raises ``ModelError`` before ``start``."""
        return self.place.device

    @property
    def picture_side(self) -> int:
        """Pixels along the side of a picture it takes. Raises ``ModelError`` before ``start``."""
        return self._fact().picture_side

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory now."""
        with self._changed:
            child = self._spawned
        return child is not None and child.alive and child.answered > 0

    @property
    def pid(self) -> int | None:
        """The worker's process id, or None while it does not run."""
        with self._changed:
            child = self._spawned
        return child.process.pid if child is not None and child.alive else None

    @property
    def characters_at_once(self) -> int:
        """How much text takes it about two seconds at the speed seen so far."""
        return max(int(self._characters_per_second * MOMENT_SECONDS), 1)

    @property
    def loads(self) -> int:
        """How often the model was brought into memory: another process may be another model."""
        with self._changed:
            return self._loads

    def tokenizer_json(self) -> str:
        """The model's tokenizer (empty where it has no local one). Raises ``ModelError`` before
        ``start``."""
        return self._fact().tokenizer

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d] in the order given. Raises ``ModelError``."""
        with self._in_use():
            call = self._call()
            self._ready(call)
            if not texts:
                return empty(self.identity.dimension)
            order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
            parts = batches([texts[index] for index in order], self._characters_in_a_batch)
            return in_order(self._stream(call, map(passages_order, parts)), order)

    def embed_pictures(self, pixels: UInt8) -> Embeddings:
        """``dense`` float32[n, d] of uint8[n, side, side, 3], in the order given. Raises
        ``ModelError``."""
        with self._in_use():
            call = self._call()
            self._ready(call)
            if not len(pixels):
                return empty(self.identity.dimension)
            starts = range(0, len(pixels), PICTURES_TOGETHER)
            orders = (pictures_order(pixels[at : at + PICTURES_TOGETHER]) for at in starts)
            return in_order(self._stream(call, orders), range(len(pixels)))

    def _stream(self, call: Call, orders: Iterator[Order]) -> list[Embeddings]:
        """The answers to ``orders``, a few of which are always on their way."""
        waiting: deque[tuple[Order, Future[Answer]]] = deque()
        parts: list[Embeddings] = []
        for order in orders:
            if len(waiting) == IN_FLIGHT:
                parts.append(self._collect(call, *waiting.popleft()))
            waiting.append((order, self._ready(call).request(order.make, order.body)))
        parts.extend(self._collect(call, order, future) for order, future in waiting)
        return parts

    def embed_query(self, text: str, timeout: float | None = None) -> Embeddings:
        """``dense`` float32[1, d]; the last 256 queries are remembered. ``timeout`` in seconds
        covers waiting for a worker that is being started. Raises ``ModelError``."""
        vectors = self._queries.get(text)
        if vectors is None:
            vectors = self.ask(question_order(text), timeout)
            self._queries.put(text, vectors)
        return vectors

    def ask(self, order: Order, timeout: float | None = None) -> Embeddings:
        """The answer to any order, within ``timeout`` seconds. Raises ``ModelError``."""
        with self._in_use():
            return self._ask(self._call(timeout), order)

    def renew(self) -> None:
        """Start the process anew, where there is one: with the models runtime that is there now.
        A call that this interrupts is repeated."""
        with self._changed:
            self._renewals += 1
            self._lives.forgive()
            child = self._renewed = self._spawned
        if child is not None:
            child.close()

    def hang_up(self) -> None:
        """Wait no longer for a model on a server: calls under way fail with ``ModelError``. Those
        to a model that runs here end by themselves."""
        if self._lives.options.server is not None:
            self.close()

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
            self._changed.notify_all()  # a call that came meanwhile

    def _fact(self) -> Loaded:
        with self._changed:
            if self._loaded is None:
                raise ModelError("The model was not started yet")
            return self._loaded

    # asking

    def _characters_in_a_batch(self) -> float:
        return self._characters_per_second * BATCH_SECONDS

    def _call(self, timeout: float | None = None) -> Call:
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._changed:
            return Call(self._life, deadline)

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        """No idling while a call is under way."""
        with self._changed:
            self._calls += 1
        try:
            yield
        finally:
            with self._changed:
                self._calls -= 1
                self._last_used = time.monotonic()

    def _collect(self, call: Call, order: Order, future: Future[Answer]) -> Embeddings:
        try:
            reply, body = future.result()
        except ChildDied:
            return self._ask(call, order)
        if isinstance(reply, Vectors) and reply.seconds > 0 and order.size:
            speed = order.size / reply.seconds
            self._characters_per_second += 0.2 * (speed - self._characters_per_second)
        return self._embeddings(reply, body)

    def _ask(self, call: Call, order: Order) -> Embeddings:
        for _ in range(TRIES):
            future = self._ready(call).request(order.make, order.body)
            try:
                return self._embeddings(*future.result(call.left()))
            except ChildDied:
                continue
            except FutureTimeout:
                self.use.too_slow()
                raise too_slow() from None
        raise stopped_again(TRIES, self._log_file)

    def _embeddings(self, reply: object, body: bytes) -> Embeddings:
        self.use.answered(reply)
        if isinstance(reply, Vectors):
            self._note_place(self._lives.placed(reply.place))
        return unpacked(reply, body)

    def _note_place(self, place: Place) -> None:
        with self._changed:
            if self._loaded is None or self._loaded.place == place:
                return
            self._loaded = msgspec.structs.replace(self._loaded, place=place)
        if self._on_move is not None:
            self._on_move(place)

    def _ready(self, call: Call) -> Child:
        """A loaded child, started now if there is none."""
        with self._changed:
            while True:
                if call.life != self._life:
                    raise ModelError("The model was stopped")
                child, may_start = self._spawned, not self._closing
                if may_start and child is not None and child.alive and child.answered:
                    return child
                if may_start and self._watch is None:
                    self._begin_watch()
                left = call.left()
                if left == 0.0:
                    raise too_slow()
                self._changed.wait(left)
                if may_start and self._failure is not None:
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
                if self._wait_for_end(child):
                    break
                if not self._closing and child is not self._renewed:
                    self._after_death(child)
        except ModelError as error:
            failure = error
        except Exception as error:  # a thread that ends unheard would leave its callers waiting
            log.exception("the model worker could not be started")
            detail = f"{type(error).__name__}: {error}."
            failure = ModelError("The model worker could not be started", detail=detail)
        with self._changed:
            self._failure = failure
            self._watch = None
            self._changed.notify_all()

    def _launch(self) -> Child:
        with self._changed:
            renewals = self._renewals
        child = Child(self._log_file, self._announce, self._lives.runtime())
        with self._changed:
            self._spawned = child
            if renewals != self._renewals:  # its runtime was chosen before
                self._renewed = child
            closing = self._closing or child is self._renewed
        if closing:
            child.close()
            return child
        provider, options = self._provider, self._lives.options
        loading = child.request(lambda number: Load(number, provider, options))
        try:
            reply, _ = loading.result()
        except ChildDied:
            return child
        if not isinstance(reply, Loaded):
            self.use.answered(reply)
            child.close()
            raise cast(Failed, reply).error
        with self._changed:
            self._loaded = msgspec.structs.replace(reply, place=self._lives.placed(reply.place))
            self._loads += 1
        self._announce()
        return child

    def _wait_for_end(self, child: Child) -> bool:
        """Return when it has ended; True when it was ended here because nobody needed it."""
        with self._changed:
            while child.alive and not self._is_idle():
                self._changed.wait(self._idle_seconds / 4 or None)
            if not child.alive:
                return False
            self._spawned = None  # a call that comes now starts another
        child.close()
        return True

    def _is_idle(self) -> bool:
        idle = time.monotonic() - self._last_used
        return bool(self._idle_seconds) and not self._calls and idle > self._idle_seconds

    def _announce(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _after_death(self, child: Child) -> None:
        """Say that it died and wait a little longer each time in a row. Raises ``ModelError``
        when it dies too often without having done anything."""
        reason = child.reason()
        stayed = self._lives.left
        pause = self._lives.spent(reason, child.runtime, child.answered)
        if self._lives.left != stayed and self._on_move is not None:
            self._on_move(self._lives.placed(Place()))
        if self._on_restart is not None:
            try:
                self._on_restart(reason)
            except Exception:  # a listener's fault must not cost the model
                log.exception("on_restart failed")
        with self._changed:
            self._changed.wait_for(lambda: self._closing, pause)
