"""The keys of servers: from the environment, or from where the system keeps passwords.

A key is kept for one provider at one host and goes nowhere else. It stands in no setting, no log,
no error and no note.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from docmind.core.errors import DocMindError, ProviderError, UsageError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

VARIABLES = {
    "ollama": "DOCMIND_OLLAMA_API_KEY",
    "openai": "DOCMIND_OPENAI_API_KEY",
    "server": "DOCMIND_SERVER_API_KEY",
}
"""The environment variable that decides the key of each kind of server."""
_SERVICE = "DocMind"
_LONGEST = 10_000
_USABLE = 1
"""Priority from which ``keyring`` recommends a backend; below are those that keep nothing."""
T = TypeVar("T")


def secret_for(name: str, host: str, *, keyring: bool = True) -> str:
    """The key for that kind of server at ``host``, "" where there is none: of the environment, else
    (with ``keyring``) the one saved for this host.

    Raises ``ProviderError`` (unauthorized) for one that no header can carry. A keyring that cannot
    be asked has no key.
    """
    variable = VARIABLES.get(name, "")
    given = os.environ.get(variable, "").strip()
    if given:
        if not _is_sendable(given):
            raise ProviderError(
                f"The key for {host} cannot be sent",
                detail="It holds blanks, or letters outside ASCII.",
                hint=f"Check {variable}.",
                code="unauthorized",
            )
        return given
    return saved_secret(name, host) if keyring and variable else ""


def saved_secret(name: str, host: str) -> str:
    """The key that the system keeps for that kind of server at ``host``; "" where it keeps none,
    or cannot be asked."""
    try:
        return _asked(name, lambda ring: ring.get_password(_SERVICE, _user(name, host))) or ""
    except DocMindError:
        return ""


def save_secret(name: str, host: str, key: str) -> None:
    """Have the system keep the key. Raises ``UsageError`` for one that cannot be sent,
    ``DocMindError`` where the system keeps none."""
    plain = key.strip()
    if not plain or not _is_sendable(plain):
        raise UsageError(
            "This is no key",
            detail="It is empty, or holds blanks or letters outside ASCII. Nothing was saved.",
        )
    user = _user(name, host)
    _asked(name, lambda ring: ring.set_password(_SERVICE, user, plain))
    if _asked(name, lambda ring: ring.get_password(_SERVICE, user)) != plain:
        raise _no_keyring(name, "It does not give back what it was given.")


def remove_secret(name: str, host: str) -> bool:
    """Have the system forget the key; whether there was one. Raises ``DocMindError`` where it keeps
    none."""
    user = _user(name, host)
    if _asked(name, lambda ring: ring.get_password(_SERVICE, user)) is None:
        return False
    _asked(name, lambda ring: ring.delete_password(_SERVICE, user))
    return True


def keyring_title() -> str:
    """What keeps keys on this computer, in the words of ``keyring``; "" where nothing does."""
    try:
        return str(_asked("", lambda ring: ring.name))
    except DocMindError:
        return ""


def _user(name: str, host: str) -> str:
    return f"{name}@{host}"


def _is_sendable(key: str) -> bool:
    return key.isascii() and key.isprintable() and " " not in key and len(key) <= _LONGEST


def _asked(name: str, question: Callable[[KeyringBackend], T]) -> T:
    """What the system's keyring answers. Raises ``DocMindError`` without its words, which might
    repeat the key."""
    try:
        import keyring  # here, because few processes need it

        ring = keyring.get_keyring()
        usable = ring.priority >= _USABLE
        answer = question(ring) if usable else None
    except Exception as error:  # noqa: BLE001 - each system's keyring raises errors of its own
        raise _no_keyring(name, f"It failed ({type(error).__name__}).") from None
    if not usable:
        raise _no_keyring(name, "There is none here, or it is not running.")
    return answer  # type: ignore[return-value]


def _no_keyring(name: str, detail: str) -> DocMindError:
    return DocMindError(
        "The system's keyring cannot be used",
        detail=detail,
        hint=f"Set {VARIABLES.get(name, 'the key')} in the environment instead.",
    )
