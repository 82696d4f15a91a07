"""How the window follows its engine: status, jobs, settings, and what it says when it stops."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.core import DocMindError, JobReport, JobStarted, Problem, Status
from docmind.ui.widgets.unread import Unread
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.core import Settings
    from docmind.ui.main_window import MainWindow
    from docmind.ui.wiring.window import Wiring


class EngineWiring(QObject):
    """Joins the bridge with the panels that show how the engine is."""

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._wiring = wiring
        self.status: Status | None = None  # the last that came
        self._problems: tuple[Problem, ...] = ()

    def runs(self) -> dict[str, Callable[[], None]]:
        """What the actions of background reading do."""
        return {"rescan": self._window.bridge.rescan}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
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
            lambda level, text: banner.say("notice", text, brief=level == "info", apart=True)
        )
        bridge.engine_lost.connect(self._on_engine_lost)
        bridge.engine_restored.connect(self._on_engine_restored)
        bridge.child_restarted.connect(self._on_child_restarted)
        banner.pressed.connect(self._on_banner)

    # ---- opening and settings ------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._window.banner.take_back("open")
        self._window.bridge.refresh()

    def _on_open_failed(self, error: DocMindError) -> None:
        self._window.strip.show_not_open()
        self._window.banner.take_back("engine")  # that it was being started again
        if not self._wiring.upgrading.takes(error):  # which has a page of its own
            self._window.banner.say("open", str(error), tr("Try again"))

    def _on_banner(self, topic: str) -> None:
        if topic == "open":
            self._window.banner.take_back(topic)
            self._window.strip.show_opening()
            self._window.bridge.open()

    def _on_call_failed(self, error: DocMindError) -> None:
        self._window.banner.say("call", str(error), apart=True)

    def _on_settings(self, settings: Settings) -> None:
        self._wiring.library.set_settings(settings)
        self._window.asking.set_first_limit(settings.search.limit)
        if self._window.session.theme is None:
            self._window.set_theme(settings.window.theme, remember=False)

    # ---- status --------------------------------------------------------------------------------

    def _on_status(self, status: Status) -> None:
        window = self._window
        self.status = status
        window.session.had_sources = bool(status.sources)
        window.sidebar.show_sources(status.sources)
        window.sidebar.coverage.show_status(status)
        window.results.set_sources([source.path for source in status.sources])
        window.results.set_offline(
            [source.path for source in status.sources if source.state == "offline"]
        )
        window.strip.show_status(status)
        self._wiring.models.show_status(status)
        window.asking.set_reranks(bool(status.reranker))
        self._show_unread()
        window.idle.show_count(status.files)
        if window.pages.currentWidget() in (window.empty, window.idle):
            self._wiring.results.show_resting_page()

    def _on_problems(self, problems: tuple[Problem, ...]) -> None:
        self._problems = problems
        self._wiring.library.show_problems(problems)
        self._show_unread()

    def _show_unread(self) -> None:
        """Let results that were found by their name say why nothing else is known of them."""
        reasons = {problem.path: problem.reason for problem in self._problems}
        unread = Unread(reasons, self.status is None or bool(self.status.jobs))
        self._window.results.set_unread(unread)
        self._window.preview.set_unread(unread)

    # ---- events --------------------------------------------------------------------------------

    def _on_job_started(self, job: JobStarted) -> None:
        self._window.strip.show_job(job.title)
        self._window.bridge.refresh()

    def _on_job_finished(self, report: JobReport) -> None:
        window = self._window
        window.strip.show_finished(report.job_id)
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
