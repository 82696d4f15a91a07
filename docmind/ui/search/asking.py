"""The conversation with the engine while a person types: what is asked, when, and what is late."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from docmind.core import DocMindError, Hit, Like, Mode, Query, Sort
from docmind.ui.bridge import Answered, Bridge
from docmind.ui.widgets.timing import one_shot

PAUSE_MS = 120
BUSY_MS = 150
AGAIN_MS = 500
CLOSER_MS = 300
FIRST_LIMIT = 20
MORE = 40


class Asking(QObject):
    """Words answer at every change of the text, the chosen mode when typing pauses."""

    answered = Signal(object)  # Answered
    failed = Signal(object)  # DocMindError
    busy = Signal(bool)
    emptied = Signal()
    reordered = Signal(object)  # Answered: the same question, looked at more closely

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._text = ""
        self._as_typed = False  # no word is to be set right
        self._like: Like | None = None
        self._mode: Mode = "auto"
        self._sort: Sort = "relevance"
        self._first_limit = FIRST_LIMIT
        self._limit = FIRST_LIMIT
        self._last = 0
        self._has_all = False  # there is no more than what was answered last
        self._pause = one_shot(self, PAUSE_MS, lambda: self._ask(fresh=self._mode == "meaning"))
        self._slow = one_shot(self, BUSY_MS, lambda: self.busy.emit(True))
        self._again = one_shot(self, AGAIN_MS, lambda: self._ask(fresh=False))
        self._reranks = False  # whether there is a reranker
        self._order = one_shot(self, CLOSER_MS, self._look_closer)
        self._ordering = 0  # the request that was sent for it
        self._ordered = False  # what is shown was put in order
        self._focused = False  # it shows the sentences that carry it
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
    def like(self) -> Like | None:
        """What results are to be like."""
        return self._like

    @property
    def asks(self) -> bool:
        """Whether anything is asked now."""
        return bool(self._text) or self._like is not None

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
        self._forget_order()
        self._limit = self._first_limit
        if not self.asks:
            self._stop()
            self.emptied.emit()
        elif self._like is not None:
            self._pause.start()
        else:
            if self._mode in ("auto", "words"):
                self._send("words", fresh=True)
            if self._mode != "words":
                self._pause.start()

    def set_like(self, like: Like | None, text: str) -> None:
        """Ask for what is like something, with the words of ``text`` beside it."""
        self._like, self._text = like, text.strip()
        self._limit = self._first_limit
        self._stop()
        if self.asks:
            self.ask_now()
        else:
            self.emptied.emit()

    def set_mode(self, mode: Mode) -> None:
        """Ask in another way."""
        if mode != self._mode:
            self._mode = mode
            self._forget_order()
            self.ask_now()

    @property
    def sort(self) -> Sort:
        """In which order."""
        return self._sort

    def set_sort(self, sort: Sort) -> None:
        """Ask for another order of all that matches."""
        if sort != self._sort:
            self._sort = sort
            self._limit = self._first_limit
            self._forget_order()
            self.ask_now()

    def ask_now(self) -> None:
        """Ask the whole question at once (mode changed, engine came back)."""
        self._pause.stop()
        self._ask(fresh=True)

    def renew(self) -> None:
        """Ask the same again, without letting go of what is shown: the answer may be better."""
        if self.asks and not self._waits():
            self._ask(fresh=False)

    def ask_as_typed(self) -> None:
        """Ask the same text again, with no word set right."""
        self._as_typed = True
        self.ask_now()

    def more(self) -> None:
        """Ask for more results of the same question: each time for half as many again, so that
        all of a long answer comes in few steps."""
        if self.asks and not self._waits() and not self._has_all:
            self._limit += max(MORE, self._limit // 2)
            self._ask(fresh=False)

    def _ask(self, *, fresh: bool) -> None:
        if self.asks:
            self._send(self._mode, fresh=fresh)

    def _send(self, mode: Mode, *, fresh: bool) -> None:
        half = mode != self._mode  # words while typing: the whole answer comes after them
        correct = not (self._as_typed or half)
        query = Query(
            self._text, mode, self._limit, correct=correct, like=self._like, sort=self._sort
        )
        query = replace(query, rerank=self._ordered and not half, focus=self._focused and not half)
        self._order.stop()
        self._ordering = 0
        self._last = self._bridge.search(query, fresh=fresh)
        if self._bridge.is_open and not self._slow.isActive():
            self._slow.start()

    def _waits(self) -> bool:
        return self._last != 0 or self._pause.isActive()

    def _stop(self) -> None:
        self._pause.stop()
        self._again.stop()
        self._forget_order()
        self._bridge.forget_searches()
        self._rest()

    def _rest(self) -> None:
        self._last = 0
        self._slow.stop()
        self.busy.emit(False)

    def _on_answer(self, answered: Answered) -> None:
        if not self.asks:
            return
        closer = answered.query.rerank or answered.query.focus
        if closer and answered.request != self._last:
            self._show_order(answered)
            return
        whole = answered.request == self._last and not self._pause.isActive()
        if whole:
            self._rest()
            self._has_all = len(answered.answer.hits) < answered.query.limit
            if self._wants_closer_look(answered):
                self._order.start()
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
        if self.asks and not self._again.isActive():
            self._again.start()

    # ---- a closer look: the order of the head, and the sentence that carries each ---------------

    def set_reranks(self, reranks: bool) -> None:
        """Whether there is a reranker to ask."""
        self._reranks = reranks

    def _wants_closer_look(self, answered: Answered) -> bool:
        query, hits = answered.query, answered.answer.hits
        if query.mode not in ("auto", "meaning") or query.like is not None:
            return False
        ranked = query.sort == "relevance"
        orders = self._reranks and ranked and not query.rerank and len(hits) > 1
        return orders or (not query.focus and any(map(_is_found_by_meaning, hits)))

    def _look_closer(self) -> None:
        """Typing has paused and the answer stands: ask once more, taking a moment for it."""
        if self._text and not self._waits():
            query = Query(
                self._text,
                self._mode,
                self._limit,
                correct=not self._as_typed,
                rerank=self._reranks and self._sort == "relevance",
                focus=True,
                sort=self._sort,
            )
            self._ordering = self._bridge.search(query, fresh=False)

    def _show_order(self, answered: Answered) -> None:
        if answered.request != self._ordering or self._waits():
            return  # something else is asked by now
        self._ordering = 0
        done = answered.answer.plan.reranked
        self._ordered = done is not None and not done.note
        self._focused = answered.query.focus
        self.reordered.emit(answered)

    def _forget_order(self) -> None:
        """What is asked changes: an order that comes now is too late."""
        self._order.stop()
        self._ordering = 0
        self._ordered = self._focused = False


def _is_found_by_meaning(hit: Hit) -> bool:
    labels = {reason.label for reason in hit.why}
    return "meaning" in labels and labels.isdisjoint(("name", "phrase", "identifier"))


def _without_suggestion(answered: Answered) -> Answered:
    """A word that is still being typed is not misspelt."""
    plan = replace(answered.answer.plan, suggestion="")
    return replace(answered, answer=replace(answered.answer, plan=plan))
