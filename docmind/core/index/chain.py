"""The model of a library, by whichever transport of its embedding space answers: ``ModelChain``.

The first transport is the model that the library is read with. Others stand in for it where they
give the same vectors: the same model on a server, or here. Never is another space asked: where
nobody answers, searches go on by words and reading waits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.calls import Order
from docmind.core.embed.checked import CheckedModel
from docmind.core.embed.frames import Place
from docmind.core.embed.meter import Use
from docmind.core.errors import DocMindError, ModelChanged, ModelError, ProviderError
from docmind.core.vectors import Embeddings

REST_SECONDS = 60.0
"""A transport that failed is not asked again for so long, while another one answers."""

ALONE_SECONDS = 15.0
"""The same for questions where no other transport is there."""

QUESTION_SECONDS = 10.0
"""Patience with a transport's answer to a question, while another one is there."""

_SWITCHING = frozenset(
    ("connection_error", "timeout", "overloaded", "model_not_found", "model_not_loaded")
)
_A_MOMENT = 0.1  # seconds
T = TypeVar("T")


class Transport:
    """One way to the vectors of a space. ``make`` gives the model, not started, and raises
    ``DocMindError`` while it is not to be had; ``reads``: also passages may be computed by it."""

    def __init__(
        self, name: str, title: str, make: Callable[[], CheckedModel], reads: bool = True
    ) -> None:
        self.name = name
        self.title = title
        self.reads = reads
        self.failure: DocMindError | None = None
        """Why it did not answer when it was asked last."""
        self.model: CheckedModel | None = None
        self._make = make
        self._making = threading.Lock()
        self._rests_until = 0.0

    def made(self) -> CheckedModel:
        """Its model. Raises ``DocMindError``."""
        with self._making:
            if self.model is None:
                self.model = self._make()
            return self.model

    @property
    def rests(self) -> bool:
        """Whether it failed a moment ago and is left alone for a while."""
        return self.failure is not None and time.monotonic() < self._rests_until

    def rest(self, failure: DocMindError, seconds: float) -> None:
        """It failed: leave it alone for so long, or for as long as its server asks."""
        asked = failure.retry_after if isinstance(failure, ProviderError) else 0.0
        self._rests_until = time.monotonic() + (asked or seconds)
        self.failure = failure

    def wake(self) -> None:
        """It may be asked again at once."""
        self._rests_until = 0.0


class ModelChain:
    """Answers like one model (``EmbeddingModel``). Every method may be called from any thread.

    ``known`` is the space of the library; without one (an empty library) the first transport that
    can be had makes it, whatever space it gives. ``tell`` hears when another transport answers,
    ``well`` each time that one does. ``remark`` is a sentence on the first one, where it is not the
    model that was wanted.
    """

    def __init__(
        self,
        transports: Sequence[Transport],
        known: ModelIdentity | None,
        tell: Callable[[str], None],
        well: Callable[[], None] = lambda: None,
        remark: str = "",
    ) -> None:
        self._transports = tuple(transports)
        self._known = known
        self._tell = tell
        self._well = well
        self._lock = threading.Lock()
        self._used = self._transports[0]
        self._why = self._remark = remark
        self._life = 0
        self._reviving: threading.Thread | None = None

    # -- asking ----------------------------------------------------------------------------------

    def start(self) -> ModelIdentity:
        """Have a transport ready for passages. Raises ``ModelError``."""
        found = self._by_any(self._for_passages(), lambda model: model.start(), None)
        return self._known or found

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, d] in the order given. Raises ``ModelError``."""
        asked = self._for_passages()
        return self._fitting(self._by_any(asked, lambda model: model.embed_passages(texts), None))

    def embed_alike(self, texts: Sequence[str]) -> Embeddings:
        """The same for passages that are only compared, so ``sparse`` may be missing."""
        asked, patience = self._for_questions()
        return self._fitting(
            self._by_any(asked, lambda model: model.embed_passages(texts), patience)
        )

    def embed_query(self, text: str) -> Embeddings:
        """``dense`` float32[1, d]; ``sparse`` where the transport that answers has it, too. Raises
        ``ModelError``, at once while every transport rests."""
        asked, patience = self._for_questions()
        return self._fitting(
            self._by_any(asked, lambda model: model.embed_query(text, patience), patience)
        )

    def ask(self, order: Order, timeout: float | None = None) -> Embeddings:
        """The answer of the model that the library is read with. Raises ``ModelError``."""
        return self._own().made().ask(order, timeout)

    def _fitting(self, found: Embeddings) -> Embeddings:
        """Without the weights of words that the index has not."""
        if self._known is None or self._known.learned or not found.sparse:
            return found
        return Embeddings(found.dense, tokens=found.tokens)

    # -- who is asked ----------------------------------------------------------------------------

    def _for_passages(self) -> list[Transport]:
        """Whoever does not rest first: a job has time, so those that rest are asked, too."""
        reading = [one for one in self._transports if one.reads]
        return sorted(reading, key=lambda one: one.rests)

    def _for_questions(self) -> tuple[list[Transport], float | None]:
        """(whoever is awake, the patience with each). One that failed is only tried while a person
        waits where nobody else is there. Raises the failure of the first when all rest."""
        good = [one for one in self._transports if one.failure is None]
        awake = [one for one in self._transports if one.failure is not None and not one.rests]
        if good:
            self._revive(awake)
            return good, QUESTION_SECONDS if len(good) > 1 else None
        if not awake:
            raise self._own().failure or ModelError("The model of this library does not answer")
        return awake, None

    def _by_any(
        self, asked: Sequence[Transport], work: Callable[[CheckedModel], T], patience: float | None
    ) -> T:
        life = self._life
        first: DocMindError | None = None
        for transport in asked:
            try:
                found = self._by(transport, work, patience)
            except _Passed as passed:
                if life != self._life:
                    raise passed.failure from None  # closed meanwhile
                transport.rest(passed.failure, self._rest_after(passed.failure))
                first = first or passed.failure
                continue
            self._answered(transport)
            return found
        raise first or ModelError("There is no model for this library")

    def _rest_after(self, failure: DocMindError) -> float:
        """Seconds. A model that is to be here is asked at once again: it may have been brought."""
        if len(self._transports) > 1:
            return REST_SECONDS
        return ALONE_SECONDS if isinstance(failure, ProviderError | ModelChanged) else 0.0

    def _by(
        self, transport: Transport, work: Callable[[CheckedModel], T], patience: float | None
    ) -> T:
        """What one transport answers. Raises ``_Passed`` when the next one is to be asked."""
        try:
            model = transport.made()
            model.start(patience)
        except DocMindError as failure:
            raise _Passed(failure) from None
        try:
            return work(model)
        except ModelChanged as failure:
            raise _Passed(failure) from None
        except ProviderError as failure:
            if failure.code not in _SWITCHING:
                raise
            raise _Passed(failure) from None

    def _answered(self, transport: Transport) -> None:
        own = self._own()
        with self._lock:
            transport.failure = None
            is_news = self._used is not transport
            self._used = transport
            if transport is own:
                self._why = self._remark
            elif own.failure is not None:
                self._why = (
                    f"{transport.title} answers in place of {own.title}: {own.failure.title}."
                )
        self._well()
        if is_news:
            self._tell(f"{own.title} answers again." if transport is own else self._why)

    def _own(self) -> Transport:
        return self._transports[0]

    # -- trying again ----------------------------------------------------------------------------

    def _revive(self, resting: Sequence[Transport]) -> None:
        """Try those again that failed, beside the question that another one answers."""
        with self._lock:
            if not resting or (self._reviving is not None and self._reviving.is_alive()):
                return
            self._reviving = threading.Thread(
                target=self._try_again, args=(resting,), name="model-again", daemon=True
            )
            self._reviving.start()

    def _try_again(self, resting: Sequence[Transport]) -> None:
        life = self._life
        for transport in resting:
            if life != self._life:
                return  # closed meanwhile
            try:
                transport.made().start()
                transport.failure = None
            except DocMindError as failure:
                transport.rest(failure, REST_SECONDS)

    def wake(self) -> None:
        """Ask at the next question whoever rests."""
        for transport in self._transports:
            transport.wake()

    # -- what is known of it ---------------------------------------------------------------------

    @property
    def name(self) -> str:
        """As the model store names the model that answered last."""
        return self._used.name

    @property
    def identity(self) -> ModelIdentity:
        """The space of the library. Raises ``ModelError`` before ``start`` where it has none."""
        return self._known or self._running().identity

    @property
    def why(self) -> str:
        """Why not the first one answered last, in a sentence; "" when it did."""
        return self._why

    @property
    def place(self) -> Place:
        """Where the model runs that answered last, and why that one. Raises ``ModelError``."""
        place = self._running().place
        if not self._why:
            return place
        return msgspec.structs.replace(place, why=f"{self._why} {place.why}".strip())

    @property
    def device(self) -> str:
        """Where the model runs that answered last. Raises ``ModelError`` before ``start``."""
        return self._running().device

    @property
    def loaded(self) -> bool:
        """Whether the model that the library is read with is in memory."""
        own = self._own().model
        return own is not None and own.loaded

    @property
    def pid(self) -> int | None:
        """The id of the process that answered last, or None while it does not run."""
        return self._used.model.pid if self._used.model is not None else None

    @property
    def use(self) -> Use:
        """Where it is counted what the model was asked that answered last."""
        return self._running().use

    @property
    def characters_at_once(self) -> int:
        """How much text takes it about two seconds."""
        return self._running().characters_at_once

    def tokenizer_json(self) -> str:
        """By which passages are cut. Raises ``ModelError`` before ``start``."""
        return self._running().tokenizer_json()

    def _running(self) -> CheckedModel:
        model = self._used.model
        if model is None:
            raise ModelError("The model was not started yet")
        return model

    def _made(self) -> list[CheckedModel]:
        return [one.model for one in self._transports if one.model is not None]

    def given_up(self) -> CheckedModel:
        """The model that answered last, for another chain; the others are closed."""
        kept = self._running()
        for model in self._made():
            if model is not kept:
                model.close()
        return kept

    def renew(self) -> None:
        """Start the processes anew that there are."""
        self.wake()
        for model in self._made():
            model.renew()

    def hang_up(self) -> None:
        """Wait no longer for servers, and ask no other transport in their place."""
        self._life += 1
        for model in self._made():
            model.hang_up()

    def close(self) -> None:
        """End all processes; a later call starts them again."""
        self._end()
        with self._lock:
            reviving, self._reviving = self._reviving, None
        if reviving is not None:
            ended_with(reviving, self._end)

    def _end(self) -> None:
        self._life += 1
        for model in self._made():
            model.close()


def ended_with(thread: threading.Thread, end: Callable[[], None]) -> None:
    """Wait for a thread that brings a model up; ``end`` ends what it began after all was ended."""
    goes_on = True
    while goes_on:
        thread.join(_A_MOMENT)
        goes_on = thread.is_alive()
        end()


class _Passed(Exception):
    """A transport failed in a way that another one may not."""

    def __init__(self, failure: DocMindError) -> None:
        super().__init__(failure.title)
        self.failure = failure
