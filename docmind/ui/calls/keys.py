"""The calls about the keys of servers, which the system keeps; it may ask to unlock them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from docmind.core import DocMindError
from docmind.ui.calls.models import SERVER_LANE
from docmind.ui.calls.pages import PageCalls


class KeyCalls(PageCalls):
    """The part of the bridge that is about keys. A key goes in here and never comes out."""

    keys_came = Signal(object)  # tuple[KeyState, ...]
    key_saved = Signal(str, object)  # kind of server, ServerTerms under which it is sent
    key_removed = Signal(str)  # kind of server
    key_failed = Signal(str, object)  # kind of server, DocMindError

    def ask_keys(self) -> None:
        """Ask which servers have a key. Only when a person looks: the system may ask to unlock."""

        def look() -> object:
            from docmind.core import key_states

            return key_states()

        self._find(look, self.keys_came.emit, None, "keys", SERVER_LANE)

    def save_key(self, server: str, key: str) -> None:
        """Have the system keep a key for a kind of server."""

        def save() -> object:
            from docmind.core import save_key

            return save_key(server, key)

        self._on_key(server, save, lambda terms: self.key_saved.emit(server, terms))

    def remove_key(self, server: str) -> None:
        """Have the system forget it."""

        def remove() -> object:
            from docmind.core import remove_key

            return remove_key(server)

        self._on_key(server, remove, lambda _was: self.key_removed.emit(server))

    def _on_key(
        self, server: str, call: Callable[[], object], done: Callable[[object], None]
    ) -> None:
        def failed(error: DocMindError) -> None:
            self.key_failed.emit(server, error)

        self._find(call, done, failed, f"key {server}", SERVER_LANE)
