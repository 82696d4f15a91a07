"""The line to one server: its sockets, the journal's note of it, and what goes wrong on it."""

from __future__ import annotations

import json
import re
import socket
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from docmind.core import journal
from docmind.core.certificates import certificates, unproven
from docmind.core.errors import ProviderCode, ProviderError
from docmind.core.servers.consent import ServerTerms, require_allowed
from docmind.core.servers.open_lines import note_open
from docmind.core.servers.options import ServerOptions
from docmind.core.servers.secrets import secret_for

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 3.0
_MORE_SECONDS = 5.0
"""Beyond its patience a whole call may take so long, for the way to the server and back."""
_HEADERS = {
    "User-Agent": "docmind",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "Content-Type": "application/json",
}
_NUMBER = re.compile(r"^\[Errno -?\d+\] ")


class Unanswered(Exception):
    """Nothing came back: the same may be asked once more. ``error`` is what to raise in the end."""

    def __init__(self, error: ProviderError) -> None:
        super().__init__(error.title)
        self.error = error


class Line:
    """Sends requests, by any thread, and ends them all when it is closed by another."""

    def __init__(
        self, server: ServerOptions, purpose: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._server = server
        self._purpose = purpose
        self._transport = transport
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None
        self._note = ExitStack()
        self._received = 0
        self._key: SecretStr | None = None
        self._asks_keyring = False
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self.closed = threading.Event()
        note_open(self)

    @contextmanager
    def asked(
        self, method: str, path: str, body: object, patience: float, *, is_long: bool = False
    ) -> Iterator[httpx.Response]:
        """The answer to one request, its body not yet read. ``patience`` is for each step, and
        little more for all of them together; not for the body of an answer that ``is_long``.

        Raises ``Unanswered`` where nothing came back, and ``ProviderError``, also for what goes
        wrong in the block that reads the body.
        """
        import httpx

        terms = require_allowed(self._server)
        client = self._opened(terms)
        response = None
        alarm = _Alarm(patience + _MORE_SECONDS, self._shut_all)
        try:
            request = self._request(terms, method, path, body, patience)
            request.extensions["trace"] = partial(self._look_at, alarm)
            response = client.send(request, stream=True)
            if is_long:
                alarm.cancel()
            yield response
        except Exception as error:  # a client that is closed meanwhile fails in any way
            if self.closed.is_set():
                raise given_up(terms.host) from None
            if alarm.rang.is_set():
                raise too_slow(terms.host) from None
            if not isinstance(
                error, httpx.HTTPError | httpx.InvalidURL | httpx.StreamError | OSError
            ):
                raise
            raise _in_words(error, terms.host, began=response is not None) from None
        finally:
            alarm.cancel()
            if response is not None:
                response.close()
                with self._lock:
                    self._received += response.num_bytes_downloaded

    def without_key(self, body: bytes) -> bytes:
        """The same, should the server repeat the key in its complaint."""
        known = self._key
        key = known.get_secret_value().encode() if known is not None else b""
        return body.replace(key, b"[key]") if key else body

    def has_another_key(self, refused: httpx.Request) -> bool:
        """Whether there is a key that was not sent with what was refused: it is looked up anew, in
        the keyring too."""
        self._key, self._asks_keyring = None, True
        key = self._secret(require_allowed(self._server))
        return bool(key) and refused.headers.get("Authorization") != _authorization(key)

    def _secret(self, terms: ServerTerms) -> str:
        """The key to be sent. For a server on this computer, which seldom wants one, the keyring is
        not bothered (it may ask to be unlocked) before the server does."""
        known = self._key
        if known is None:
            keyring = self._asks_keyring or not terms.is_this_computer
            known = SecretStr(secret_for(self._server.secret, terms.host, keyring=keyring))
            self._key = known
        return known.get_secret_value()

    def close(self) -> None:
        """End it, and every request under way. May be called more than once, by any thread."""
        self.closed.set()
        self._shut_all()
        with self._lock:
            client, self._client = self._client, None
            note, self._note = self._note, ExitStack()
        if client is not None:
            client.close()
        note.close()

    def _shut_all(self) -> None:
        """End what is under way, in whichever thread; later requests open new sockets."""
        with self._lock:
            for one in list(self._sockets):
                _shut(one)

    def _opened(self, terms: ServerTerms) -> httpx.Client:
        """The client, made for the first request; a way to another computer is noted before."""
        import httpx  # here, because few processes need it

        with self._lock:
            if self.closed.is_set():
                raise given_up(terms.host)
            if self._client is None:
                if not terms.is_this_computer:
                    attempt = self._note.enter_context(journal.noted(terms.host, self._purpose))
                    attempt.received = lambda: self._received
                self._client = httpx.Client(
                    transport=self._transport,
                    # a proxy must neither be asked for this computer itself, nor read along
                    trust_env=terms.is_encrypted and not terms.is_this_computer,
                    verify=certificates() if terms.is_encrypted else False,
                    follow_redirects=False,
                    cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                )
            return self._client

    def _request(
        self, terms: ServerTerms, method: str, path: str, body: object, patience: float
    ) -> httpx.Request:
        import httpx

        parts = urlsplit(self._server.address)
        headers = dict(_HEADERS)
        key = self._secret(terms)
        if key:
            headers["Authorization"] = _authorization(key)
        return httpx.Request(
            method,
            parts._replace(path=parts.path.rstrip("/") + path, fragment="").geturl(),
            headers=headers,
            content=None if body is None else _packed(body),
            extensions={
                "timeout": httpx.Timeout(patience, connect=CONNECT_SECONDS).as_dict(),
            },
        )

    def _look_at(self, alarm: _Alarm, event: str, told: Mapping[str, Any]) -> None:
        """What ``httpx`` tells of its steps: new sockets are remembered, since closing a client
        does not wake a thread that waits for an answer."""
        if not event.endswith(("connect_tcp.complete", "start_tls.complete")):
            return
        made = told["return_value"].get_extra_info("socket")
        with self._lock:
            self._sockets.add(made)
            if self.closed.is_set() or alarm.rang.is_set():
                _shut(made)


class _Alarm:
    """Calls ``ring`` after so many seconds, unless it is cancelled before: of a server that sends
    byte for byte each step comes in time, and the whole never. ``rang`` tells that it did."""

    def __init__(self, seconds: float, ring: Callable[[], None]) -> None:
        self.rang = threading.Event()
        self._ring = ring
        self._timer = threading.Timer(seconds, self._over)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Never ring."""
        self._timer.cancel()

    def _over(self) -> None:
        self.rang.set()
        self._ring()


def given_up(who: str) -> ProviderError:
    """That the line was closed while something was asked."""
    return ProviderError(
        f"The call to {who} was given up", code="connection_error", retryable=False
    )


def _authorization(key: str) -> str:
    return f"Bearer {key}"


def _packed(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def _shut(one: socket.socket) -> None:
    with suppress(OSError):  # it has ended by itself
        socket.socket.shutdown(one, socket.SHUT_RDWR)  # TLS would wait for a farewell


def _in_words(error: Exception, who: str, *, began: bool) -> ProviderError | Unanswered:
    """What went wrong on the line. ``began``: a part of the answer was here."""
    import httpx

    doubt = unproven(error)
    if doubt:
        return ProviderError(
            f"{who} does not prove who it is",
            detail=doubt,
            hint="Behind a company's proxy, name its certificates in SSL_CERT_FILE.",
            code="connection_error",
            retryable=False,
        )
    what = f"{_NUMBER.sub('', str(error)).rstrip('.') or type(error).__name__}."
    if isinstance(error, httpx.TimeoutException) and not isinstance(error, httpx.ConnectTimeout):
        return too_slow(who)
    if began:
        return _fault(f"{who} broke off in the middle of its answer", what, "connection_error")
    if isinstance(error, httpx.TransportError | OSError) and not isinstance(
        error, httpx.UnsupportedProtocol | httpx.LocalProtocolError
    ):
        return Unanswered(_fault(f"{who} cannot be reached", what, "connection_error"))
    return _fault(f"{who} cannot be asked", what, "invalid_request")


def too_slow(who: str) -> ProviderError:
    """That patience came to its end."""
    return _fault(f"{who} did not answer in time", "", "timeout")


def _fault(title: str, detail: str, code: ProviderCode) -> ProviderError:
    hints = {
        "timeout": "Look whether the server still runs, or allow it more time in the settings.",
        "connection_error": "Check that the server runs, and its address in the settings.",
    }
    return ProviderError(title, detail, hints.get(code, "Check the address."), code=code)
