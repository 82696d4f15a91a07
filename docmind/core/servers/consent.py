"""Whether texts may go to a server: to this computer always, to another one only if allowed."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from docmind.core.addresses import host_of, is_this_computer
from docmind.core.errors import ProviderError, UsageError
from docmind.core.servers.options import ServerOptions
from docmind.core.settings import load

_LONGEST = 2000
_PLACE = re.compile(r"(?:[^\[\]:\\@]+|\[[^\[\]]+\])(?::[0-9]*)?")
"""Host and port; what stands around brackets is read differently by different libraries."""


@dataclass(frozen=True, slots=True)
class ServerTerms:
    """What a person is told before texts go to a server. ``host`` as ``addresses.host_of`` writes
    it; ``is_allowed``: nothing needs to be asked (any more)."""

    host: str
    is_this_computer: bool
    is_encrypted: bool
    is_allowed: bool


def server_terms(address: str, allowed: Collection[str]) -> ServerTerms:
    """The terms of the server at ``address``.

    Raises ``ProviderError`` (invalid_request) for an address that is never asked: a senseless one,
    one with a name or password in it, or one without HTTPS outside this computer and the network
    around it.
    """
    parts = _usable(address)
    host, name = host_of(address), parts.hostname or ""
    here, encrypted = is_this_computer(name), parts.scheme == "https"
    if not (encrypted or here or is_nearby(name)):
        raise _unusable(
            f"The address of {host} is not protected",
            "Texts could be read on their way through the internet.",
            "It must begin with https://, or be a private address such as http://192.168.1.20:11434",
        )
    known = {one.strip().casefold() for one in allowed}
    return ServerTerms(host, here, encrypted, here or host in known)


def terms_now(address: str) -> ServerTerms:
    """The terms of the server at ``address`` as the settings say at this moment: a word that was
    taken back counts no longer, also for a model that was started before.

    Raises ``ProviderError`` (invalid_request) as ``server_terms`` does, and for another computer
    where the settings cannot be read.
    """
    terms = server_terms(address, ())
    if terms.is_this_computer:
        return terms
    try:
        return server_terms(address, allowed_now())
    except UsageError as error:
        raise ProviderError(
            error.title, error.detail, error.hint, error.path, code="invalid_request"
        ) from None


def require_allowed(server: ServerOptions) -> ServerTerms:
    """The terms of a server that texts may go to at this moment.

    Raises ``ProviderError`` (invalid_request) naming the host when no one has allowed it.
    """
    terms = terms_now(server.address)
    if not terms.is_allowed:
        leaving = "Text of your files and your questions would leave this computer."
        raise ProviderError(
            f"Texts may not go to {terms.host}",
            detail=leaving if terms.is_encrypted else f"{leaving} They would not be encrypted.",
            hint=f"Allow it by adding {terms.host} to servers.text_may_go_to in the settings.",
            code="invalid_request",
        )
    return terms


def allowed_now() -> tuple[str, ...]:
    """The hosts that texts may go to, as the settings say at this moment. Raises ``UsageError`` as
    ``settings.load`` does."""
    return load().servers.text_may_go_to


def is_nearby(name: str) -> bool:
    """Whether a host is in the network around this computer, by its name or number: private
    addresses (RFC 1918, RFC 4193) and names of multicast DNS (RFC 6762)."""
    if name.rstrip(".").endswith(".local"):
        return True
    try:
        return ipaddress.ip_address(name).is_private
    except ValueError:
        return False


def _usable(address: str) -> SplitResult:
    """The parts of an address that makes sense."""
    try:
        parts = urlsplit(address)
        named, _ = parts.hostname, parts.port
    except ValueError:
        parts, named = urlsplit(""), None
    senseless = len(address) > _LONGEST or not address.isprintable() or " " in address
    placed = _PLACE.fullmatch(parts.netloc.rpartition("@")[2])
    if not named or not placed or parts.scheme not in ("http", "https") or senseless:
        raise _unusable(
            "The address of the server cannot be used",
            "" if address else "None is set.",
            "It must look like http://127.0.0.1:11434 or https://host/folder",
        )
    if parts.username is not None or parts.password is not None:
        raise _unusable(
            f"The address of {host_of(address)} holds a name or a password",
            "They would be written down.",
            "Take out what stands before the @ and save a key instead.",
        )
    return parts


def _unusable(title: str, detail: str, hint: str) -> ProviderError:
    return ProviderError(title, detail, hint, code="invalid_request")
