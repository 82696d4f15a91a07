"""The calls about new versions of DocMind, on a lane of their own: another computer may be slow.

They need no engine. Nothing is asked of another computer unless a person ordered or allowed it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from docmind.core import DocMindError
from docmind.ui.calls.keys import KeyCalls

UPDATE_LANE = "updates"


class UpdateCalls(KeyCalls):
    """The part of the bridge that is about new versions."""

    update_terms_came = Signal(object)  # UpdateTerms
    newest_came = Signal(object)  # Release, as ordered
    newest_failed = Signal(object)  # DocMindError of an order
    newer_came = Signal(object)  # Release, found by itself

    def ask_update_terms(self) -> None:
        """Ask whom the settings allow to be asked. Opens no connection."""

        def find() -> object:
            from docmind.core import update_terms

            return update_terms()

        self._find(find, self.update_terms_came.emit, None, "update terms")

    def look_for_new_version(self) -> None:
        """Ask for the newest version now: the person ordered it."""

        def look() -> object:
            from docmind.core import look_for_new_version

            return look_for_new_version()

        self._find(look, self.newest_came.emit, self.newest_failed.emit, "order", UPDATE_LANE)

    def look_if_due(self) -> None:
        """Ask where that is allowed and due. That it cannot be asked is no news to anybody."""

        def look() -> object:
            from docmind.core import look_if_due

            return look_if_due()

        self._find(look, self._on_found, _nothing, "daily", UPDATE_LANE)

    def _on_found(self, release: object) -> None:
        if release is not None:
            self.newer_came.emit(release)


def _nothing(_error: DocMindError) -> None:
    """The journal of connections tells of it."""
