"""The conversation with the engine while a person types: what is asked, when, and what is late."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from docmind.core import DocMindError, Mode, Query
from docmind.ui.bridge import Answered, Bridge
from docmind.ui.widgets.timing import one_shot

PAUSE_MS = 120
BUSY_MS = 150
AGAIN_MS = 500
FIRST_LIMIT = 20
MORE = 40


class Asking(QObject):
    """Words answer at every change of the text, the chosen mode when typing pauses."""

    answered = Signal(object)  # Answered
    failed = Signal(object)  # DocMindError
    busy = Signal(bool)
    emptied = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._text = ""
        self._as_typed = False  # no word is to be set right
        self._mode: Mode = "auto"
        self._first_limit = FIRST_LIMIT
        self._limit = FIRST_LIMIT
        self._last = 0
        self._pause = one_shot(self, PAUSE_MS, lambda: self._ask(fresh=self._mode == "meaning"))
        self._slow = one_shot(self, BUSY_MS, lambda: self.busy.emit(True))
        self._again = one_shot(self, AGAIN_MS, lambda: self._ask(fresh=False))
        bridge.answer_came.connect(self._on_answer)
        bridge.search_failed.connect(self._on_failure)
        bridge.opened.connect(self.ask_now)
        bridge.engine_restored.connect(self.ask_now)
        bridge.index_changed.connect(self._on_index_changed)

    @property
    def text(self) -> str:
        """What is asked now."""
        return self._text

    @property
    def mode(self) -> Mode:
        """How it is asked."""
        return self._mode

    def set_first_limit(self, limit: int) -> None:
        """How many documents to ask for at first."""
        self._first_limit = self._limit = limit

    def set_text(self, text: str) -> None:
        """The text changed: ask for its words now and for the rest when typing pauses."""
        text = text.strip()
        if text == self._text:
            return
        self._text = text
        self._as_typed = False
        self._limit = self._first_limit
        if not text:
            self._stop()
            self.emptied.emit()
            return
        if self._mode in ("auto", "words"):
            self._send("words", fresh=True)
        if self._mode != "words":
            self._pause.start()

    def set_mode(self, mode: Mode) -> None:
        """Ask in another way."""
        if mode != self._mode:
            self._mode = mode
            self.ask_now()

    def ask_now(self) -> None:
        """Ask the whole question at once (mode changed, engine came back)."""
        self._pause.stop()
        if self._text:
            self._ask(fresh=True)

    def ask_as_typed(self) -> None:
        """Ask the same text again, with no word set right."""
        self._as_typed = True
        self.ask_now()

    def more(self) -> None:
        """Ask for more results of the same question."""
        if self._text and not self._waits():
            self._limit += MORE
            self._ask(fresh=False)

    def _ask(self, *, fresh: bool) -> None:
        if self._text:
            self._send(self._mode, fresh=fresh)

    def _send(self, mode: Mode, *, fresh: bool) -> None:
        half = mode != self._mode  # words while typing: the whole answer comes after them
        correct = not (self._as_typed or half)
        query = Query(self._text, mode, self._limit, correct=correct)
        self._last = self._bridge.search(query, fresh=fresh)
        if self._bridge.is_open and not self._slow.isActive():
            self._slow.start()

    def _waits(self) -> bool:
        return self._last != 0 or self._pause.isActive()

    def _stop(self) -> None:
        self._pause.stop()
        self._again.stop()
        self._bridge.forget_searches()
        self._rest()

    def _rest(self) -> None:
        self._last = 0
        self._slow.stop()
        self.busy.emit(False)

    def _on_answer(self, answered: Answered) -> None:
        if not self._text:
            return
        whole = answered.request == self._last and not self._pause.isActive()
        if whole:
            self._rest()
        elif not answered.answer.hits and self._mode == "auto":
            return  # no word matched so far: what is shown stays until the whole answer comes
        else:
            answered = _without_suggestion(answered)
        self.answered.emit(answered)

    def _on_failure(self, request: int, error: DocMindError) -> None:
        if request == self._last:
            self._rest()
            self.failed.emit(error)

    def _on_index_changed(self, _files: int) -> None:
        if self._text and not self._again.isActive():
            self._again.start()


def _without_suggestion(answered: Answered) -> Answered:
    """A word that is still being typed is not misspelt."""
    plan = replace(answered.answer.plan, suggestion="")
    return replace(answered, answer=replace(answered.answer, plan=plan))
