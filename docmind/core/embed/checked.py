"""A model that shows by known sentences that it is still the one it was: ``CheckedModel``."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.calls import Call, Order, passages_order, question_order, too_slow
from docmind.core.embed.frames import Place
from docmind.core.embed.meter import Use
from docmind.core.embed.probes import PASSAGES, QUESTION, Probes, alike
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import DocMindError, ModelError, ProviderError
from docmind.core.vectors import Embeddings

CHECK_SECONDS = 600.0
"""All known sentences are looked at again after so long, where a server may change its model."""

_PASSING = frozenset(("connection_error", "timeout", "overloaded", "model_not_loaded"))

Judge = Callable[[ModelIdentity, Probes], ModelIdentity]
"""Says which space a model gives, told what it says of itself and the vectors it gave; raises
``ModelError`` when it is not the one that is wanted."""


class CheckedModel:
    """A model worker whose known sentences are judged each time the model came into memory, before
    a vector of it is given out.

    Of a model that is told by its probes alone (on a server) more is asked, for it may change at
    any moment: they are judged again after ``CHECK_SECONDS``, and after a call that failed; and a
    known sentence is asked for behind every lot of passages, which are only given out when it came
    back as it was. So vectors of two models never get into one index. Every method may be called
    from any thread and raises ``ModelError``.
    """

    def __init__(self, name: str, worker: ModelWorker, judge: Judge) -> None:
        self.name = name
        """As the model store names the model."""
        self.judge = judge
        self._worker = worker
        self._checking = threading.Lock()
        self._identity: ModelIdentity | None = None
        self._probes: Probes | None = None
        self._checked_load = -1
        self._checked_at = 0.0
        self._doubts = self._settled_doubts = 0
        self._life = 0

    # -- asking ----------------------------------------------------------------------------------

    def start(self, timeout: float | None = None) -> ModelIdentity:
        """Have the model in memory, and judged, within ``timeout`` seconds. The space it gives."""
        with self._call(timeout) as call:
            if timeout is None:
                self._asked(call).start()
            return self._check(call)

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d] in the order given."""
        with self._call(None) as call:
            self._check(call)
            found = self._asked(call).embed_passages(texts)
            identity = self._check(call)  # its process may have been another in the middle of it
            if identity.by_probes and len(texts):
                self._look_behind(call, identity)
            return found

    def embed_query(self, text: str, timeout: float | None = None) -> Embeddings:
        """``dense`` float32[1, d], within ``timeout`` seconds."""
        with self._call(timeout) as call:
            self._check(call)
            found = self._asked(call).embed_query(text, call.left())
            self._check(call)
            return found

    def ask(self, order: Order, timeout: float | None = None) -> Embeddings:
        """The answer to any order (of a reranker, as a rule), within ``timeout`` seconds."""
        return self._worker.ask(order, timeout)

    @contextmanager
    def _call(self, timeout: float | None) -> Iterator[Call]:
        """One call from outside. After a failure the other side may be another model when it
        answers again."""
        deadline = None if timeout is None else time.monotonic() + timeout
        try:
            yield Call(self._life, deadline)
        except DocMindError:
            self._doubts += 1
            raise

    def _asked(self, call: Call) -> ModelWorker:
        """Whom to ask; one that was closed meanwhile is not started again by the same call."""
        if call.life != self._life:
            raise ModelError("The model was stopped")
        return self._worker

    # -- judging ---------------------------------------------------------------------------------

    def _check(self, call: Call) -> ModelIdentity:
        """Judge the model, unless that was done. Raises what the judge does."""
        known = self._identity
        if known is not None and self._is_checked(known):
            return known
        left = call.left()
        if not self._checking.acquire(timeout=-1 if left is None else left):
            raise too_slow()
        try:
            known = self._identity
            if known is None or not self._is_checked(known):
                known = self._judged(call)
            return known
        finally:
            self._checking.release()

    def _is_checked(self, known: ModelIdentity) -> bool:
        if self._worker.loads != self._checked_load:
            return False
        if not known.by_probes:
            return True
        is_sure = self._doubts == self._settled_doubts
        return is_sure and time.monotonic() - self._checked_at < CHECK_SECONDS

    def _judged(self, call: Call) -> ModelIdentity:
        doubts = self._doubts
        try:
            load, probes = self._measured(call)
        except ProviderError as failure:
            if self._identity is None or failure.code in _PASSING:
                raise
            self._asked(call).renew()  # the name may stand for a model of another width by now
            load, probes = self._measured(call)
        identity = self.judge(self._worker.identity, probes)
        self._identity, self._probes = identity, probes
        self._checked_load, self._checked_at = load, time.monotonic()
        self._settled_doubts = doubts
        return identity

    def _measured(self, call: Call) -> tuple[int, Probes]:
        """The vectors of the known sentences, and which of its processes computed them."""
        load = -1
        while load != self._worker.loads:  # until both were answered by one process
            question = self._asked(call).ask(question_order(QUESTION), call.left())
            load = self._worker.loads
            passages = self._asked(call).ask(passages_order(list(PASSAGES)), call.left())
        return load, Probes.of(passages.dense, question.dense)

    def _look_behind(self, call: Call, identity: ModelIdentity) -> None:
        """Whether the model is still the one that was judged: a known sentence tells it."""
        row = self._asked(call).ask(passages_order([PASSAGES[0]]), call.left()).dense[0]
        judged = self.probes.rows[0]
        if row.shape == judged.shape and float(row @ judged) > alike(identity):
            return
        self._doubts += 1
        self._check(call)  # says what is wrong, as a rule
        raise ProviderError(
            "The model gave other vectors for a moment",
            hint="They were thrown away; the same passages are asked for again.",
            code="model_not_loaded",
        )

    # -- what is known of it ---------------------------------------------------------------------

    @property
    def identity(self) -> ModelIdentity:
        """The space it gives. Raises ``ModelError`` before ``start``."""
        if self._identity is None:
            raise ModelError("The model was not started yet")
        return self._identity

    @property
    def probes(self) -> Probes:
        """The vectors that were judged last. Raises ``ModelError`` before ``start``."""
        if self._probes is None:
            raise ModelError("The model was not started yet")
        return self._probes

    @property
    def told(self) -> ModelIdentity:
        """What it says of itself. Raises ``ModelError`` before ``start``."""
        return self._worker.identity

    @property
    def use(self) -> Use:
        """Where it is counted what it was asked."""
        return self._worker.use

    @property
    def place(self) -> Place:
        """Where the model runs, or last ran. Raises ``ModelError`` before ``start``."""
        return self._worker.place

    @property
    def device(self) -> str:
        """Where the model runs: cpu, cuda, mps. Raises ``ModelError`` before ``start``."""
        return self._worker.device

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory now."""
        return self._worker.loaded

    @property
    def pid(self) -> int | None:
        """The worker's process id, or None while it does not run."""
        return self._worker.pid

    @property
    def characters_at_once(self) -> int:
        """How much text takes it about two seconds."""
        return self._worker.characters_at_once

    def tokenizer_json(self) -> str:
        """The model's tokenizer. Raises ``ModelError`` before ``start``."""
        return self._worker.tokenizer_json()

    def renew(self) -> None:
        """Start its process anew, where there is one."""
        self._worker.renew()

    def hang_up(self) -> None:
        """Wait no longer where it is a model on a server."""
        self._life += 1
        self._worker.hang_up()

    def close(self) -> None:
        """End its process; a later call starts it again."""
        self._life += 1
        self._worker.close()
