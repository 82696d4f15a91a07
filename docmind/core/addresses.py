"""Addresses of other computers: what is noted of them, and which are asked at all."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from docmind.core.errors import UsageError

_LONGEST = 2000


def origin_of(address: str) -> tuple[str, str, int]:
    """Scheme, host and port: what is the same for two addresses at one place."""
    parts: SplitResult = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return (parts.scheme, parts.hostname or "", port)


def host_of(address: str) -> str:
    """Host and port: what is noted of an address, which may hold a password."""
    scheme, host, port = origin_of(address)
    if port == (443 if scheme == "https" else 80):
        return host
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def host_asked(address: str) -> str:
    """The host, with its port where that is unusual, that ``address`` leads to.

    Raises ``UsageError`` as ``usable`` does.
    """
    return host_of(usable(address).geturl())


def usable(address: str) -> SplitResult:
    """The parts of an address that may be asked, without what names a place in the document.

    Raises ``UsageError`` for one without HTTPS (unless it is of this computer), with a name or
    password in it, or senseless.
    """
    try:
        parts = urlsplit(address)
        named, _ = parts.hostname, parts.port
    except ValueError:
        named = None
    if not named or len(address) > _LONGEST or not address.isprintable() or " " in address:
        raise UsageError(
            "This address cannot be used", hint="It must look like https://host/folder/file"
        )
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "This address holds a name or a password",
            detail="They would be sent along, and written down.",
            hint="Take out what stands before the @.",
        )
    if parts.scheme != "https" and not (parts.scheme == "http" and is_this_computer(named)):
        raise UsageError(
            "This address is not protected",
            detail="What comes from it could be changed on the way.",
            hint="It must begin with https://",
        )
    return parts._replace(fragment="")


def is_this_computer(host: str) -> bool:
    """Whether a host is the loopback of this computer, by its name or number. A number with a zone
    (``::1%lo``) is not: what cannot be read of it would be asked for like a name."""
    if host == "localhost":
        return True
    try:
        return "%" not in host and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
