"""A model's provider that does not answer: a job waits for it, says why, and goes on by itself.

What a provider cannot do now is asked again, after growing pauses. What it refuses is told from
what it refuses of everybody by asking it for a plain sentence beside: a text that fails while the
sentence does not is given up, the others go on.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from docmind.core.cancelling import CancelToken
from docmind.core.errors import DocMindError, ProviderError, TextRefused
from docmind.core.events import Event, Notice
from docmind.core.index.prepare import shown_name
from docmind.core.index.rooms import Embedded, PassageEmbedder, Prepared, Rooms
from docmind.core.jobs import Cancelled
from docmind.core.vectors import PassageVectors

T = TypeVar("T")
Row = PassageVectors | ProviderError
"""The vectors of a text, or why the model takes everything but this text."""

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds
_MOST_ASKED = 600.0  # seconds: a server that asks for more is asked sooner
_LETTING_GO = 1.0  # seconds in which a call may end by itself when its job is cancelled
# Waiting alone helps with these; the others are in somebody's hands.
_PASSING = frozenset(("connection_error", "timeout", "overloaded", "model_not_loaded"))
# What a server may say, or what may befall it, because of one text among many.
_REFUSALS = frozenset(("invalid_request", "context_length_exceeded", "internal_error"))
_BREAKS = frozenset(("connection_error", "timeout", "model_not_loaded"))
_BROKEN_BY_ONE = 5  # times that a text alone breaks off, and a sentence before it does not


class Patience:
    """Asks for work until it is done. ``hang_up`` ends a call that takes too long to wait for it
    when the job is cancelled; ``stopped`` says that the job ends for another reason."""

    def __init__(
        self,
        token: CancelToken,
        publish: Callable[[Event], None],
        hang_up: Callable[[], None] = lambda: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._token = token
        self._publish = publish
        self._hang_up = hang_up
        self._stopped = stopped

    def until(self, work: Callable[[], T]) -> T:
        """What ``work`` returns, when its provider does it; the whole job is held until then.

        Raises ``Cancelled``, and whatever ``work`` raises but ``ProviderError``.
        """
        try:
            return self._once(work)
        except ProviderError as error:
            return self._wait_for(work, error)

    def _wait_for(self, work: Callable[[], T], error: ProviderError) -> T:
        self._tell(error)
        pause = _FIRST_PAUSE
        with self._token.held(_sentence(error), gives_way=True) as say:
            while True:
                self._rest(max(pause, min(error.retry_after, _MOST_ASKED)))
                pause = min(2 * pause, _LONGEST_PAUSE)
                try:
                    found = self._once(work)
                    break
                except ProviderError as another:
                    if another.code != error.code:
                        self._tell(another)
                        say(_sentence(another))
                    error = another
        self._publish(Notice("info", "The model answers again. Reading goes on."))
        return found

    def _once(self, work: Callable[[], T]) -> T:
        over = threading.Event()

        def let_go() -> None:
            if not over.wait(_LETTING_GO):
                self._hang_up()

        def stop() -> None:
            threading.Thread(target=let_go, name="hang up", daemon=True).start()

        try:
            with self._token.stopping(stop):
                self._token.check()
                return work()
        except DocMindError:
            if self._token.cancelled:
                raise Cancelled from None  # it failed because it was ended
            raise
        finally:
            over.set()

    def _rest(self, seconds: float) -> None:
        """Wait that long, or until a person wants it to go on, and then as long as all waits."""
        left = seconds
        while left > 0 and not self._token.rest(min(left, _FIRST_PAUSE)):
            left -= _FIRST_PAUSE
            if self._stopped():
                raise Cancelled
        self._token.check()

    def _tell(self, error: ProviderError) -> None:
        waits = "Reading waits and goes on by itself. Nothing is lost."
        self._publish(Notice("warning", f"{error} {waits}"))


class PatientEmbedder:
    """Passages through the embedder of some rooms, for one job."""

    def __init__(
        self,
        rooms: Rooms,
        token: CancelToken,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._embedder: PassageEmbedder = rooms.embedder
        self._token = token
        self._patience = Patience(token, rooms.publish, rooms.hang_up, stopped)

    def rows(self, texts: Sequence[str]) -> tuple[list[Row], int]:
        """A row for each text, in order, and how many texts were computed.

        Raises ``Cancelled``, and ``ModelError`` for what no waiting changes.
        """
        tries = itertools.count()
        try:
            return self._patience.until(lambda: self._asked(texts, next(tries)))
        except _ForThese as refused:
            error = refused.error
        if len(texts) == 1:
            return [error], 0
        middle = len(texts) // 2
        first, computed = self.rows(texts[:middle])
        second, more = self.rows(texts[middle:])
        return first + second, computed + more

    def _asked(self, texts: Sequence[str], tries: int) -> tuple[list[Row], int]:
        """Raises ``_ForThese`` when it is not the provider's fault that there is no answer."""
        if tries:
            self._embedder.try_out()  # a small question first: it tells whether waiting is over
        try:
            return self._embedded(texts)
        except ProviderError as error:
            failure = error
        alone = len(texts) == 1
        if failure.code in _REFUSALS and self._takes_others():
            return self._confirmed(texts, failure)
        # many may be too much at once for a server that is busy; one text never is
        if alone and failure.code in _BREAKS and tries >= _BROKEN_BY_ONE:
            raise _ForThese(failure)
        if not alone and failure.code in _PASSING and tries:
            raise _ForThese(failure)
        raise failure

    def _confirmed(self, texts: Sequence[str], failure: ProviderError) -> tuple[list[Row], int]:
        """A text is refused when that is not by chance; many are to be asked in parts."""
        if len(texts) == 1:
            try:
                return self._embedded(texts)
            except ProviderError as error:
                if error.code not in _REFUSALS:
                    raise
        raise _ForThese(failure)

    def _embedded(self, texts: Sequence[str]) -> tuple[list[Row], int]:
        found, computed = self._embedder.embed_passages(texts, self._token.check)
        return list(found.rows()), computed

    def _takes_others(self) -> bool:
        try:
            self._embedder.try_out()
        except ProviderError:
            return False
        return True


class _ForThese(Exception):
    """The model takes other texts than these."""

    def __init__(self, error: ProviderError) -> None:
        super().__init__(error.title)
        self.error = error


def joined(prepared: Prepared, rows: Sequence[Row | None]) -> Embedded:
    """A file with its vectors, and the first reason why one of its texts has none."""
    refused = next((row for row in rows if isinstance(row, ProviderError)), None)
    vectors = tuple(None if isinstance(row, ProviderError) else row for row in rows)
    return Embedded(prepared, vectors, refused)


def without_vectors(embedded: Embedded) -> str:
    """What is told of a file that is kept although one of its texts was refused."""
    error, name = embedded.refused, shown_name(embedded.prepared.item.found.path)
    kept = f"A text of {name} is found by its words only."
    return f"{kept} {error}"


def refusal(error: ProviderError) -> TextRefused:
    """What is the matter with a file whose text was refused."""
    return TextRefused(
        "The model does not take a text of this file",
        detail=f"{error.title}. {error.detail}".strip(),
        hint="Try again when the server was updated, or choose another model.",
    )


def _sentence(error: ProviderError) -> str:
    """Why a job is held."""
    until = "Reading goes on when that is put right."
    if error.code in _PASSING:
        until = "Reading goes on when it answers."
    return f"{error.title}. {until}"
