"""How finding similar things joins results, preview, search field and the conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from docmind.ui.search.given import Given, from_document, from_passage
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow


class LikeWiring(QObject):
    """Shows what results are to be like as a token in the field, and asks for it."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of likeness do."""
        return {"find_similar": self.find_similar, "find_passages": self.find_passages}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        field = window.field
        field.token.use_thumbnails(window.results.thumbnails)
        field.token.removed.connect(self.remove)
        field.edit.backspaced.connect(self.remove)
        field.given.connect(self.ask)
        field.hovered.connect(self._on_hovered)
        window.asking.answered.connect(lambda _answered: field.token.look_again())

    def find_similar(self) -> None:
        """Find documents or pictures like the chosen one."""
        hit = self._window.results.current()
        if hit is not None and self._on_results():
            self.ask(from_document(hit), beside=False)

    def find_passages(self) -> None:
        """Find passages like the best one of the chosen result, or like the page shown."""
        window = self._window
        hit = window.results.current()
        if hit is None or not self._on_results():
            return
        if not hit.read:
            text = tr("This file was not read, so there is no passage to compare.")
            window.banner.say("like", text, brief=True)
            return
        page = window.preview.page if not window.preview.isHidden() else None
        self.ask(from_passage(hit, page), beside=False)

    def _on_results(self) -> bool:
        return self._window.pages.currentWidget() is self._window.inner

    def ask(self, given: Given, *, beside: bool = True) -> None:
        """Ask for what is like it, with the words that are typed ``beside`` it; without them where
        they were what found it."""
        window = self._window
        edit = window.field.edit
        window.field.show_given(given)
        window.asking.set_like(given.like, edit.text() if beside else "")
        if not beside:
            edit.clear()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take the token away; words beside it are asked for alone."""
        window = self._window
        if window.field.token.given is not None:
            window.field.show_given(None)
            window.asking.set_like(None, window.field.edit.text())
            window.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_hovered(self, name: str) -> None:
        """Say what dropping a picture on the field does; nothing, when it left."""
        overlay = self._window.overlay
        if not name:
            overlay.hide()
            return
        overlay.cover(
            tr("Drop to find pictures like {name}").format(name=name),
            tr("It is only looked at, not added to the library."),
            below=self._window.field_bottom(),
        )
