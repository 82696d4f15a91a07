"""Calls to one server that runs a model: patient where that may help, and distrustful.

No redirect is followed, no proxy is asked for what is on this computer, nothing is sent to another
one without a person's word, and no answer may be endless.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urljoin

import msgspec

from docmind.core.addresses import host_of, origin_of
from docmind.core.errors import ProviderError
from docmind.core.servers.consent import server_terms
from docmind.core.servers.failures import failure
from docmind.core.servers.line import Line, Unanswered, given_up, too_slow
from docmind.core.servers.options import ServerOptions

if TYPE_CHECKING:
    import httpx

Judge = Callable[[int, str], ProviderError | None]
"""A provider's own view of a status and the text of its body; None leaves it to ``failures``."""
Wait = Callable[[float], object]
T = TypeVar("T")

MOST_BYTES = 16 * 1024 * 1024
"""Of an answer: 32 vectors of 8192 numbers take about 6 MB. Read, it can take 25 times as much."""
MOST_TRIES = 4
_MOST_LINE = 1024 * 1024
_FAILED_TRIES = 2  # of a server whose model failed
_KEY_TRIES = 2  # where a key was found after it was asked for
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 20.0  # seconds
_LONGEST_ASKED = 3600.0  # seconds; a server that asks for more is tried again by then
_FORGOTTEN_AFTER = 60.0
"""Seconds without an answer after which the server may have to load the model again."""


class _Again(Exception):
    """What may be asked ``tries`` times, and the error when that does not help."""

    def __init__(self, error: ProviderError, tries: int) -> None:
        super().__init__(error.title)
        self.error = error
        self.tries = tries


class ServerClient:
    """Asks one server. May be used by several threads, and closed by any: what is under way then
    fails with ``ProviderError`` (connection_error).

    ``purpose`` is what the journal of connections says. Nothing is sent before something is asked.
    ``transport`` stands in for the network in tests; ``wait`` sleeps between at most ``tries``.
    """

    def __init__(
        self,
        server: ServerOptions,
        purpose: str,
        transport: httpx.BaseTransport | None = None,
        wait: Wait | None = None,
        tries: int = MOST_TRIES,
    ) -> None:
        self._server = server
        self._line = Line(server, purpose, transport)
        self._wait = wait or self._line.closed.wait
        self._tries = tries
        self._answered: float | None = None

    @property
    def host(self) -> str:
        """The server, as messages name it. Raises ``ProviderError`` for a senseless address."""
        return server_terms(self._server.address, ()).host

    def get(self, path: str, patience: float | None = None) -> Any:
        """The JSON at ``path`` below the server's address, within ``patience`` seconds
        (``answer_seconds`` when left out). Raises ``ProviderError``."""
        seconds = patience or self._server.answer_seconds
        return self._patiently(lambda: self._asked("GET", path, None, seconds, None))

    def post(
        self,
        path: str,
        body: object,
        patience: float | None = None,
        judge: Judge | None = None,
    ) -> Any:
        """The JSON that comes back for ``body``, within ``patience`` seconds. Left out, it is that
        of a call to the model: ``load_seconds`` for the first one (and the first after a minute of
        silence), then ``answer_seconds``. Raises ``ProviderError``."""

        def ask() -> Any:
            found = self._asked("POST", path, body, patience or self._model_seconds(), judge)
            if patience is None:
                self._answered = time.monotonic()
            return found

        return self._patiently(ask)

    def lines(self, path: str, body: object, judge: Judge | None = None) -> Iterator[Any]:
        """Each line of an answer that is many JSON documents, as they come. Leaving the iterator
        ends the connection. It is asked for once (and again with a key that the server wants).
        Raises ``ProviderError``."""
        rest = b""
        seconds = self._server.load_seconds
        with ExitStack() as held:
            response = self._patiently(
                lambda: held.enter_context(
                    self._answer("POST", path, body, seconds, judge, is_long=True)
                ),
                limit=1,
            )
            for piece in response.iter_bytes():
                *whole, rest = (rest + piece).split(b"\n")
                for line in whole:
                    if line.strip():
                        yield self._parsed(line, response)
                if len(rest) > _MOST_LINE:
                    raise _unusable(self.host, "A line of it has no end.")
            if rest.strip():
                yield self._parsed(rest, response)

    def close(self) -> None:
        """Give up what is under way and let go of the server."""
        self._line.close()

    # asking

    def _model_seconds(self) -> float:
        answered = self._answered
        if answered is not None and time.monotonic() - answered < _FORGOTTEN_AFTER:
            return self._server.answer_seconds
        return max(self._server.load_seconds, self._server.answer_seconds)

    def _patiently(self, attempt: Callable[[], T], limit: int = MOST_TRIES) -> T:
        """Try as often as the fault allows, resting in between."""
        limit, tries = min(limit, self._tries), 0
        while True:
            tries += 1
            try:
                return attempt()
            except Unanswered as fault:
                error, most = fault.error, limit
            except _Again as fault:
                wants_key = fault.error.code == "unauthorized"
                error, most = fault.error, fault.tries if wants_key else min(fault.tries, limit)
            if tries >= most or error.retry_after > _LONGEST_WAIT:
                raise error
            self._rest(tries, error)

    def _rest(self, tries: int, error: ProviderError) -> None:
        """Wait with full jitter (M. Brooker, "Exponential Backoff And Jitter", 2015), and as long
        as the server asks."""
        longest = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (tries - 1))
        jitter = random.uniform(0, longest)  # noqa: S311 - spreads tries, no secret
        self._wait(max(jitter, error.retry_after))
        if self._line.closed.is_set():
            raise given_up(self.host)

    def _asked(
        self, method: str, path: str, body: object, patience: float, judge: Judge | None
    ) -> Any:
        """What comes back for one request. Raises ``Unanswered`` and ``_Again``, too."""
        until = time.monotonic() + patience
        with self._answer(method, path, body, patience, judge) as response:
            return self._parsed(_body(response, self.host, until), response)

    @contextmanager
    def _answer(
        self,
        method: str,
        path: str,
        body: object,
        patience: float,
        judge: Judge | None,
        *,
        is_long: bool = False,
    ) -> Iterator[httpx.Response]:
        """A response of success, its body not yet read."""
        until = time.monotonic() + patience
        with self._line.asked(method, path, body, patience, is_long=is_long) as response:
            if response.status_code // 100 == 3:
                raise self._led_away(response)
            if response.status_code != 200:
                raise self._refusal(response, until, judge)
            if _is_packed(response):
                raise _unusable(self.host, "It is packed, which was not asked for.")
            yield response

    def _refusal(
        self, response: httpx.Response, until: float, judge: Judge | None
    ) -> ProviderError | _Again:
        """The error for a status that is no success, and whether to ask again."""
        body = b"" if _is_packed(response) else _body(response, self.host, until)
        body = self._line.without_key(body)
        text = body.decode("utf-8", "replace")
        error = judge(response.status_code, text) if judge is not None else None
        if error is None:
            after = _asked_wait(response)
            error = failure(response.status_code, body, self.host, after, self._server.model)
        if error.code == "unauthorized" and self._line.has_another_key(response.request):
            return _Again(error, _KEY_TRIES)
        if error.retryable and response.status_code in (429, 503):
            return _Again(error, self._tries)
        if error.retryable and error.code == "internal_error":
            return _Again(error, _FAILED_TRIES)
        return error

    def _led_away(self, response: httpx.Response) -> ProviderError:
        """What is said of a redirect, which is never followed: texts would go there."""
        asked = str(response.request.url)
        try:
            following = urljoin(asked, response.headers.get("Location", ""))
            place = host_of(following)
            elsewhere = origin_of(following) != origin_of(asked)
        except ValueError:
            place, elsewhere = "", True
        return ProviderError(
            f"{self.host} leads to another {'computer' if elsewhere else 'address'}",
            detail=f"It is {place[:200] or 'not named'}, which was not asked.",
            hint="Check the address in the settings.",
            code="invalid_request",
        )

    def _parsed(self, body: bytes, response: httpx.Response) -> Any:
        try:
            return msgspec.json.decode(body)
        except (msgspec.DecodeError, RecursionError):
            pass
        try:  # which knows NaN: ``answers`` has better words for it
            return json.loads(body)
        except (ValueError, RecursionError):
            kind = response.headers.get("Content-Type", "").partition(";")[0][:60]
            detail = (
                f"It is not JSON{f' but {kind}' if kind not in ('', 'application/json') else ''}."
            )
            raise _unusable(self.host, detail) from None


def _is_packed(response: httpx.Response) -> bool:
    """Whether the body would have to be unpacked, which was not asked for: it could be endless."""
    packing: str = response.headers.get("Content-Encoding", "identity")
    return packing.lower() != "identity"


def _body(response: httpx.Response, who: str, until: float) -> bytes:
    """The whole body, not endless and not endlessly slow."""
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > MOST_BYTES:
            raise _unusable(who, f"It is larger than {MOST_BYTES // 1024**2} MB.")
        if time.monotonic() > until:
            raise too_slow(who)
    return bytes(body)


def _asked_wait(response: httpx.Response) -> float:
    """Seconds of ``Retry-After``, but no longer than can be meant; 0 when it is not there or cannot
    be read."""
    stated = response.headers.get("Retry-After", "").strip()
    if stated.isascii() and stated.isdigit():
        seconds = float(stated[:9])
    else:
        try:
            seconds = parsedate_to_datetime(stated).timestamp() - time.time()
        except (ValueError, TypeError, OverflowError, OSError):  # as systems count years
            seconds = 0.0
    return min(max(seconds, 0.0), _LONGEST_ASKED)


def _unusable(who: str, detail: str) -> ProviderError:
    return ProviderError(
        f"What {who} answers cannot be used",
        detail,
        "Check the address in the settings.",
        code="internal_error",
    )
