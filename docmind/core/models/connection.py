"""One patient connection to the hub: with ``small_document``, all that opens a socket to elsewhere.

It follows redirects without carrying the token to another host, goes on where a broken line
stopped, waits as long as a busy server asks, and gives up when nothing moves any more.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urljoin, urlsplit

from docmind.core import journal
from docmind.core.addresses import host_of, origin_of
from docmind.core.certificates import certificates, unproven
from docmind.core.errors import DocMindError, ModelError
from docmind.core.models import hub
from docmind.core.models.cards import ModelCard
from docmind.core.models.staging import writing

if TYPE_CHECKING:
    import httpx

Wait = Callable[[float], None]
Told = Callable[[int], None]
"""Told how many bytes of the file are here; may raise to stop."""

T = TypeVar("T")

_TRIES = 5  # without a new byte
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0  # seconds
_SLICE = 0.5
_REDIRECTS = 6
_LONGEST_LISTING = 10_000_000
_MAY_PASS = (408, 425, 429, 500, 502, 503, 504)


class _TryAgain(Exception):
    """A fault that may pass by itself. ``after`` is how many seconds the server asks for."""

    def __init__(self, what: str, after: float = 0.0) -> None:
        super().__init__(what)
        self.what = what
        self.after = after


@contextmanager
def connected(card: ModelCard, wait: Wait = time.sleep) -> Iterator[HubConnection]:
    """A connection for one model. Nothing is sent before something is asked for. Raises
    ``ModelError``."""
    with _client() as client:
        yield HubConnection(client, card, wait)


@contextmanager
def connected_to(title: str, wait: Wait = time.sleep) -> Iterator[PatientConnection]:
    """A connection to any place, for what is called ``title``. Raises ``ModelError``."""
    with _client() as client:
        yield PatientConnection(client, title, wait)


def _client() -> httpx.Client:
    """It knows the proxies of the environment and the certificates of the system."""
    import httpx  # here, because only a download needs it

    return httpx.Client(
        trust_env=True,
        verify=certificates(),
        timeout=httpx.Timeout(30.0, connect=15.0),
        headers={"User-Agent": "docmind", "Accept-Encoding": "identity"},
        follow_redirects=False,
    )


class PatientConnection:
    """Fetches files for what is called ``title``. ``wait`` sleeps between tries."""

    def __init__(self, client: httpx.Client, title: str, wait: Wait) -> None:
        self._client = client
        self._title = title
        self._wait = wait

    def bring(self, address: str, name: str, size: int, partial: Path, told: Told) -> None:
        """Bring ``partial`` to ``size`` bytes of what lies at ``address``, beginning with those
        that are there.

        Raises ``ModelError`` or ``DiskFull``; what has arrived stays for the next time.
        """

        def here() -> int:
            return partial.stat().st_size if partial.exists() else 0

        with writing(partial):
            if here() > size:
                partial.unlink()
        if here() < size or size == 0:
            self._patiently(lambda: self._go_on(address, name, size, partial, told), here, told)

    def _go_on(self, address: str, name: str, size: int, partial: Path, told: Told) -> None:
        """One request, and what comes of it."""
        here = partial.stat().st_size if partial.exists() else 0
        told(here)
        with self._get(address, here, name) as response:
            status = response.status_code
            if status not in (200, 206, 416):
                raise _refusal(response, name)
            if status == 416 or (status == 206 and _first_byte(response) != here):
                # what is here cannot be the beginning of what is there
                partial.unlink(missing_ok=True)
                raise _TryAgain("The server does not go on where it stopped.")
            here = here if status == 206 else 0
            # closed at once when ``told`` raises, so that all that has arrived is on the disk
            with closing(_written(response, partial, append=status == 206)) as pieces:
                for piece in pieces:
                    here += piece
                    if here > size:
                        break
                    told(here)
        if here > size:
            partial.unlink()
            raise _not_that_file(name)
        if here < size:
            raise _TryAgain("The connection ended early.")

    def _patiently(self, attempt: Callable[[], T], here: Callable[[], int], told: Told) -> T:
        """Try until it works, or nothing has moved for some tries. Raises ``ModelError``."""
        import httpx

        tries, most = 0, here()
        while True:
            try:
                return attempt()
            except _TryAgain as fault:
                what, after = fault.what, fault.after
            except httpx.TransportError as error:
                what, after = _in_words(error), 0.0
            except (httpx.InvalidURL, httpx.HTTPError) as error:
                raise ModelError(
                    "The hub cannot be asked", f"{error}.", "Check HF_ENDPOINT and the proxy."
                ) from None
            # only bytes never seen before count: a server may begin anew each time and break off
            tries, most = (0, here()) if here() > most else (tries + 1, most)
            if tries >= _TRIES:
                raise _given_up(what, most)
            longest = min(_LONGEST_WAIT, _FIRST_WAIT * 2**tries)
            jitter = random.uniform(longest / 2, longest)  # noqa: S311 - spreads tries, no secret
            self._rest(max(jitter, min(after, _LONGEST_WAIT)), here, told)

    def _rest(self, seconds: float, here: Callable[[], int], told: Told) -> None:
        """Wait in slices, so that a person can stop it."""
        while seconds > 0:
            self._wait(min(seconds, _SLICE))
            seconds -= _SLICE
            told(here())

    @contextmanager
    def _get(self, address: str, start: int, what: str) -> Iterator[httpx.Response]:
        """The answer at ``address`` from byte ``start`` on, after redirects; each is noted."""
        purpose = f"{self._title}: {what}"
        for _ in range(_REDIRECTS):
            with journal.noted(host_of(address), purpose) as attempt:
                response = self._client.send(self._request(address, start), stream=True)
                attempt.received = _counted(response)
                try:
                    if not response.has_redirect_location:
                        yield response
                        return
                    attempt.outcome = "led on"
                    following = urljoin(address, response.headers["Location"])
                finally:
                    response.close()
            if urlsplit(address).scheme == "https" and urlsplit(following).scheme != "https":
                raise ModelError(
                    "The hub leads to a place that is not protected",
                    detail=f"It is {urlsplit(following).netloc}.",
                    hint="Check HF_ENDPOINT and the proxy.",
                )
            address = following
        raise ModelError("The hub leads in circles", hint="Check HF_ENDPOINT and the proxy.")

    def _request(self, address: str, start: int) -> httpx.Request:
        headers = {"Range": f"bytes={start}-"} if start else {}
        return self._client.build_request("GET", address, headers=headers)


class HubConnection(PatientConnection):
    """What can be asked of the hub for one model."""

    def __init__(self, client: httpx.Client, card: ModelCard, wait: Wait) -> None:
        super().__init__(client, card.title, wait)
        self._card = card
        self._home = origin_of(hub.endpoint())

    def listing(self) -> Any:
        """The hub's list of files, as it sent it. Raises ``ModelError``."""
        body = self._patiently(self._listing, lambda: 0, lambda count: None)
        try:
            return json.loads(body)
        except ValueError:
            return None  # ``hub.completed`` finds the words

    def _listing(self) -> bytes:
        address = hub.listing_address(self._card)
        with self._get(address, 0, "list of files") as response:
            if response.status_code != 200:
                raise _refusal(response, self._card.source)
            body = b""
            for piece in response.iter_raw():
                body += piece
                if len(body) > _LONGEST_LISTING:
                    break
            return body

    def fetch(self, name: str, size: int, partial: Path, told: Told) -> None:
        """Bring ``partial`` to ``size`` bytes of a file of the model. Raises as ``bring`` does."""
        self.bring(hub.file_address(self._card, name), name, size, partial, told)

    def _request(self, address: str, start: int) -> httpx.Request:
        request = super()._request(address, start)
        if hub.token() and origin_of(address) == self._home:
            request.headers["Authorization"] = f"Bearer {hub.token()}"
        return request


def _counted(response: httpx.Response) -> Callable[[], int]:
    """How many bytes have come when that is asked."""
    return lambda: response.num_bytes_downloaded


def _written(
    response: httpx.Response, partial: Path, *, append: bool
) -> Generator[int, None, None]:
    """Write the body to the disk; the bytes of each piece."""
    with writing(partial), partial.open("ab" if append else "wb") as stream:
        for piece in response.iter_raw():
            stream.write(piece)
            yield len(piece)
        stream.flush()
        os.fsync(stream.fileno())


def _first_byte(response: httpx.Response) -> int:
    """Where the part that was sent begins; -1 when that is not said."""
    stated = response.headers.get("Content-Range", "").removeprefix("bytes ")
    first = stated.partition("-")[0].strip()
    return int(first) if first.isdigit() else -1


def _refusal(response: httpx.Response, what: str) -> DocMindError | _TryAgain:
    status = response.status_code
    if status in _MAY_PASS:
        return _TryAgain(f"The hub answered with status {status}.", _asked_wait(response))
    if status in (401, 403):
        return ModelError(
            "The hub does not give this model to everybody",
            detail=f"It answered with status {status} for {what}.",
            hint="Set HF_TOKEN to a token of yours, or import the model from a folder.",
        )
    if status in (404, 410):
        return ModelError(
            "The hub does not have a file of the model",
            detail=f"It answered with status {status} for {what}.",
            hint="Check HF_ENDPOINT, or import the model from a folder.",
        )
    return ModelError(
        "The hub cannot be used",
        detail=f"It answered with status {status} for {what}.",
        hint="Check HF_ENDPOINT and the proxy, then try again.",
    )


def _asked_wait(response: httpx.Response) -> float:
    """Seconds of ``Retry-After``, 0 when it is not there or cannot be read."""
    stated = response.headers.get("Retry-After", "").strip()
    if stated.isdigit():
        return float(stated)
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time.time())
    except (ValueError, TypeError):
        return 0.0


def _in_words(error: httpx.TransportError) -> str:
    """What went wrong on the line. Raises ``ModelError`` for what will not pass by itself."""
    doubt = unproven(error)
    if doubt:
        raise ModelError(
            "The hub does not prove who it is",
            detail=doubt,
            hint="Behind a company's proxy, name its certificates in SSL_CERT_FILE.",
        )
    return f"{str(error).rstrip('.') or type(error).__name__}."


def _given_up(what: str, here: int) -> ModelError:
    if here:
        return ModelError(
            "The download was interrupted",
            detail=what,
            hint="What has arrived is kept: start again, and it goes on where it stopped.",
        )
    return ModelError(
        "The hub cannot be reached",
        detail=what,
        hint="Check the network and the proxy, or import the model from a folder.",
    )


def _not_that_file(name: str) -> ModelError:
    return ModelError(
        f"{name} is not what was published",
        detail="The server sends more than the file has. What had arrived was deleted.",
        hint="Check HF_ENDPOINT and the proxy, then try again.",
    )
