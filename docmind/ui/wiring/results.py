"""How field, conversation, results and preview work together: what is asked and what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from docmind.core import DocMindError, Hit, Like, Mode, Sort
from docmind.ui.bridge import Answered
from docmind.ui.session import MODES
from docmind.ui.widgets.timing import one_shot

if TYPE_CHECKING:
    from docmind.ui.main_window import MainWindow
    from docmind.ui.wiring.window import Wiring


_NOTHING: tuple[str, Like | None, Sort] = ("", None, "relevance")


class ResultsWiring(QObject):
    """Joins the search field, the results and the preview of one window."""

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._wiring = wiring
        self._asked_shown: tuple[str, Like | None, Sort] = _NOTHING
        self._text_marked = ""  # another one than was typed where words were set right
        self._shown: Answered | None = None
        # after the results: neither holds the window for longer than a frame has room for
        self._count = one_shot(self, 0, self._show_counts)

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of searching do."""
        return {
            "focus_search": self._offer_searches,
            "clear": self._clear,
            **{f"mode_{mode}": self._mode_run(mode) for mode in MODES},
        }

    def _mode_run(self, mode: Mode) -> Callable[[], None]:
        def run() -> None:
            if self._window.sheets.current is not None and self._window.asking.asks:
                self._window.sheets.leave()
            self._window.asking.set_mode(mode)
            if mode == "images":
                self._wiring.models.offer_pictures()

        return run

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        window = self._window
        edit, results, asking = window.field.edit, window.results, window.asking
        edit.textChanged.connect(asking.set_text)
        edit.moved.connect(results.step)
        edit.files_pasted.connect(lambda _mime: window.paste())
        window.field.cleared.connect(self._clear)
        asking.answered.connect(self._on_answer)
        asking.reordered.connect(lambda answered: results.put_in_order(answered.answer))
        asking.failed.connect(self._on_search_failed)
        asking.busy.connect(results.show_busy)
        asking.emptied.connect(self.show_resting_page)
        results.chosen.connect(self._on_chosen)
        results.more_wanted.connect(asking.more)
        results.query_wanted.connect(edit.setText)
        results.as_typed_wanted.connect(asking.ask_as_typed)
        results.models_wanted.connect(window.actions_table["models"].trigger)
        results.view.preview_asked.connect(window.actions_table["toggle_preview"].trigger)
        results.view.left_upwards.connect(self._focus_search)

    # ---- asking --------------------------------------------------------------------------------

    def _on_answer(self, answered: Answered) -> None:
        window = self._window
        text = answered.query.text
        asked = (text, answered.query.like, answered.query.sort)
        fresh = asked != self._asked_shown
        self._asked_shown = asked
        self._text_marked = answered.answer.plan.searched or text
        window.results.show_answer(answered.answer, fresh=fresh)
        self._shown = answered
        self._count.start()
        if any(hit.kind == "image" for hit in answered.answer.hits[:3]):
            self._wiring.models.offer_pictures()
        # a library that changes is asked again: that must not take away a sheet someone reads
        if fresh or window.sheets.current is None:
            window.show_page(window.inner)

    def _show_counts(self) -> None:
        if self._shown is not None:
            self._window.facets.show_answer(self._shown.query.text, self._shown.answer)

    def _on_search_failed(self, error: DocMindError) -> None:
        window = self._window
        if window.asking.like is not None:
            window.results.forget()  # they are like something else
        window.results.show_failure(error)
        if window.asking.text != self._asked_shown[0] or window.sheets.current is None:
            window.show_page(window.inner)

    def _on_chosen(self, hit: Hit | None) -> None:
        self._window.preview.show_hit(hit, self._text_marked)

    def show_rest(self) -> None:
        """The results, or what stands there while nothing is asked."""
        standing = self._wiring.upgrading.standing
        if standing is not None:
            self._window.show_page(standing)
        elif self._window.asking.asks:
            self._window.show_page(self._window.inner)
        else:
            self.show_resting_page()

    def show_resting_page(self) -> None:
        """What the middle shows while nothing is asked."""
        window, known = self._window, self._wiring.engine.status
        self._asked_shown = _NOTHING
        self._count.stop()
        window.facets.hide()
        empty = not window.session.had_sources if known is None else not known.sources
        resting = window.empty if empty else window.idle
        window.show_page(self._wiring.upgrading.standing or resting)

    def _focus_search(self) -> None:
        edit = self._window.field.edit
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.selectAll()

    def _offer_searches(self) -> None:
        """Go to the field; while it is empty, with what was searched for before."""
        self._focus_search()
        if not self._window.asking.asks:
            self._window.history.open()

    def _clear(self) -> None:
        window = self._window
        if window.sheets.current is not None:
            window.sheets.leave()
            return
        window.field.edit.clear()
        self._wiring.likes.remove()
        self._focus_search()
