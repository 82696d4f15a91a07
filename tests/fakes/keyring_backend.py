"""A fake keyring that lives in memory, and one that fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class FakeKeyring(KeyringBackend):
    """Keeps passwords by service and user."""

    priority = 0  # never chosen by itself

    def __init__(self, *, forgets: bool = False, priority: float = 5) -> None:
        super().__init__()
        self.priority = priority  # type: ignore[assignment]
        self.kept: dict[tuple[str, str], str] = {}
        self.asked: list[str] = []
        self._forgets = forgets

    @property
    def name(self) -> str:
        return "A keyring for tests"

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.append(username)
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self._forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")


class BrokenKeyring(FakeKeyring):
    """Repeats what it was given in its complaint, as a careless one might."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(f"no bus for {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(f"cannot keep {password}")


@contextmanager
def using(ring: FakeKeyring) -> Iterator[FakeKeyring]:
    """Have that be the system's keyring."""
    before = keyring.get_keyring()
    keyring.set_keyring(ring)
    try:
        yield ring
    finally:
        keyring.set_keyring(before)
