"""One small document from another computer: asked for once, patiently by no means, and distrusted.

Nothing is sent but the request itself: no cookie, no name, no version of anything, no address of a
page before. Only HTTPS is spoken, to this computer itself also HTTP.
"""

from __future__ import annotations

import contextlib
import errno
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from docmind.core import journal
from docmind.core.addresses import host_asked, host_of, is_this_computer, origin_of, usable
from docmind.core.certificates import certificates, unproven
from docmind.core.errors import NetworkError

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 262_144
WHOLE_SECONDS = 20.0
"""For everything together, however slowly the other side speaks."""
_STEP_SECONDS = 10.0
_REDIRECTS = 3
_HEADERS = {
    "User-Agent": "docmind",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_NO_WAY = (errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH)
_NUMBER = re.compile(r"^\[Errno \d+\] ")
_TRY_LATER = "Check the network and the proxy, then try again."


def fetch(
    address: str, purpose: str, *, most: int = MOST_BYTES, seconds: float = WHOLE_SECONDS
) -> bytes:
    """What lies at ``address``: at most ``most`` bytes, within ``seconds``.

    A redirect is followed on the same host only. The journal has a line for each request before
    it is made. Raises ``UsageError`` for an address that is not asked, ``NetworkError``, and what
    ``journal.noted`` does.
    """
    import httpx  # here, because few starts need it

    host = host_asked(address)
    with _Watch(seconds) as watch:
        try:
            return _led(address, purpose, most, watch)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise (watch.fault(host) if watch.is_over else _in_words(host, error)) from None


def _led(address: str, purpose: str, most: int, watch: _Watch) -> bytes:
    """The document, after redirects."""
    for _ in range(_REDIRECTS + 1):
        with (
            journal.noted(host_of(address), purpose) as attempt,
            _answer(address, watch) as response,
        ):
            attempt.received = lambda response=response: response.num_bytes_downloaded  # type: ignore[misc]
            if not response.has_redirect_location:
                return _body(response, host_of(address), most, watch)
            address = _following(address, response.headers["Location"])
            attempt.outcome = "led on"
    raise NetworkError(f"{host_of(address)} leads in circles", hint="Check the address.")


def _following(address: str, place: str) -> str:
    """Where a redirect leads. Raises ``UsageError``, ``NetworkError`` when it is not followed."""
    try:
        following = urljoin(address, place)
        same = origin_of(following) == origin_of(address)
    except ValueError:
        following, same = "", False
    if not same:
        raise NetworkError(
            f"{host_of(address)} leads to another computer",
            detail=f"It is {urlsplit(following).netloc[:200] or 'not named'}, which was not asked.",
            hint="Check the address.",
        )
    return usable(following).geturl()


@contextmanager
def _answer(address: str, watch: _Watch) -> Iterator[httpx.Response]:
    """The answer to one request, which carries nothing over from another."""
    import httpx

    parts = urlsplit(address)
    # what is asked of this computer itself must not go to a proxy
    with httpx.Client(
        trust_env=not is_this_computer(parts.hostname or ""),
        verify=certificates() if parts.scheme == "https" else False,
        follow_redirects=False,
    ) as client:
        request = httpx.Request(
            "GET",
            address,
            headers=_HEADERS,
            extensions={
                "timeout": httpx.Timeout(_STEP_SECONDS).as_dict(),
                "trace": watch.look_at,
            },
        )
        response = client.send(request, stream=True)
        try:
            yield response
        finally:
            response.close()


def _body(response: httpx.Response, host: str, most: int, watch: _Watch) -> bytes:
    if response.status_code != 200:
        raise _refusal(host, response.status_code)
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise NetworkError(
            f"What {host} answers cannot be used",
            detail="It is packed, which was not asked for.",
            hint="Check the address.",
        )
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > most:
            raise NetworkError(
                f"What {host} answers cannot be used",
                detail=f"It is larger than {most // 1024} KB.",
                hint="Check the address.",
            )
    if watch.is_over:  # a body without a stated length seems to end when it is cut off
        raise watch.fault(host)
    return bytes(body)


class _Watch:
    """Ends the connection when the time is over, whatever the other side does meanwhile: the
    limits of single steps begin anew with every byte."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._open: socket.socket | None = None
        self.is_over = False

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()
        self._timer.join()
        self._let_go()

    def look_at(self, event: str, told: Mapping[str, Any]) -> None:
        """What ``httpx`` tells of its steps. Of a new connection a second way to it is kept, since
        speaking TLS takes the first one over."""
        if not event.endswith("connect_tcp.complete"):
            return
        made = told["return_value"].get_extra_info("socket")
        with self._lock:
            self._let_go()
            self._open = made.dup()
            if self.is_over:
                self._shut()

    def fault(self, host: str) -> NetworkError:
        """That it took too long."""
        return NetworkError(
            f"{host} did not answer in time",
            detail=f"Nothing whole came within {self._seconds:g} seconds.",
            hint=_TRY_LATER,
        )

    def _end(self) -> None:
        with self._lock:
            self.is_over = True
            self._shut()

    def _shut(self) -> None:
        if self._open is not None:
            with contextlib.suppress(OSError):  # it has ended by itself
                self._open.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _refusal(host: str, status: int) -> NetworkError:
    if status in (404, 410):
        return NetworkError(
            f"{host} has nothing at this address",
            detail=f"It answered with status {status}.",
            hint="Check the address.",
        )
    return NetworkError(
        f"{host} does not answer what was asked",
        detail=f"It answered with status {status}.",
        hint="Try again later, and check the address and the proxy.",
    )


def _in_words(host: str, error: Exception) -> NetworkError:
    """What went wrong on the line."""
    doubt = unproven(error)
    if doubt:
        return NetworkError(
            f"{host} does not prove who it is",
            detail=doubt,
            hint="Behind a company's proxy, name its certificates in SSL_CERT_FILE.",
        )
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, socket.gaierror):
            return NetworkError(
                f"{host} cannot be found",
                detail="There is no network, or no computer of this name.",
                hint=_TRY_LATER,
            )
        if isinstance(cause, OSError) and cause.errno in _NO_WAY:
            return NetworkError(
                f"{host} cannot be reached", detail="There is no network.", hint=_TRY_LATER
            )
        cause = cause.__cause__ or cause.__context__
    return NetworkError(
        f"{host} cannot be reached",
        detail=f"{_NUMBER.sub('', str(error)).rstrip('.') or type(error).__name__}.",
        hint=_TRY_LATER,
    )
