"""When questions are answered by words only: the badge says so, and meaning is asked for again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.ui.widgets.timing import one_shot

if TYPE_CHECKING:
    from docmind.core import Status
    from docmind.ui.bridge import Answered
    from docmind.ui.main_window import MainWindow
    from docmind.ui.wiring.window import Wiring

AGAIN_MS = 10_000


class WordsOnlyWiring(QObject):
    """Joins what is known of the model, and of each answer, with the badge."""

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._missing = ""  # why no question can be answered by meaning
        self._answered = ""  # why the one that is shown was not
        self._again = one_shot(self, AGAIN_MS, self._ask_again)

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action: pressing the badge does what another action does."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        window.bridge.status_came.connect(self._on_status)
        window.asking.answered.connect(self._on_answer)
        window.asking.emptied.connect(self._on_emptied)
        window.words_only.clicked.connect(lambda _checked=False: window.sheets.show("models"))
        window.actions_table["mode_words"].toggled.connect(lambda _on: self._show())
        window.closed.connect(self._again.stop)

    def _on_status(self, status: Status) -> None:
        came_back = bool(self._missing) and not status.model_missing
        self._missing = status.model_missing if status.sources else ""
        if came_back and self._answered:
            self._ask_again()  # the answer that is shown can be better now
        self._show()

    def _on_answer(self, answered: Answered) -> None:
        if answered.query.mode != self._window.asking.mode:
            return  # words while typing: the whole answer comes after them
        self._answered = answered.answer.plan.words_only
        if self._answered:
            self._again.start()
        else:
            self._again.stop()
        self._show()

    def _on_emptied(self) -> None:
        self._answered = ""
        self._again.stop()
        self._show()

    def _ask_again(self) -> None:
        if self._window.isVisible():
            self._window.asking.renew()

    def _show(self) -> None:
        by_words = self._window.actions_table["mode_words"].isChecked()
        self._window.words_only.say("" if by_words else self._missing or self._answered)
