"""What quick search asks while a person types: words at once, the rest when typing pauses."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from docmind.core import DocMindError, Mode, Query, SearchAnswer
from docmind.ui.bridge import Bridge
from docmind.ui.widgets.timing import one_shot

PAUSE_MS = 120
MOST = 8


class QuickAsking(QObject):
    """A conversation of its own with the engine; only the answer to the newest question counts."""

    answered = Signal(object, bool)  # SearchAnswer, whether it is the whole one
    failed = Signal(object)  # DocMindError
    emptied = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._text = ""
        self._request = 0
        self._whole = 0  # the request that asked for everything, once it was sent
        self._pause = one_shot(self, PAUSE_MS, self._ask_whole)
        bridge.quick_came.connect(self._on_answer)
        bridge.quick_failed.connect(self._on_failure)
        for back in (bridge.opened, bridge.engine_restored):
            back.connect(self.ask_again)

    @property
    def text(self) -> str:
        """What is asked now."""
        return self._text

    def set_text(self, text: str) -> None:
        """The text changed."""
        text = text.strip()
        if text == self._text:
            return
        self._text = text
        self._request += 1  # what comes from now on for an older text is late
        if text:
            self._send("words")
            self._pause.start()
        else:
            self._pause.stop()
            self.emptied.emit()

    def ask_again(self) -> None:
        """Ask the same once more: files may have changed, or the engine came back."""
        if self._text:
            self._ask_whole()

    def _ask_whole(self) -> None:
        self._send("auto")
        self._whole = self._request

    def _send(self, mode: Mode) -> None:
        self._request += 1
        query = Query(self._text, mode, MOST, correct=mode == "auto")
        self._bridge.quick_search(self._request, query)

    def _on_answer(self, request: int, answer: SearchAnswer) -> None:
        if request == self._request:
            whole = request == self._whole
            if whole or answer.hits:
                self.answered.emit(answer, whole)

    def _on_failure(self, request: int, error: DocMindError) -> None:
        if request == self._request:
            self.failed.emit(error)
