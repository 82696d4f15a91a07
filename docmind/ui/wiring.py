"""How the panels of a window work together: every connection between them is made here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from docmind.core import (
    DocMindError,
    Hit,
    JobReport,
    JobStarted,
    Like,
    Mode,
    Problem,
    Status,
)
from docmind.ui.bridge import Answered
from docmind.ui.library_wiring import LibraryWiring
from docmind.ui.like_wiring import LikeWiring
from docmind.ui.models_wiring import ModelsWiring
from docmind.ui.search.narrowing import toggled
from docmind.ui.searches_wiring import SearchesWiring
from docmind.ui.session import MODES
from docmind.ui.widgets.theme import Preference
from docmind.ui.widgets.unread import Unread
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.core import Settings
    from docmind.ui.main_window import MainWindow


class Wiring(QObject):
    """Joins bridge, panels and actions of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._status: Status | None = None
        self._text_shown = ""
        self._asked_shown: tuple[str, Like | None] = ("", None)
        self._text_marked = ""  # another one where words were set right
        self._problems: tuple[Problem, ...] = ()
        self.library = LibraryWiring(window, self)
        self.models = ModelsWiring(window, self)
        self.searches = SearchesWiring(window, self)
        self.likes = LikeWiring(window, self)

    def runs(self) -> dict[str, Callable[[], None]]:
        """What each action of the table does."""
        window = self._window
        return {
            "add_folder": self.library.choose_folder,
            "add_files": self.library.choose_files,
            "paste": window.paste,
            "rescan": window.bridge.rescan,
            "remove_source": self.library.remove_chosen,
            "exclude": self._toggle_exclude,
            "pause": self._toggle_pause,
            "problems": self._toggle_problems,
            "models": self._toggle_models,
            "quit": self._quit,
            "focus_search": self._offer_searches,
            "clear": self._clear,
            "save_search": self.searches.begin_saving,
            "erase_history": self.searches.confirm_erasing,
            "keep_history": self.searches.switch_history,
            **{f"mode_{mode}": self._mode_run(mode) for mode in MODES},
            "open": self._open,
            "show_in_folder": self._show_in_folder,
            "find_similar": self.likes.find_similar,
            "find_passages": self.likes.find_passages,
            "previous_page": lambda: window.preview.turn(-1),
            "next_page": lambda: window.preview.turn(1),
            "zoom_in": lambda: window.preview.canvas.zoom_by(1.25),
            "zoom_out": lambda: window.preview.canvas.zoom_by(0.8),
            "zoom_fit": window.preview.canvas.zoom_fit,
            "toggle_preview": lambda: window.preview.setVisible(window.preview.isHidden()),
            "toggle_sidebar": lambda: window.sidebar.setVisible(window.sidebar.isHidden()),
            "next_pane": lambda: window.cycle(1),
            "previous_pane": lambda: window.cycle(-1),
            **{f"theme_{one}": self._theme_run(one) for one in ("system", "light", "dark")},
            "shortcuts": self._show_shortcuts,
        }

    def _mode_run(self, mode: Mode) -> Callable[[], None]:
        def run() -> None:
            self._window.asking.set_mode(mode)
            if mode == "images":
                self.models.offer_pictures()

        return run

    def _theme_run(self, preference: Preference) -> Callable[[], None]:
        return lambda: self._window.set_theme(preference)

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        self._join_search()
        self._join_library()
        self.models.join()
        self.searches.join()
        self.likes.join()
        self._window.models.closed.connect(self._leave_page)
        self._join_engine()

    def _join_search(self) -> None:
        window = self._window
        edit, results, asking = window.field.edit, window.results, window.asking
        edit.textChanged.connect(self._on_text)
        edit.moved.connect(results.step)
        edit.files_pasted.connect(lambda _mime: window.paste())
        window.field.cleared.connect(self._clear)
        asking.answered.connect(self._on_answer)
        asking.reordered.connect(lambda answered: results.put_in_order(answered.answer))
        asking.failed.connect(self._on_search_failed)
        asking.busy.connect(results.show_busy)
        asking.emptied.connect(self._show_resting_page)
        results.chosen.connect(self._on_chosen)
        results.opened.connect(lambda _hit: self._open())
        results.more_wanted.connect(asking.more)
        results.query_wanted.connect(edit.setText)
        results.as_typed_wanted.connect(asking.ask_as_typed)
        results.copy_opened.connect(window.desktop.open)
        results.copy_shown.connect(window.desktop.show_in_folder)
        results.view.preview_asked.connect(window.actions_table["toggle_preview"].trigger)
        results.view.left_upwards.connect(self._focus_search)
        window.preview.open_pressed.connect(self._open)
        window.preview.folder_pressed.connect(self._show_in_folder)
        window.facets.picked.connect(
            lambda name, value: edit.setText(toggled(edit.text(), name, value))
        )

    def _join_library(self) -> None:
        window = self._window
        self.library.join()
        window.sidebar.view.exclude_asked.connect(lambda _path: self._show_exclude())
        window.problems.closed.connect(self._toggle_problems)
        window.exclude.closed.connect(self._toggle_exclude)
        window.strip.pause_pressed.connect(self._toggle_pause)
        window.strip.problems_pressed.connect(self._toggle_problems)
        window.desktop.failed.connect(lambda text: window.banner.say("desktop", text, brief=True))
        window.desktop.page_program_found.connect(window.preview.set_opens_pages)

    def _join_engine(self) -> None:
        window, bridge = self._window, self._window.bridge
        strip, banner = window.strip, window.banner
        bridge.opened.connect(self._on_opened)
        bridge.settings_came.connect(self._on_settings)
        bridge.open_failed.connect(self._on_open_failed)
        bridge.status_came.connect(self._on_status)
        bridge.problems_came.connect(self._on_problems)
        bridge.job_started.connect(self._on_job_started)
        bridge.progressed.connect(strip.show_progress)
        bridge.job_finished.connect(self._on_job_finished)
        bridge.index_changed.connect(window.idle.show_count)
        bridge.call_failed.connect(self._on_call_failed)
        bridge.noticed.connect(
            lambda level, text: banner.say("notice", text, brief=level == "info")
        )
        bridge.engine_lost.connect(self._on_engine_lost)
        bridge.engine_restored.connect(self._on_engine_restored)
        bridge.child_restarted.connect(self._on_child_restarted)
        banner.pressed.connect(self._on_banner)

    # ---- search --------------------------------------------------------------------------------

    def _on_text(self, text: str) -> None:
        self._window.asking.set_text(text)

    def _on_answer(self, answered: Answered) -> None:
        window = self._window
        text = answered.query.text
        asked = (text, answered.query.like)
        fresh = asked != self._asked_shown
        self._text_shown, self._asked_shown = text, asked
        self._text_marked = answered.answer.plan.searched or text
        window.results.show_answer(answered.answer, fresh=fresh)
        window.facets.show_answer(text, answered.answer)
        if any(hit.kind == "image" for hit in answered.answer.hits[:3]):
            self.models.offer_pictures()
        window.show_page(window.inner)

    def _on_search_failed(self, error: DocMindError) -> None:
        window = self._window
        if window.asking.like is not None:
            window.results.forget()  # they are like something else
        window.results.show_failure(error)
        window.show_page(window.inner)

    def _on_chosen(self, hit: Hit | None) -> None:
        self._window.preview.show_hit(hit, self._text_marked)

    def _show_resting_page(self) -> None:
        """What the middle shows while nothing is asked."""
        window = self._window
        self._text_shown, self._asked_shown = "", ("", None)
        window.facets.hide()
        known = self._status
        empty = not window.session.had_sources if known is None else not known.sources
        window.show_page(window.empty if empty else window.idle)

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
        if window.pages.currentWidget() in (window.problems, window.exclude, window.models):
            self._leave_page()
            return
        window.field.edit.clear()
        self.likes.remove()
        self._focus_search()

    # ---- results -------------------------------------------------------------------------------

    def _open(self) -> None:
        hit = self._window.results.current()
        if hit is not None and self._window.pages.currentWidget() is self._window.inner:
            page = self._window.preview.page if not self._window.preview.isHidden() else None
            if hit.container is not None:  # pages of what lies inside are none of its own
                self._window.desktop.open(hit.container)
            else:
                self._window.desktop.open(hit.path, page or hit.best.page)

    def _show_in_folder(self) -> None:
        window = self._window
        current = window.pages.currentWidget()
        hit = window.results.current()
        if current is window.inner and hit is not None:
            window.desktop.show_in_folder(hit.container or hit.path)
        elif current is window.problems and window.problems.chosen():
            window.desktop.show_in_folder(window.problems.chosen()[0])

    # ---- library -------------------------------------------------------------------------------

    def _toggle_pause(self) -> None:
        strip = self._window.strip
        paused = not strip.paused
        strip.set_paused(paused)
        self._window.bridge.set_paused(paused)

    def _toggle_problems(self) -> None:
        window = self._window
        if window.pages.currentWidget() is window.problems:
            self._leave_page()
        else:
            window.bridge.refresh()
            window.show_page(window.problems)
            window.problems.view.setFocus()

    def _toggle_models(self) -> None:
        if self._window.pages.currentWidget() is self._window.models:
            self._leave_page()
        else:
            self.models.show()

    def _toggle_exclude(self) -> None:
        if self._window.pages.currentWidget() is self._window.exclude:
            self._leave_page()
        else:
            self._show_exclude()

    def _show_exclude(self) -> None:
        self.library.show_settings()
        self._window.show_page(self._window.exclude)
        self._window.exclude.begin()

    def _leave_page(self) -> None:
        """Back to the results, or to what stands there while nothing is asked."""
        window = self._window
        if window.asking.asks:
            window.show_page(window.inner)
        else:
            self._show_resting_page()
        window.field.edit.setFocus()

    def _quit(self) -> None:
        self._window.close()

    def _show_shortcuts(self) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(tr("Keyboard shortcuts"))
        box.setTextFormat(Qt.TextFormat.RichText)
        rows = "".join(
            f"<tr><td><b>{keys}</b>&nbsp;&nbsp;&nbsp;</td><td>{text}</td></tr>"
            for keys, text in self._window.actions_table.shortcut_lines()
        )
        box.setText(f"<table cellspacing='3'>{rows}</table>")
        box.setWindowModality(Qt.WindowModality.NonModal)
        box.show()

    # ---- engine --------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._window.banner.take_back("open")
        self._window.bridge.refresh()

    def _on_open_failed(self, error: DocMindError) -> None:
        self._window.banner.say("open", str(error), tr("Try again"))

    def _on_call_failed(self, error: DocMindError) -> None:
        self._window.problems.forget_asked()
        self._window.banner.say("call", str(error))

    def _on_settings(self, settings: Settings) -> None:
        self.library.set_settings(settings)
        self._window.asking.set_first_limit(settings.search.limit)
        if self._window.session.theme is None:
            self._window.set_theme(settings.window.theme, remember=False)

    def _on_banner(self, topic: str) -> None:
        window = self._window
        if topic == "open":
            window.banner.hide()
            window.strip.show_opening()
            window.bridge.open()
        elif topic == "problems":
            window.banner.hide()
            self._toggle_problems()
        elif topic == "pictures":
            window.banner.hide()
            self.models.show()

    def _on_status(self, status: Status) -> None:
        window = self._window
        self._status = status
        window.session.had_sources = bool(status.sources)
        window.sidebar.show_sources(status.sources)
        window.results.set_sources([source.path for source in status.sources])
        window.strip.show_status(status)
        self.models.show_status(status)
        window.asking.set_reranks(bool(status.reranker))
        self._show_unread()
        window.idle.show_count(status.files)
        if window.pages.currentWidget() in (window.empty, window.idle):
            self._show_resting_page()

    def _on_problems(self, problems: tuple[Problem, ...]) -> None:
        self._problems = problems
        self._window.problems.show_problems(problems)
        self._show_unread()

    def _show_unread(self) -> None:
        """Let results that were found by their name say why nothing else is known of them."""
        reasons = {problem.path: problem.reason for problem in self._problems}
        unread = Unread(reasons, self._status is None or bool(self._status.jobs))
        self._window.results.set_unread(unread)
        self._window.preview.set_unread(unread)

    def _on_job_started(self, job: JobStarted) -> None:
        self._window.strip.show_job(job.title)
        self._window.bridge.refresh()

    def _on_job_finished(self, report: JobReport) -> None:
        window = self._window
        window.strip.show_finished(report.job_id)
        window.problems.job_ended()
        if report.outcome == "failed":
            window.banner.say("job", report.message or tr("Reading stopped before its end."))

    def _on_engine_lost(self, reason: str) -> None:
        text = tr("The search engine stopped and is being started again. Nothing is lost.")
        self._window.banner.say("engine", f"{text} {reason}".strip())

    def _on_engine_restored(self) -> None:
        self._window.banner.say("engine", tr("The search engine is back."), brief=True)

    def _on_child_restarted(self, name: str, reason: str) -> None:
        text = tr("The {name} stopped and was started again.").format(name=name)
        self._window.banner.say("child", f"{text} {reason}".strip(), brief=True)
